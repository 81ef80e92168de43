"""The demo's executors: what the records say was closed, the sample sites close."""

from __future__ import annotations

from collections.abc import Callable

from mingjian.records.models import Measure


def closed_hosts() -> set[str]:
    """Hosts of the sites that an executed and not lifted closure hit."""
    rows = Measure.objects.filter(code="closure", executed_on__isnull=False, lifted_on=None)
    return set(rows.values_list("service__host", flat=True)) - {""}


class Executors:
    """Tells the sample sites once of each closure and each lifting."""

    def __init__(self, close: Callable[[str], None], reopen: Callable[[str], None]) -> None:
        self._close, self._reopen = close, reopen
        self._closed: set[str] = set()

    def carry_out(self) -> None:
        """Close what was closed since the last look, and open again what was lifted."""
        now = closed_hosts()
        for host in sorted(now - self._closed):
            self._close(host)
        for host in sorted(self._closed - now):
            self._reopen(host)
        self._closed = now
