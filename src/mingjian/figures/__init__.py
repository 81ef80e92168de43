"""Rows in, numbers out: one file a family of figures, and the only aggregate queries."""
