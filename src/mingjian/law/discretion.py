"""The five tiers of discretion: a band of fines and a tier in, the share of the span that the tier may use out."""

from __future__ import annotations

from mingjian.law.basis import Band
from mingjian.law.settings import Settings

DISCRETION: dict[str, tuple[str, str]] = {
    "none": ("不予处罚", "no penalty"),
    "mitigated": ("减轻", "mitigated"),
    "lighter": ("从轻", "lighter"),
    "ordinary": ("一般", "ordinary"),
    "heavier": ("从重", "heavier"),
}


def share(band: Band, tier: str, settings: Settings) -> Band:
    """The amounts, in yuan and both included, that a tier may use of a band.

    Mitigated lies below the band; lighter ends and heavier begins at the marks of the settings (not confirmed).
    Article: 行政处罚法 §32、§34.
    """
    low, high = band
    at = low + (high - low) * settings.lighter_until // 100, low + (high - low) * settings.heavier_from // 100
    return {
        "none": (0, 0),
        "mitigated": (0, max(low - 1, 0)),
        "lighter": (low, at[0]),
        "ordinary": (at[0], at[1]),
        "heavier": (at[1], high),
    }[tier]
