"""Desk 举报: reports from the public."""
