"""Desk 公开: what is shown to everybody, and taken back."""
