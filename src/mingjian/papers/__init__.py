"""Documents rendered and signed."""
