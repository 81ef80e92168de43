"""The demo's executors and operators: what the records say was carried out, happens to the sample sites."""

from __future__ import annotations

import logging
from pathlib import Path

from mingjian.demo.coming_back import come_back
from mingjian.demo.letter import play
from mingjian.demo.sites import close, mend, reopen
from mingjian.errors import MingjianError
from mingjian.records import clock
from mingjian.records.models import Measure

MENDING = ("interview", "filing_cancellation_order", "filing_cancellation")


def orders() -> dict[str, str]:
    """Hosts by what an executed and not lifted measure did to them: closed, or mended by their operators."""
    rows = Measure.objects.filter(executed_on__isnull=False, lifted_on=None).exclude(service__host="")
    found: dict[str, str] = {}
    for host, code in rows.values_list("service__host", "code"):
        if code == "closure":
            found[host] = "closed"
        elif code in MENDING:
            found.setdefault(host, "mended")
    return found


class Executors:
    """Tells the sample sites once of each order and each lifting."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._told: dict[str, str] = {}

    def carry_out(self) -> None:
        """Do what was ordered since the last look, take back what was lifted, and play the letter if it is time."""
        try:
            play(at=clock.now())
            come_back(at=clock.now())
        except MingjianError:
            logging.getLogger(__name__).exception("the demo's story of the letter could not be played")
        now = orders()
        for host, order in now.items():
            if self._told.get(host) != order:
                (close if order == "closed" else mend)(self._folder, host)
        for host in set(self._told) - set(now):
            reopen(self._folder, host)
        self._told = now
