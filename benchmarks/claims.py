"""A run of hundreds of thousands of services: what starting it and claiming from it cost, and that workers share it exactly.

One run over `--services` (300,000) registered services. First the claims alone are timed in one process, in batches of 16
as a worker asks, at the beginning, in the middle and near the end of the backlog; between them several workers, claiming
1,000 at a time, work it off, and every second or two one of them is killed with SIGKILL at a random instant. A visit
counts as made when its worker, still holding the claim, has committed that; the ids are written to a file of the
worker's after the commit. At the end every visit must have been made once. What a visit itself costs is measured by
`day`. Claims last two seconds here instead of three minutes.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import statistics
import sys
import time
import uuid
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.house import fill, forked, house

BATCH, MANY, SAMPLE = 16, 1_000, 200
CLAIM = timedelta(seconds=2)
_MADE = """
UPDATE records_visit SET state = 'done', claimed_by = '', claimed_until = NULL
WHERE id = ANY(%s) AND state = 'claimed' AND claimed_by = %s RETURNING id
"""


def run(argv: list[str]) -> dict[str, Any]:
    """Measure and return the figures with their units."""
    parser = argparse.ArgumentParser(prog="./mj bench claims")
    parser.add_argument("--services", type=int, default=300_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(argv)
    with house() as environment:
        return _Backlog(Path(environment["MINGJIAN_DATA"]), options).work_off()


def _town(count: int) -> Any:
    """One office with `count` services, all copies of one by the server itself: here only their number matters."""
    from django.db import connection

    from mingjian.records.models import OnlineService

    unit = fill(1, datetime.now(UTC))
    columns = [field.column for field in OnlineService._meta.concrete_fields]
    given = {"id": "gen_random_uuid()", "host": "'s' || n || '.test'", "address": "'http://s' || n || '.test/'"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO records_onlineservice ({', '.join(columns)}) "
            f"SELECT {', '.join(given.get(column, column) for column in columns)} "
            f"FROM records_onlineservice, generate_series(1, %s) n",
            [count - 1],
        )
        cursor.execute("ANALYZE records_onlineservice")
    return unit


class _Backlog:
    """One run, its workers, and what they say they made."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.chance = random.Random(options.seed)
        self.children: dict[int, str] = {}
        self.started = self.killed = 0

    def work_off(self) -> dict[str, Any]:
        """Start the run, time claims, let the workers go, compare."""
        from mingjian.office.patrol import claim_visits
        from mingjian.office.patrol.plan_patrol import PlanTerms, plan_patrol
        from mingjian.office.patrol.start_run import start_run

        claim_visits.CLAIM, claim_visits.MOST_CLAIMS = CLAIM, 10_000
        at, count = datetime.now(UTC), self.options.services
        plan = plan_patrol(_town(count), PlanTerms("巡查", views=("plain",), every_hours=0), by=None, at=at)
        began, cpu, before = time.monotonic(), time.process_time(), _peak()
        start_run(plan, by=None, at=at)
        took, cost = time.monotonic() - began, time.process_time() - cpu
        figures: dict[str, Any] = {
            "services in the run": count,
            "starting the run": f"{took:.1f} s of the wall, {cost:.1f} s CPU, memory +{_peak() - before:.0f} MB",
        }
        figures["16 claimed of the whole backlog"] = self._timed()
        began = time.monotonic()
        for name, left in (("half", count // 2), ("a tenth", count // 10)):
            self._until(left)
            figures[f"16 claimed with {name} left"] = self._timed()
        self._until(0)
        figures["workers, of them killed"] = f"{self.started}, {self.killed}"
        figures["claimed and acknowledged"] = f"{count / (time.monotonic() - began):.0f} a second of the wall"
        return figures | self._compare(count)

    def _timed(self) -> str:
        """How long claims of a batch take, as a worker makes them; they are given back afterwards."""
        from mingjian.office.patrol.claim_visits import claim_visits, release_claims

        walls, cpu = [], time.process_time()
        for _ in range(SAMPLE):
            began = time.perf_counter()
            claimed = claim_visits("timing", BATCH, at=datetime.now(UTC))
            walls.append(1000 * (time.perf_counter() - began))
            assert len(claimed) == BATCH
            release_claims("timing")
        cpu = 1000 * (time.process_time() - cpu) / SAMPLE
        walls.sort()
        return f"{statistics.median(walls):.1f} ms median, {walls[SAMPLE * 99 // 100]:.1f} ms 99 %, {cpu:.1f} ms CPU of ours"

    def _until(self, left: int) -> None:
        """Keep the workers going and kill one now and then until only `left` visits are open; then kill them all."""
        strike = time.monotonic() + self.chance.uniform(0.5, 3.0)
        while self._open() > left:
            while len(self.children) < self.options.workers:
                self._fork()
            time.sleep(0.02)
            if time.monotonic() >= strike:
                self._kill(self.chance.choice(list(self.children)))
                strike = time.monotonic() + self.chance.uniform(0.5, 3.0)
        for pid in list(self.children):
            self._kill(pid)
        time.sleep(CLAIM.total_seconds() + 0.5)

    def _open(self) -> int:
        from mingjian.records.models import Visit

        return int(Visit.objects.filter(state__in=("waiting", "claimed")).count())

    def _kill(self, pid: int) -> None:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        del self.children[pid]
        self.killed += 1

    def _fork(self) -> None:
        self.started += 1
        name = f"worker-{self.started}"
        self.children[forked(lambda: self._worker(name))] = name

    def _worker(self, name: str) -> None:
        """Claim, then acknowledge; the ids are noted after the commit and synced by the page cache, which a kill spares."""
        from django.db import connection

        from mingjian.office.patrol.claim_visits import claim_visits

        told = os.open(self.folder / f"{name}.made", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        while True:
            ids = [visit.pk for visit in claim_visits(name, MANY, at=datetime.now(UTC))]
            if not ids:
                time.sleep(0.1)
                continue
            with connection.cursor() as cursor:
                cursor.execute(_MADE, [ids, name])
                made = cursor.fetchall()
            os.write(told, b"".join(row[0].bytes for row in made))

    def _compare(self, count: int) -> dict[str, Any]:
        from mingjian.records.models import Visit

        told: Counter[uuid.UUID] = Counter()
        for file in self.folder.glob("worker-*.made"):
            raw = file.read_bytes()
            told.update(uuid.UUID(bytes=raw[place : place + 16]) for place in range(0, len(raw) // 16 * 16, 16))
        states = dict(Counter(Visit.objects.values_list("state", flat=True)))
        return {
            "visits by state": states,
            "told twice": sum(number > 1 for number in told.values()),
            "told but not made": len(
                told.keys() - set(Visit.objects.filter(state="done").values_list("pk", flat=True))
            ),
            "made, killed before they could tell": count - len(told),
            "memory at its highest": f"{_peak():.0f} MB",
        }


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    print(run(sys.argv[1:]))
