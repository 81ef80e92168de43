"""Desk 通报: bulletins."""
