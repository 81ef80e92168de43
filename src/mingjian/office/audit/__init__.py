"""The log of events and its seals."""
