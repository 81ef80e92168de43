"""The levels of offices, lowest first, and which may do what another may."""

from __future__ import annotations

from mingjian.errors import BadInput

LEVELS: dict[str, tuple[str, str]] = {
    "county": ("县级", "county"),
    "city": ("设区的市级", "city"),
    "province": ("省级", "province"),
    "superior": ("上级机关或其他机关", "superior"),
}
_ORDER = list(LEVELS)


def reaches(level: str, min_level: str) -> bool:
    """Whether an office of `level` stands at `min_level` or above. Nobody reaches "superior": it is not ours.

    Raises: BadInput, for a level that is not one of county, city, province, superior.
    """
    for name in (level, min_level):
        if name not in LEVELS:
            known = ", ".join(LEVELS)
            raise BadInput(
                f"There is no office level {name!r}; use one of {known}.", f"没有“{name}”这一级；可用：{known}。"
            )
    return min_level != "superior" and _ORDER.index(level) >= _ORDER.index(min_level)
