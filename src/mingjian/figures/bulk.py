"""What accepted bulk returns add to a figure: their keys, less what is recorded individually, less what another return holds.

All of it is exact set arithmetic on keyed digests; only a return whose sample demanded it is discounted, at the end.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mingjian.figures.period import Period
from mingjian.records.models import BulkReturn, BulkReturnFold, ReturnState, Unit
from mingjian.returns.folding import Keys, blob_of, distinct, keys_of, merge, subtract, within


@dataclass(frozen=True, slots=True)
class Share:
    """What one return adds: `held` keys in the period, of which `individual` are recorded one by one and `elsewhere` in an
    earlier return; what is left, times `factor` (rounded down), is `counted`.
    """

    id: uuid.UUID
    number: str
    held: int
    individual: int
    elsewhere: int
    factor: float
    counted: int

    def as_json(self) -> dict[str, Any]:
        """For a frozen bulletin and for open data."""
        return {
            "id": str(self.id),
            "number": self.number,
            "held": self.held,
            "individual": self.individual,
            "elsewhere": self.elsewhere,
            "factor": self.factor,
            "counted": self.counted,
        }


def bulk_shares(
    unit: Unit, period: Period, codes: Iterable[str], individual: Iterable[str], *, campaign: str = ""
) -> tuple[Share, ...]:
    """The shares of all accepted returns with keys of these measures in the period, the earliest received first.

    `individual`: keyed digests (hex) of what is recorded one by one. `campaign` takes only the returns tagged with it.
    """
    folds: dict[uuid.UUID, list[bytes]] = {}
    rows = BulkReturnFold.objects.filter(
        bulk_return__state=ReturnState.ACCEPTED,
        bulk_return__unit__path__startswith=unit.path,
        measure__in=tuple(codes),
        month__range=(period.first_day, period.last_day),
    )
    if campaign:
        rows = rows.filter(bulk_return__campaign=campaign)
    for owner, blob in rows.values_list("bulk_return_id", "keys"):
        folds.setdefault(owner, []).append(bytes(blob))
    returns = BulkReturn.objects.filter(pk__in=folds).order_by("received_at", "id")
    return _shares(returns, folds, keys_of(blob_of(bytes.fromhex(key) for key in individual if len(key) == 32)))


def _shares(returns: Iterable[BulkReturn], folds: dict[uuid.UUID, list[bytes]], individual: Keys) -> tuple[Share, ...]:
    shares = []
    seen = keys_of(b"")
    for row in returns:
        held = distinct(folds[row.pk])
        left = subtract(held, individual)
        fresh = subtract(left, seen)
        seen = merge(seen, fresh)
        factor = float(row.judged.get("factor", 0))
        shares.append(
            Share(
                id=row.pk,
                number=row.number,
                held=len(held),
                individual=int(within(held, individual).sum()),
                elsewhere=len(left) - len(fresh),
                factor=factor,
                counted=len(fresh) if factor == 1 else math.floor(len(fresh) * factor),
            )
        )
    return tuple(shares)
