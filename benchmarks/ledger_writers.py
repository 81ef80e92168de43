"""What sealing costs those who write events: the same writers with and without a sealer beside them, in turns.

Each writer commits acts of two statements (a row changed, its event logged) to a durable server as fast as it can; in
every second stretch the sealer runs once a second as in the house. The cost is what the writers lose: the median over
pairs of stretches, each with the one beside it, since other work on the machine comes and goes.
"""

from __future__ import annotations

import os
import signal
import statistics
import struct
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.house import fill, house

WRITERS, STRETCH, PAIRS = 4, 4.0, 6


def cost_to_writers() -> dict[str, float]:
    """Measure; percentages are of what the writers do without a sealer, negative where chance favoured the sealer."""
    with house():
        fill(WRITERS, datetime.now(UTC))
        with_sealer, without, sealed, sealing = [], [], 0, 0.0
        for pair in range(PAIRS):
            for beside in (pair % 2 == 0, pair % 2 == 1):
                done, leaves, cpu = _stretch(sealer=beside)
                (with_sealer if beside else without).append(done)
                sealed, sealing = sealed + leaves, sealing + cpu
        losses = [100 * (1 - on / off) for on, off in zip(with_sealer, without, strict=True)]
        return {
            "writers_tx_per_second": round(statistics.median(without) / STRETCH),
            "writers_tx_per_second_while_sealed": round(statistics.median(with_sealer) / STRETCH),
            "writers_lose_percent": round(statistics.median(losses), 1),
            "writers_lose_percent_least": round(min(losses), 1),
            "writers_lose_percent_most": round(max(losses), 1),
            "sealed_while_writing": sealed,
            "sealer_cpu_ms_per_1000_leaves": round(1e6 * sealing / max(sealed, 1), 1),
        }


def _stretch(*, sealer: bool) -> tuple[int, int, float]:
    """One stretch: acts committed by all writers, leaves sealed meanwhile, and the sealer's CPU seconds."""
    from mingjian.office.audit.seal_events import seal_events
    from mingjian.records.models import SealedLeaf

    seal_events(at=datetime.now(UTC), everything=True)  # nothing is left over from the stretch before
    before = SealedLeaf.objects.count()
    reading, writing = os.pipe()
    children = [_fork(lambda number=number: _write(number, writing)) for number in range(WRITERS)]
    sealing = [_fork(_seal)] if sealer else []
    time.sleep(STRETCH + 0.5)  # the children count only what they did within their own stretch
    done = sum(struct.unpack(">Q", os.read(reading, 8))[0] for _ in children)
    for pid in children:
        os.waitpid(pid, 0)
    cpu = 0.0
    for pid in sealing:
        os.kill(pid, signal.SIGKILL)
        _, _, used = os.wait4(pid, 0)
        cpu += used.ru_utime + used.ru_stime
    os.close(reading)
    os.close(writing)
    return done, SealedLeaf.objects.count() - before, cpu


def _fork(work: Callable[[], None]) -> int:
    from django.db import connections

    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        work()
    finally:
        os._exit(0)


def _write(number: int, told: int) -> None:
    from django.db import transaction

    from mingjian.office.audit.log_event import log_event
    from mingjian.records.models import OnlineService

    service, done = OnlineService.objects.order_by("id")[number], 0
    until = time.monotonic() + STRETCH
    while time.monotonic() < until:
        with transaction.atomic():
            OnlineService.objects.filter(pk=service.pk).update(tier=1 + done % 3)
            log_event("service_visited", service, by=None, at=datetime.now(UTC), content={"capture": f"{done:064x}"})
        done += 1
    os.write(told, struct.pack(">Q", done))


def _seal() -> None:
    from mingjian.ledger import open_keys
    from mingjian.office.audit.seal_events import seal_events

    keys = open_keys(Path(os.environ["MINGJIAN_DATA"]) / "keys", "bench.example/log", at=datetime.now(UTC))
    while True:
        began = time.monotonic()
        seal_events(at=datetime.now(UTC), keys=keys)
        time.sleep(max(0.0, 1.0 - (time.monotonic() - began)))
