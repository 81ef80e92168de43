"""Desk 线索: leads and their sources."""
