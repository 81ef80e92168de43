"""The acts of the office: the only code that writes records, one file an act, one folder a desk."""
