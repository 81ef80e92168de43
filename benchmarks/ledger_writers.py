"""What sealing costs those who write events: the same writers with and without a sealer beside them, in turns.

Each writer commits acts of two statements (a row changed, its event logged) to a durable server as fast as it can; in
every second stretch the sealer runs once a second as in the house. On a quiet machine the cost is what the writers lose: the
median over pairs of stretches, each with the one beside it. On a busy one only CPU tells: the seconds of writers, server
and sealer together for one act, with the sealer and without.
"""

from __future__ import annotations

import os
import signal
import statistics
import struct
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.house import SERVERS, fill, forked, house

WRITERS, STRETCH, PAIRS = 4, 4.0, 6


def cost_to_writers() -> dict[str, float]:
    """Measure; percentages are of what the writers do without a sealer, negative where chance favoured the sealer."""
    with house():
        from mingjian.office.audit import log_event, seal_events  # noqa: F401 - loaded once, before the children are forked

        fill(WRITERS, datetime.now(UTC))
        _keys()
        with_sealer: list[int] = []
        without: list[int] = []
        sealed, used = 0, {True: 0.0, False: 0.0}
        for pair in range(PAIRS):
            for beside in (pair % 2 == 0, pair % 2 == 1):
                done, leaves, cpu = _stretch(sealer=beside)
                (with_sealer if beside else without).append(done)
                sealed += leaves
                used[beside] += cpu
        act, act_sealed = 1000 * used[False] / sum(without), 1000 * used[True] / sum(with_sealer)
        losses = [100 * (1 - on / off) for on, off in zip(with_sealer, without, strict=True)]
        return {
            "writers_tx_per_second": round(statistics.median(without) / STRETCH),
            "writers_tx_per_second_while_sealed": round(statistics.median(with_sealer) / STRETCH),
            "writers_lose_percent": round(statistics.median(losses), 1),
            "writers_lose_percent_least": round(min(losses), 1),
            "writers_lose_percent_most": round(max(losses), 1),
            "sealed_while_writing": sealed,
            "cpu_ms_of_all_for_an_act": round(act, 2),
            "cpu_ms_of_all_for_an_act_while_sealed": round(act_sealed, 2),
            "cpu_more_while_sealed_percent": round(100 * (act_sealed / act - 1), 1),
        }


def _stretch(*, sealer: bool) -> tuple[int, int, float]:
    """One stretch: acts committed by all writers, leaves sealed meanwhile, and CPU seconds of writers, server, sealer."""
    from mingjian.office.audit.seal_events import seal_events
    from mingjian.records.models import SealedLeaf

    seal_events(at=datetime.now(UTC), everything=True)  # nothing is left over from the stretch before
    before, server = SealedLeaf.objects.count(), _server_cpu()
    reading, writing = os.pipe()
    children = [forked(lambda number=number: _write(number, writing)) for number in range(WRITERS)]
    sealing = [forked(_seal)] if sealer else []
    time.sleep(STRETCH + 0.5)  # the children count only what they did within their own stretch
    done = sum(struct.unpack(">Q", os.read(reading, 8))[0] for _ in children)
    cpu = 0.0
    for pid in [*children, *sealing]:
        if pid in sealing:
            os.kill(pid, signal.SIGKILL)
        _, _, used = os.wait4(pid, 0)
        cpu += used.ru_utime + used.ru_stime
    time.sleep(0.5)  # until the server has reaped what served them
    cpu += _server_cpu() - server
    os.close(reading)
    os.close(writing)
    return done, SealedLeaf.objects.count() - before, cpu


def _server_cpu() -> float:
    """CPU seconds of the database server with all that it has reaped: what served those who are gone."""
    words = Path(f"/proc/{SERVERS[-1].program.pid}/stat").read_text().rpartition(") ")[2].split()
    return sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")


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
    from mingjian.office.audit.seal_events import seal_events

    keys = _keys()
    while True:
        began = time.monotonic()
        seal_events(at=datetime.now(UTC), keys=keys)
        time.sleep(max(0.0, 1.0 - (time.monotonic() - began)))


def _keys() -> Any:
    """The keys of the house; made at the first call, as a running sealer has them long before."""
    from mingjian.ledger import open_keys

    keys = open_keys(Path(os.environ["MINGJIAN_DATA"]) / "keys", "bench.example/log", at=datetime.now(UTC))
    keys.sign_checkpoint(1, bytes(32), at=datetime.now(UTC))
    return keys
