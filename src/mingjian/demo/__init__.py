"""A fictional province and its sample sites on loopback; nothing outside the demo and the tests knows their names."""
