"""What `make migrations` checks: no change of a record without its migration, one head, and squawk's rules on the SQL.

`python -m tests.migrations` starts an embedded server for the SQL; exit status 1 if something is amiss.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from tests import database

_EMPTY = "0002"  # up to here tables are new and empty, so no lock is felt and no row rewritten
_LEFT_OUT = [
    "prefer-text-field",
    "prefer-identity",
    "prefer-robust-stmts",
    "require-timeout-settings",
]  # Django's own way


def main() -> int:
    """Run the checks and return the exit status."""
    with database.server() as server:
        roles = database.make(server, f"mingjian_migrations_{os.getpid()}")
        os.environ["MINGJIAN_DSN"] = str(roles.owner)
        os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
        import django

        django.setup()
        try:
            return _missing() or _heads() or _squawk()
        finally:
            from django.db import connections

            connections.close_all()
            database.drop(server, roles.owner.database)


def _missing() -> int:
    from django.core.management import call_command

    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit as end:
        return int(bool(end.code))
    return 0


def _heads() -> int:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    heads = MigrationLoader(connection).graph.leaf_nodes("records")
    if len(heads) != 1:
        print(f"records has {len(heads)} heads: {heads}; make them follow one another", file=sys.stderr)
    return int(len(heads) != 1)


def _squawk() -> int:
    """Give the SQL of every migration that meets filled tables to squawk."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    status = 0
    names = sorted(name for app, name in MigrationLoader(connection).graph.nodes if app == "records")
    for name in (name for name in names if name[:4] > _EMPTY):
        sql = io.StringIO()
        call_command("sqlmigrate", "records", name, stdout=sql)
        asked = subprocess.run(
            [
                Path(sys.executable).with_name("squawk"),
                *("--pg-version=15", f"--stdin-filepath={name}.sql"),
                *(f"--exclude={rule}" for rule in _LEFT_OUT),
            ],
            input=_on_filled_tables(sql.getvalue()),
            text=True,
            check=False,
        )
        status |= asked.returncode
    return status


def _on_filled_tables(sql: str) -> str:
    """The statements without those about tables that the same migration makes: these are new, empty and unused."""
    made = set(re.findall(r'^CREATE TABLE "(\w+)"', sql, re.MULTILINE))
    about = r'^(?:CREATE TABLE|ALTER TABLE|CREATE (?:UNIQUE )?INDEX "\w+" ON) "(\w+)"'
    lines = [(re.match(about, line), line) for line in sql.splitlines()]
    return "\n".join(line for found, line in lines if found is None or found.group(1) not in made)


if __name__ == "__main__":
    raise SystemExit(main())
