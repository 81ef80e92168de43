"""Desk of accounts."""
