"""Published bulletins read, and figures put into words."""
