"""Targets hit one by one: accounts, items and numbers of executed measures, each with the keyed digest that returns use."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from mingjian.figures.figure import Row
from mingjian.figures.period import Period
from mingjian.law.measure_kind import COUNTED_FROM
from mingjian.records.models import MeasureTarget, Unit
from mingjian.returns import account_key, item_key

HIT = ("", "done", "partly")
"""Results of an executor that say that the target was hit; "" where the measure as a whole was answered."""


def targets_hit(unit: Unit, period: Period, *codes: str) -> Iterator[Row]:
    """Targets of executed measures of these codes in the subtree of `unit`, earliest first.

    The key is the keyed digest (hex) under which a bulk return holds the same thing: an account by platform and uid, an
    item by address and day, a number by its digits.
    """
    rows = MeasureTarget.objects.filter(
        measure__code__in=codes,
        measure__state__in=COUNTED_FROM,
        measure__executed_on__range=(period.first_day, period.last_day),
        measure__unit__path__startswith=unit.path,
        result__in=HIT,
    ).order_by("measure__executed_on", "measure_id", "position")
    key = settings.IDENTITY_KEY
    columns = (
        "measure_id", "measure__executed_on", "measure__state", "kind", "key", "address",
        "account__platform__code", "account__uid",
    )  # fmt: skip
    for measure, day, state, kind, told, address, platform, uid in rows.values_list(*columns).iterator():
        if day is None:
            continue
        digest = told
        if kind == "account" and platform is not None:
            digest = account_key(key, platform, uid or "").hex()
        elif kind == "item":
            digest = item_key(key, address, day).hex()
        yield Row(measure, day, digest, state)
