"""The desk: the officers' side."""
