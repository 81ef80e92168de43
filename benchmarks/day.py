"""A day's patrol: 10,000 services in three views each, and how long a new hijack waits before an officer's screen shows it.

Everything but the clock is real: the plans are started by the schedule, claimed, visited over loopback, kept, judged,
recorded, and read from Today's list. The clock is simulated: while nothing is due it leaps to the next run, while visits
are made it runs as fast as they are made here. Sites turn at random moments of the day; a finding counts from the moment
at which the list of open findings shows it. `--services` for a smaller town, `--hours` for how long it is watched.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import resource
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.house import ROOT, fill, house

START = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
VIEWS = ("plain", "search", "crawler")


class Clock:
    """The simulated clock: the machine's pace while work is done, leaps while none is."""

    def __init__(self) -> None:
        self.shift = START - datetime.now(UTC)

    def now(self) -> datetime:
        """The simulated moment."""
        return datetime.now(UTC) + self.shift

    def leap(self, until: datetime) -> None:
        """Let the time until then be over."""
        self.shift += max(until - self.now(), timedelta())


class AnyHost:
    """Every name stands on the one loopback port."""

    def __init__(self, port: int) -> None:
        self.port = port

    async def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        """The address of the sites."""
        del host, port
        return [("127.0.0.1", self.port)]


def run(argv: list[str]) -> dict[str, Any]:
    """Measure and return the figures with their units."""
    parser = argparse.ArgumentParser(prog="./mj bench day")
    parser.add_argument("--services", type=int, default=10_000)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--hijacks", type=int, default=60)
    options = parser.parse_args(argv)
    with house() as environment:
        folder = Path(environment["MINGJIAN_DATA"])
        sites = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.day_sites", str(folder)], stdout=subprocess.PIPE, text=True, cwd=ROOT
        )
        try:
            assert sites.stdout is not None
            return _day(options, folder, int(sites.stdout.readline()))
        finally:
            sites.terminate()
            sites.wait(10)


def _day(options: argparse.Namespace, folder: Path, port: int) -> dict[str, Any]:
    import ipaddress

    from mingjian.capture import Guard
    from mingjian.jobs.visiting import Reach
    from mingjian.office.patrol.plan_patrol import PlanTerms, plan_patrol

    clock = _simulated()
    unit = fill(options.services, clock.now())
    for name, tier, hours in (("重点", 1, 4), ("一般", 2, 8), ("简要", 3, 12)):
        terms = PlanTerms(name, views=VIEWS, tiers=(tier,), every_hours=hours)
        plan_patrol(unit, terms, by=None, at=clock.now())
    guard = Guard(allow=[ipaddress.ip_network("127.0.0.0/8")])
    reach = Reach(guard, AnyHost(port), None, interval=0.0)  # the pauses of a real patrol cost time, not work
    return asyncio.run(_Watch(options, folder, clock, reach).day())


def _simulated() -> Clock:
    """Make the house read the simulated clock."""
    from mingjian.jobs import visiting
    from mingjian.records import clock as records_clock

    clock = Clock()
    records_clock.now = clock.now
    visiting.clock.now = clock.now
    return clock


class _Watch:
    """The day: what turned when, and what the desk shows since when."""

    def __init__(self, options: argparse.Namespace, folder: Path, clock: Clock, reach: Any) -> None:
        self.options, self.folder, self.clock, self.reach = options, folder, clock, reach
        chance = random.Random(7)
        hosts = [f"s{number}.test" for number in chance.sample(range(options.services), options.hijacks)]
        # Turned between the first hour and the last but twelve, so that each has a run after it.
        moments = [START + timedelta(hours=chance.uniform(1, max(options.hours - 12, 2))) for _ in hosts]
        self.turns = sorted(zip(moments, hosts, strict=True))
        self.turned: dict[str, datetime] = {}
        self.shown: dict[str, datetime] = {}
        self.visits = self.runs = 0
        self.busy = 0.0

    async def day(self) -> dict[str, Any]:
        """Watch the day and say what was seen."""
        from asgiref.sync import sync_to_async

        from mingjian.jobs.rounds import Rounds
        from mingjian.jobs.schedule import follow_up, start_due_plans

        rounds = Rounds("bench", self.reach)
        end = START + timedelta(hours=self.options.hours)
        cpu, began, first = _cpu(), time.monotonic(), None
        looked = 0.0
        while self.clock.now() < end:
            self._turn()
            if time.monotonic() - looked > 0.5:
                looked = time.monotonic()
                self.runs += await sync_to_async(start_due_plans)(at=self.clock.now())
                await sync_to_async(follow_up)(at=self.clock.now())
                await sync_to_async(self._look)()
            if not await rounds.step():
                await sync_to_async(follow_up)(at=self.clock.now())
                await sync_to_async(self._look)()
                first = first or time.monotonic() - began
                self.clock.leap(min(end, await sync_to_async(self._next)()))
                looked = 0.0
        await rounds.end()
        return await sync_to_async(self._figures)(_cpu() - cpu, time.monotonic() - began, first or 0.0)

    def _turn(self) -> None:
        due = [host for moment, host in self.turns if moment <= self.clock.now() and host not in self.turned]
        if due:
            self.turned |= {host: next(moment for moment, one in self.turns if one == host) for host in due}
            (self.folder / "hijacked").write_text("\n".join(self.turned))

    def _look(self) -> None:
        """What Today's list of open findings shows."""
        from mingjian.records.models import Finding

        for host in Finding.objects.filter(state="open").values_list("service__host", flat=True):
            self.shown.setdefault(host, self.clock.now())

    def _next(self) -> datetime:
        from mingjian.records.models import PatrolPlan

        dues = []
        for plan in PatrolPlan.objects.all():
            last = plan.runs.order_by("-started_at").first()
            dues.append(last.started_at + timedelta(hours=plan.every_hours) if last else self.clock.now())
        turns = [moment for moment, host in self.turns if host not in self.turned]
        return min([*dues, *turns])

    def _figures(self, cpu: float, wall: float, first: float) -> dict[str, Any]:
        from mingjian.records.models import CapturedView, Event, Visit

        visits, views = Visit.objects.filter(state="done").count(), CapturedView.objects.count()
        waits = sorted(
            (self.shown[host] - at).total_seconds() / 3600 for host, at in self.turned.items() if host in self.shown
        )
        false = set(self.shown) - set(self.turned)
        evidence = sum(file.stat().st_size for file in (self.folder / "evidence").rglob("*") if file.is_file())
        return {
            "services": self.options.services,
            "visits (three views each)": f"{visits} in {self.runs} runs, {views} views",
            "time of the first patrol of all services": f"{first / 60:.1f} min of the wall",
            "work of the whole day": f"{wall / 60:.1f} min of the wall, {cpu / 60:.1f} min CPU of the worker",
            "CPU of the worker a view": f"{1000 * cpu / max(views, 1):.1f} ms",
            "share of a day that one core is busy": f"{100 * cpu / (self.options.hours * 3600):.1f} %",
            "evidence": f"{evidence / 2**20:.0f} MB",
            "events logged": Event.objects.count(),
            "hijacks shown": f"{len(waits)} of {len(self.turned)}",
            "hours until the officer's screen: median": f"{statistics.median(waits):.2f}" if waits else "none",
            "hours until the officer's screen: longest": f"{waits[-1]:.2f}" if waits else "none",
            "services shown without reason": len(false),
            "memory at its highest": f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB",
        }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime
