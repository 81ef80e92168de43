"""A house for benchmarks: a durable embedded database, a data folder, one office with services; nothing of it stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


@dataclass
class Server:
    """The database server of a house, which a benchmark may kill and start again."""

    cluster: Any
    log: Path
    program: Any = None

    def start(self) -> None:
        """Start it and wait until it answers; after a kill it recovers first."""
        from mingjian.runtime.spawn import spawn

        self.cluster.clear()
        with self.log.open("ab") as output:
            self.program = spawn(
                self.cluster.argv(),
                output=output,
                environment=self.cluster.environment(),
                servant=self.cluster.servant,
            )
        until = time.monotonic() + 120
        while not self.cluster.is_ready():
            assert self.program.poll() is None, self.log.read_text()[-2000:]
            assert time.monotonic() < until, self.log.read_text()[-2000:]
            time.sleep(0.02)

    def kill(self) -> None:
        """End it with SIGKILL, with every process of its session."""
        from mingjian.runtime import procfs

        for pid in [*procfs.descendants(self.program.pid), self.program.pid]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.program.wait(30)

    def stop(self) -> None:
        """End it in order."""
        if self.program.poll() is None:
            self.program.send_signal(signal.SIGINT)
            self.program.wait(60)


SERVERS: list[Server] = []


@contextmanager
def _served(server: Server) -> Iterator[None]:
    SERVERS.append(server)
    server.start()
    try:
        yield
    finally:
        SERVERS.remove(server)
        server.stop()


@contextmanager
def house() -> Iterator[dict[str, str]]:
    """A migrated database of its own with Django pointing at it. Gives the environment for programs that belong to it."""
    from mingjian.runtime.cluster import Cluster
    from mingjian.runtime.folder import opened
    from mingjian.runtime.roles import close_append_only

    with tempfile.TemporaryDirectory(prefix="mj-bench-", ignore_cleanup_errors=True) as place:
        Path(place).chmod(0o711)
        with opened(Path(place) / "data") as folder, _served(Server(Cluster(folder), folder.logs / "postgres.log")):
            cluster = SERVERS[-1].cluster
            cluster.provide()
            roles = cluster.roles
            environment = {
                "MINGJIAN_DSN": str(roles.app),
                "MINGJIAN_DATA": str(folder.path),
                "MINGJIAN_EVIDENCE": str(folder.path / "evidence"),
                "MINGJIAN_DEMO": "0",
                "DJANGO_SETTINGS_MODULE": "mingjian.site.settings",
                "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            }
            owner = {**os.environ, **environment, "MINGJIAN_DSN": str(roles.owner)}
            words = [sys.executable, "-P", "-m", "mingjian.site.manage", "migrate", "--no-input", "--verbosity=0"]
            subprocess.run(words, env=owner, check=True)
            close_append_only(roles.owner)
            os.environ.update(environment)
            import django

            django.setup()
            yield environment


def fill(count: int, at: Any, tiers: tuple[int, ...] = (1, 2, 2, 3)) -> Any:
    """Found an office with `count` services s0.test, s1.test ... whose tiers follow one another. Returns the office."""
    from mingjian.office.people.found_office import NewOffice, found_office
    from mingjian.records.models import OnlineService, Subject

    unit = found_office(NewOffice("99", "榕江省网信办", "Rongjiang", "province"), at=at)
    subjects = [Subject(unit=unit, name=f"单位{number}", sector="clinic") for number in range(count)]
    Subject.objects.bulk_create(subjects, batch_size=2_000)
    OnlineService.objects.bulk_create(
        [
            OnlineService(
                unit=unit,
                subject=subject,
                name=f"网站{number}",
                host=f"s{number}.test",
                address=f"http://s{number}.test/",
                tier=tiers[number % len(tiers)],
            )
            for number, subject in enumerate(subjects)
        ],
        batch_size=2_000,
    )
    return unit


def forked(work: Callable[[], None]) -> int:
    """Do `work` in a child that is forked, with database connections of its own; gives its number. The child never returns."""
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(1)
