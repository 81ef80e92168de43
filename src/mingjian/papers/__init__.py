"""Documents rendered and signed; files handed in."""
