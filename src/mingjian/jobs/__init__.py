"""Entrance of time: what is done without anybody asking, by the worker and by schedule. No rule lives here."""
