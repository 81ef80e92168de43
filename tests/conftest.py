"""What every test may ask for.

`django_db` tests run in a transaction against a migrated database, as the role that serves (no ownership). A test that
must commit, or that starts programs of its own, asks for `own_database` instead: a copy that is dropped afterwards.
Nothing starts a server unless a test needs one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import database

if TYPE_CHECKING:
    from mingjian.runtime.dsn import Dsn
    from mingjian.runtime.roles import Roles


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that needs a database, so that they can be run on another server."""
    asks = {"database_server", "db", "transactional_db"}
    for item in items:
        if item.get_closest_marker("django_db") or asks & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that another user can reach; pytest's own are closed, and closed again by every other run."""
    with tempfile.TemporaryDirectory(prefix="mj-place-", ignore_cleanup_errors=True) as path:
        Path(path).chmod(0o755)
        yield Path(path)


@pytest.fixture(scope="session")
def database_server() -> Iterator[Dsn]:
    """A PostgreSQL server for this run, addressed as its superuser."""
    with database.server() as dsn:
        yield dsn


@pytest.fixture(scope="session")
def migrated(database_server: Dsn, django_test_environment: None, django_db_blocker: Any) -> Roles:
    """The template: a database with every migration applied."""
    from django.core.management import call_command

    from mingjian.runtime.roles import close_append_only

    roles = database.make(database_server, f"mingjian_test_{os.getpid()}")
    with django_db_blocker.unblock(), pointed_at(roles.owner):
        call_command("migrate", verbosity=0, interactive=False)
    close_append_only(roles.owner)
    return roles


@pytest.fixture(scope="session")
def django_db_setup(migrated: Roles, database_server: Dsn) -> Iterator[None]:
    """Pytest-django's database is our template, used as the role that serves."""
    from django.db import connections

    with pointed_at(migrated.app):
        yield
    connections.close_all()
    database.drop(database_server, migrated.owner.database)


@pytest.fixture
def own_database(django_db_setup: None, migrated: Roles, database_server: Dsn, django_db_blocker: Any) -> Iterator[Any]:
    """A database of the test's own, where it may commit: `.app`, `.owner`, `.environment`; Django points at it."""
    from django.db import connections

    connections.close_all()
    with database.copy_of(migrated, database_server) as copy, pointed_at(copy.app), django_db_blocker.unblock():
        yield copy
        connections.close_all()


class pointed_at:  # noqa: N801 - reads as a word
    """Django's default database is `dsn` inside the block, and MINGJIAN_DSN names it for programs that are started."""

    def __init__(self, dsn: Dsn) -> None:
        self._dsn = dsn

    def __enter__(self) -> None:
        from django.db import connections

        from mingjian.site.settings import _database

        connections.close_all()
        self._kept = dict(connections.settings["default"]), os.environ.get("MINGJIAN_DSN")
        connections.settings["default"].update(_database(str(self._dsn)))
        os.environ["MINGJIAN_DSN"] = str(self._dsn)

    def __exit__(self, *_: object) -> None:
        from django.db import connections

        connections.close_all()
        settings, dsn = self._kept
        connections.settings["default"].update(settings)
        os.environ.pop("MINGJIAN_DSN", None)
        if dsn is not None:
            os.environ["MINGJIAN_DSN"] = dsn
