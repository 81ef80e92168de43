"""How long the file of a case is kept: classes as data, none of them confirmed; a province sets its own.

Source: 机关文件材料归档范围和文书档案保管期限规定 (classes of 永久, 30年, 10年); which outcome belongs to which is our reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Retention:
    """One class. `years` None: for ever, counted from the end of the year of closing."""

    code: str
    zh: str
    en: str
    years: int | None
    confirmed: bool = False

    def until(self, closed_on: date) -> date | None:
        """The last day on which the file must be kept; None: for ever."""
        return None if self.years is None else date(closed_on.year + self.years, 12, 31)


RETENTION: dict[str, Retention] = {
    row.code: row
    for row in (
        Retention("permanent", "永久", "for ever", None),
        Retention("years_30", "30年", "30 years", 30),
        Retention("years_10", "10年", "10 years", 10),
    )
}
_BY_OUTCOME = {
    "penalty": "years_30",
    "revoked": "permanent",
    "transferred_crime": "permanent",
    "no_penalty": "years_10",
    "not_filed": "years_10",
    "filing_withdrawn": "years_10",
    "transferred_other": "years_10",
    "impossible": "years_30",
}


def retention_for(outcome: str) -> Retention:
    """The class that a case of this outcome gets unless somebody chooses a longer one. Article: 档案法 §13."""
    return RETENTION[_BY_OUTCOME.get(outcome, "permanent")]
