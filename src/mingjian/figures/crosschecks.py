"""Checks between figures before a bulletin is issued: what must hold if the figures are right. Source: counting.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.figures.figure import Counted
from mingjian.records.models import Measure


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """One check in words, and whether it holds."""

    zh: str
    en: str
    holds: bool

    def as_json(self) -> dict[str, object]:
        """As a bulletin keeps it."""
        return {"zh": self.zh, "en": self.en, "holds": self.holds}


def cross_checks(counted: Mapping[str, Counted]) -> list[CrossCheck]:
    """Every check that can be made of these figures."""
    return [
        _closed_within_acted_on(counted),
        _warnings_served(counted),
        *_campaigns_within(counted),
        _every_value_has_rows(counted),
    ]


def _closed_within_acted_on(counted: Mapping[str, Counted]) -> CrossCheck:
    closed, acted_on = counted["accounts.closed"].value, counted["accounts.acted_on"].value
    return CrossCheck(
        f"关停账号 {closed:,} 不多于关停、停更、禁言账号 {acted_on:,}",
        f"accounts closed ({closed:,}) are no more than accounts closed, stopped or muted ({acted_on:,})",
        closed <= acted_on,
    )


def _warnings_served(counted: Mapping[str, Counted]) -> CrossCheck:
    rows = [row.id for row in counted["warnings.sites"].counted]
    served = Measure.objects.filter(pk__in=rows, case__isnull=False, notified_on__isnull=False).count()
    return CrossCheck(
        f"警告 {len(rows):,} 件都有已送达的处罚决定（{served:,}）",
        f"each of {len(rows):,} warnings has a penalty decision that was served ({served:,})",
        served == len(rows),
    )


def _campaigns_within(counted: Mapping[str, Counted]) -> list[CrossCheck]:
    """What a campaign has of a figure, by tagged acts and by its returns, is no more than the whole."""
    checks = []
    for key, one in counted.items():
        for campaign, part in one.campaigns:
            words = f"{campaign} {part:,} ≤ {key} {one.value:,}"
            zh, en = f"专项行动不多于总数：{words}", f"a campaign within the whole: {words}"
            checks.append(CrossCheck(zh, en, part <= one.value))
    return checks


def _every_value_has_rows(counted: Mapping[str, Counted]) -> CrossCheck:
    empty = [key for key, one in counted.items() if one.value and not one.counted and not one.returns]
    return CrossCheck(
        "每个不为零的数字都有明细" + (f"（缺：{'、'.join(empty)}）" if empty else ""),
        "every figure that is not zero has its rows" + (f" (missing: {', '.join(empty)})" if empty else ""),
        not empty,
    )
