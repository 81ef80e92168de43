"""Django's own management commands (`python -m mingjian.site.manage`), for developers and for the supervisor's migrate."""

import os
import sys


def main() -> None:
    """Run a Django management command with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - needs the settings named first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
