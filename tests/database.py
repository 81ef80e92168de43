"""The database of the tests: an embedded server in a temporary folder, or the one that MINGJIAN_TEST_DSN names.

The house is migrated once into a template; a test that must commit gets a copy of its own, because append-only tables
cannot be emptied again.
"""

from __future__ import annotations

import itertools
import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from mingjian.runtime import roles
from mingjian.runtime.cluster import Cluster
from mingjian.runtime.dsn import Dsn, read_dsn
from mingjian.runtime.folder import opened
from mingjian.runtime.roles import Roles
from mingjian.runtime.spawn import spawn

_numbers = itertools.count(1)
_PASSWORD = "only-for-tests"


@contextmanager
def running(cluster: Cluster, log: Path) -> Iterator[Cluster]:
    """Run a cluster's server for a block."""
    cluster.clear()
    with log.open("ab") as output:
        program = spawn(cluster.argv(), output=output, environment=cluster.environment(), servant=cluster.servant)
    try:
        until = time.monotonic() + 60
        while not cluster.is_ready():
            assert program.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.02)
        yield cluster
    finally:
        program.send_signal(signal.SIGINT)
        program.wait(timeout=30)


@contextmanager
def server() -> Iterator[Dsn]:
    """Give the address of a server as its superuser: MINGJIAN_TEST_DSN, or an embedded one that is not durable.

    Of several addresses, separated by spaces, each worker of a parallel run takes its own: a log is sealed up to what no
    transaction of the whole server still writes, so tests in two workers of one server would wait for one another.
    """
    if given := os.environ.get("MINGJIAN_TEST_DSN", "").split():
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        yield read_dsn(given[int(worker) % len(given)])
        return
    with (
        tempfile.TemporaryDirectory(prefix="mj-", ignore_cleanup_errors=True) as place,
        opened(Path(place) / "data") as folder,
    ):
        Path(place).chmod(0o711)
        with running(Cluster(folder, durable=False), folder.logs / "postgres.log") as cluster:
            yield cluster.dsn()


def make(on: Dsn, name: str) -> Roles:
    """Make an empty database with the roles of a real installation (replacing one that an earlier run left)."""
    drop(on, name)
    return roles.provide(
        on,
        on.at(user="mingjian_test_owner", password=_PASSWORD, database=name),
        on.at(user="mingjian_test_login", password=_PASSWORD, database=name),
    )


def drop(on: Dsn, name: str) -> None:
    """Drop a database, ending its connections."""
    with psycopg.connect(str(on), autocommit=True) as link:
        link.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@dataclass(frozen=True, slots=True)
class Copy:
    """A database of a test's own; `environment` is for programs that the test starts."""

    owner: Dsn
    app: Dsn

    @property
    def environment(self) -> dict[str, str]:
        """What the supervisor sets for its children."""
        return {"MINGJIAN_DSN": str(self.app), "MINGJIAN_OWNER_DSN": str(self.owner)}


@contextmanager
def copy_of(template: Roles, on: Dsn) -> Iterator[Copy]:
    """Copy a database to which nobody is connected; the copy is dropped after the block."""
    name = f"{template.owner.database}_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(str(on), autocommit=True) as link:
        link.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                *map(sql.Identifier, (name, template.owner.database, template.owner.user))
            )
        )
    try:
        yield Copy(template.owner.at(database=name), template.app.at(database=name))
    finally:
        drop(on, name)
