"""Mingjian 明鉴: find criminal commerce on supervised services, act on it lawfully, prove it, account for it."""

__version__ = "0.1.0"
