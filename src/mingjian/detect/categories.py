"""The closed list of what is looked for. Opinion is not on it, and no data or setting can add a row."""

from __future__ import annotations

from typing import Final, Literal, get_args

Category = Literal[
    "gambling",
    "pornography",
    "fraud",
    "cheating_service",
    "account_trading",
    "rank_manipulation",
    "paid_deletion",
    "impersonation",
    "hijacked",
]
Context = Literal["promotes", "reports", "advertises", "none"]
Verdict = Literal["polluted", "suspect", "clean"]

CATEGORIES: Final[tuple[Category, ...]] = get_args(Category)
CONTEXTS: Final[tuple[Context, ...]] = get_args(Context)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)


def category(name: str) -> Category:
    """Give the category of this name.

    Raises: ValueError, for any name that is not on the closed list.
    """
    for known in CATEGORIES:
        if known == name:
            return known
    raise ValueError(f"{name!r} is not on the closed list of categories: {', '.join(CATEGORIES)}")
