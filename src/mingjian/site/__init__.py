"""The top: settings, root addresses, wsgi and the `mingjian` command; the only place that knows everybody."""
