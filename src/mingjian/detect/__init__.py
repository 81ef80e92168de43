"""Document in, findings out: one file a detector; lexicons are data."""
