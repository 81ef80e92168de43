"""Kill -9 at random instants during a patrol: worker, sealer, database server, the whole tree; nothing acknowledged may be lost.

The worker and the sealer tell this process over pipes what was acknowledged to them, after the commit and never before;
so the acknowledgements live outside the killed tree. At the end the patrol is worked off and everything is compared:
captures with their bundles, events, seals, the log recomputed. Claims last two seconds here instead of three minutes.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import os
import random
import signal
import struct
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.day import AnyHost
from benchmarks.house import ROOT, SERVERS, fill, forked, house

VICTIMS = ("worker", "sealer", "server", "tree")
CLAIM = timedelta(seconds=2)


@dataclass
class Heard:
    """What was acknowledged: visits recorded, and seals as (size, first eight bytes of the root)."""

    visits: set[uuid.UUID] = field(default_factory=set)
    seals: set[tuple[int, bytes]] = field(default_factory=set)

    def listen(self, pipe: int) -> None:
        """Read acknowledgements, 17 bytes each, until the pipe is closed everywhere."""
        while word := os.read(pipe, 17):
            if word[:1] == b"v":
                self.visits.add(uuid.UUID(bytes=word[1:]))
            else:
                self.seals.add((struct.unpack(">Q", word[1:9])[0], word[9:]))


def run(argv: list[str]) -> dict[str, Any]:
    """Kill and compare; the figures say what was acknowledged and what of it was lost."""
    parser = argparse.ArgumentParser(prog="./mj bench kills")
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--services", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60, help="kill no longer than this, then compare")
    options = parser.parse_args(argv)
    return kill_often(options.rounds, options.services, random.Random(options.seed), 60 * options.minutes)


def kill_often(rounds: int, services: int, chance: random.Random, seconds: float) -> dict[str, Any]:
    """Do it, for `rounds` kills or until `seconds` are over; the figures say how many kills there were."""
    with house() as environment:
        folder = Path(environment["MINGJIAN_DATA"])
        words = [sys.executable, "-m", "benchmarks.day_sites", str(folder)]
        sites = subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **environment})
        try:
            assert sites.stdout is not None
            tree = Tree(folder, int(sites.stdout.readline()))
            return tree.ordeal(rounds, services, chance, seconds)
        finally:
            sites.terminate()
            sites.wait(10)


class Tree:
    """The tree that is killed: the house's server, a worker and a sealer."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.heard = Heard()
        self.reading, self.writing = os.pipe()
        threading.Thread(target=self.heard.listen, args=(self.reading,), daemon=True).start()
        self.children: dict[str, int] = {}

    def ordeal(self, rounds: int, services: int, chance: random.Random, seconds: float) -> dict[str, Any]:
        """Kill `rounds` times while runs follow one another, work the last one off, compare."""
        from mingjian.capture import Guard  # noqa: F401 - loaded once, before the children are forked
        from mingjian.office.patrol import claim_visits
        from mingjian.office.patrol.plan_patrol import PlanTerms, plan_patrol
        from mingjian.site.tables import main as load_tables

        load_tables()
        claim_visits.CLAIM, claim_visits.MOST_CLAIMS = CLAIM, 10_000
        at = datetime.now(UTC)
        plan = plan_patrol(
            fill(services, at), PlanTerms("巡查", views=("plain", "search"), every_hours=0), by=None, at=at
        )
        began, killed = time.monotonic(), Counter[str]()
        for number in range(rounds):
            if time.monotonic() - began > seconds:
                break
            self._keep(plan)
            time.sleep(chance.uniform(0.05, 1.2))
            victim = VICTIMS[number % len(VICTIMS)]
            self.kill(victim)
            killed[victim] += 1
            print(f"\r{number + 1} of {rounds} kills", end="", file=sys.stderr, flush=True)
        self._work_off(plan)
        return {"kills": dict(killed), **self._compare(), "took": f"{time.monotonic() - began:.0f} s"}

    def _keep(self, plan: Any) -> None:
        """Have everything run again, and a run with visits to make."""
        self.server()
        _start(plan)
        for name, work in (("worker", self.worker), ("sealer", self.sealer)):
            if name not in self.children:
                self.children[name] = forked(work)

    def server(self) -> None:
        """Start the server again if it was killed, and wait until it answers."""
        if SERVERS[-1].program.poll() is not None:
            SERVERS[-1].start()

    def kill(self, victim: str) -> None:
        """End one of them, or all, with SIGKILL."""
        for name in ("worker", "sealer"):
            if victim in (name, "tree"):
                pid = self.children.pop(name)
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        if victim in ("server", "tree"):
            SERVERS[-1].kill()
            for name in list(
                self.children
            ):  # what loses its database ends and is started again, as the supervisor does
                os.waitpid(self.children.pop(name), 0)

    def worker(self) -> None:
        """What the worker's process does: rounds, and what follows by itself; acknowledges each recorded visit."""
        import ipaddress

        from mingjian.capture import Guard
        from mingjian.jobs import rounds, visiting
        from mingjian.jobs.schedule import follow_up

        record = visiting.record_visit

        def told(visit: Any, result: Any, *, at: datetime) -> Any:
            found = record(visit, result, at=at)
            visit.refresh_from_db()
            if visit.state == "done":
                os.write(self.writing, b"v" + visit.pk.bytes)
            return found

        visiting.record_visit = told
        rounds.RENEW = 0.5
        reach = visiting.Reach(Guard([ipaddress.ip_network("127.0.0.0/8")]), AnyHost(self.port), None, interval=0.0)

        async def work() -> None:
            from asgiref.sync import sync_to_async

            own = rounds.Rounds(f"kills:{os.getpid()}", reach)
            while True:
                await sync_to_async(follow_up)(at=datetime.now(UTC))
                if not await own.step():
                    await asyncio.sleep(0.05)

        asyncio.run(work())

    def sealer(self) -> None:
        """What the sealer's process does; acknowledges each seal."""
        from mingjian.office.audit.log_keys import office_keys
        from mingjian.office.audit.publish_log import publish_log
        from mingjian.office.audit.seal_events import seal_events
        from mingjian.records.models import Seal

        keys = office_keys(datetime.now(UTC))
        everything = True
        while True:
            if seal_events(at=datetime.now(UTC), everything=everything, keys=keys):
                last = Seal.objects.order_by("-size").first()
                os.write(self.writing, b"s" + struct.pack(">Q", last.size) + bytes(last.root)[:8])
                publish_log()
            everything = False
            time.sleep(0.1)

    def _work_off(self, plan: Any) -> None:
        """Let the last run end and everything be sealed, undisturbed."""
        from mingjian.records.models import PatrolRun

        until = time.monotonic() + 600
        self._keep(plan)
        while PatrolRun.objects.filter(state="running").exists():
            assert time.monotonic() < until, "the last run never ended"
            time.sleep(0.2)
        time.sleep(1.5)
        for pid in self.children.values():
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
        self.children.clear()

    def _compare(self) -> dict[str, Any]:
        from mingjian.office.audit.log_keys import office_keys
        from mingjian.office.audit.seal_events import check_log, seal_events
        from mingjian.records.models import Capture, Event, Seal, Visit

        seal_events(at=datetime.now(UTC), everything=True, keys=office_keys(datetime.now(UTC)))
        captures = {row.visit_id: row for row in Capture.objects.all()}
        states = Counter(Visit.objects.values_list("state", flat=True))
        noted = Counter(Event.objects.filter(verb="service_visited").values_list("object_id", flat=True))
        done = set(Visit.objects.filter(state="done").values_list("pk", flat=True))
        sealed = {(row.size, bytes(row.root)[:8]) for row in Seal.objects.all()}
        log = check_log()
        broken = sum(not _whole(row) for row in captures.values())
        return {
            "acknowledged visits": len(self.heard.visits),
            "of them lost": len(self.heard.visits - (done & set(captures) & set(noted))),
            "recorded twice": sum(count > 1 for count in noted.values()) + len(captures) - len(done),
            "bundles missing or altered": broken,
            "visits by state": dict(states),
            "acknowledged seals": len(self.heard.seals),
            "seals lost": len(self.heard.seals - sealed),
            "events, all sealed": f"{log.size}, {log.unsealed} waiting",
            "the log agrees": log.agrees,
        }


def _start(plan: Any) -> None:
    """Start the next run when the last one is over."""
    from mingjian.office.patrol.finish_run import finish_runs
    from mingjian.office.patrol.start_run import start_run

    finish_runs(at=datetime.now(UTC))
    if not plan.runs.filter(state="running").exists():
        start_run(plan, by=None, at=datetime.now(UTC))


def _whole(capture: Any) -> bool:
    """Whether a capture's bundle can be opened and is what its digest says."""
    from mingjian.errors import EvidenceError
    from mingjian.office.evidence.bundles import open_bundle

    try:
        return hashlib.sha256(open_bundle(capture)).hexdigest() == capture.digest
    except (EvidenceError, OSError):
        return False
