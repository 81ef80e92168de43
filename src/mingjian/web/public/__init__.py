"""The public portal: report, follow a report, read bulletins."""
