"""The demo's executors and operators: what the records say was carried out, happens to the sample sites."""

from __future__ import annotations

import logging
from pathlib import Path
from urllib.parse import urlsplit

from mingjian.demo.coming_back import come_back
from mingjian.demo.letter import play
from mingjian.demo.sites import close, mend, reopen
from mingjian.errors import MingjianError
from mingjian.records import clock
from mingjian.records.models import Measure, MeasureTarget

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
    return found | _delisted()


def _delisted() -> dict[str, str]:
    """Pages of stores ("host/path") whose app was taken down there."""
    rows = MeasureTarget.objects.filter(
        measure__code="delisting", measure__executed_on__isnull=False, measure__lifted_on=None
    ).exclude(listing=None)
    parts = (urlsplit(address) for address in rows.values_list("listing__address", flat=True))
    return {f"{part.hostname}{part.path}": "closed" for part in parts if part.hostname}


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
