"""What a province sets for itself in the procedure, each with its source; none of the defaults is confirmed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """Amounts in yuan, shares of the span of a fine in percent.

    `large_org`, `large_person`: from here a fine or confiscation is large and gives the right to a hearing (行政处罚法
    §63; the amount is each province's). `lighter_until`, `heavier_from`: the marks of the discretion tiers.
    `hearing_day_more`: serve the hearing notice one working day earlier than the strict count.
    """

    large_org: int = 50_000
    large_person: int = 5_000
    large_source: str = "本省尚未设定，暂从严取值"
    large_confirmed: bool = False
    lighter_until: int = 30
    heavier_from: int = 70
    shares_confirmed: bool = False
    hearing_day_more: bool = False


DEFAULT = Settings()
