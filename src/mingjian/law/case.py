"""What the steps of a case add up to: its state, as frozen values. Stage and outcome are two fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from mingjian.law.settings import DEFAULT, Settings

STAGES: dict[str, tuple[str, str]] = {
    "none": ("未登记", "not registered"),
    "registered": ("来源登记", "registered"),
    "not_filed": ("不予立案", "not filed"),
    "filed": ("立案", "filed"),
    "filing_withdrawn": ("撤销立案", "filing withdrawn"),
    "investigating": ("调查取证", "investigating"),
    "concluded": ("调查终结", "concluded"),
    "crime_transfer": ("移送公安", "crime transfer"),
    "transferred": ("已移送", "transferred"),
    "notified": ("已告知", "notified"),
    "hearing_pending": ("待听证", "hearing pending"),
    "heard": ("已听证", "heard"),
    "defence_checked": ("申辩已复核", "defence reviewed"),
    "reviewed": ("法制审核", "legally reviewed"),
    "discussed": ("集体讨论", "discussed"),
    "decided": ("已决定", "decided"),
    "served": ("已送达", "served"),
    "performed": ("已履行", "performed"),
    "demanded": ("已催告", "demanded"),
    "court": ("申请强制执行", "before the court"),
    "closed": ("已结案", "closed"),
    "archived": ("已归档", "archived"),
}
OUTCOMES: dict[str, tuple[str, str]] = {
    "open": ("未定", "open"),
    "not_filed": ("不予立案", "not filed"),
    "filing_withdrawn": ("撤销立案", "filing withdrawn"),
    "transferred_crime": ("移送公安机关", "transferred as a crime"),
    "transferred_other": ("移送其他机关", "transferred to another authority"),
    "penalty": ("行政处罚", "penalty"),
    "no_penalty": ("不予处罚", "no penalty"),
    "revoked": ("决定被撤销", "decision revoked"),
    "impossible": ("终止", "ended as impossible"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece: its digest, kind, and whether it was reviewed or excluded."""

    digest: str
    kind: str
    reviewed: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Preservation:
    """Things preserved on a day under a list's number; `disposed` when an outcome was decided or the lapse recorded."""

    number: str
    since: date
    disposed: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count towards the decision: from the first, with its document, to the last (None: still on)."""

    cause: str
    document: str
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """An order to correct: when it was served, its term, the last check and whether it was met."""

    ordered_on: date
    limit: date
    checked_on: date | None = None
    met: bool = False


@dataclass(frozen=True, slots=True)
class Crime:
    """The crime check: thresholds hit, what the head ruled and when, when it went out, what the police answered."""

    checked_on: date
    hits: tuple[str, ...]
    ruled: bool | None = None
    ruled_on: date | None = None
    ruled_at: datetime | None = None
    sent_on: date | None = None
    answer: str | None = None
    answered_on: date | None = None
    reconsidered: bool = False


@dataclass(frozen=True, slots=True)
class Penalty:
    """One penalty: the measure, the amount in yuan (fines, confiscations), on the organisation or on a person."""

    measure: str
    amount: int = 0
    on: str = "org"


@dataclass(frozen=True, slots=True)
class Notice:
    """What the party was told: rule, tier, intended penalties, until when to answer, whether of a hearing."""

    served_on: date
    basis: str
    trigger: str
    discretion: str
    penalties: tuple[Penalty, ...]
    answer_by: date
    hearing_told: bool
    deviates: bool = False


@dataclass(frozen=True, slots=True)
class Hearing:
    """The hearing from request to report."""

    asked_on: date
    notice_on: date | None = None
    day: date | None = None
    chair: str = ""
    held_on: date | None = None
    reported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision: its day, kind ("penalty" or "no_penalty"), number and penalties."""

    on: date
    kind: str
    number: str
    penalties: tuple[Penalty, ...] = ()

    @property
    def fine(self) -> int:
        """The fines, in yuan."""
        return sum(penalty.amount for penalty in self.penalties if penalty.measure == "fine")

    @property
    def money(self) -> int:
        """Fines and confiscations, in yuan."""
        return sum(penalty.amount for penalty in self.penalties)


@dataclass(frozen=True, slots=True)
class Appeal:
    """A reconsideration or suit: begun, and over with a result."""

    kind: str
    begun: date
    over: date | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """A step that was proposed and waits for its approver."""

    kind: str
    day: date
    by: frozenset[str]
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaseState:
    """The sum of the steps of one case; `fold` in `mingjian.law.course` makes it."""

    settings: Settings = DEFAULT
    stage: str = "none"
    outcome: str = "open"
    office: str = ""
    level: str = "county"
    last_day: date | None = None
    registered_on: date | None = None
    source: str = ""
    sender: str = ""
    sender_told: bool = False
    handed_on: bool = False
    designated: bool = False
    designation_asked: date | None = None
    by_hand: bool = False
    act_ended: date | None = None
    found_on: date | None = None
    serious_harm: bool = False
    filing_long: bool = False
    filed_on: date | None = None
    handlers: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    contacted: bool = False
    consented: bool = False
    age: int | None = None
    recused: frozenset[str] = frozenset()
    recusal_asked: frozenset[str] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    preservations: tuple[Preservation, ...] = ()
    pauses: tuple[Pause, ...] = ()
    correction: Correction | None = None
    interviewed: bool = False
    opinion: str = ""
    facts_proven: bool = False
    complex: bool = False
    major: bool = False
    crime: Crime | None = None
    notice: Notice | None = None
    defence_open: bool = False
    defended: bool = False
    waived: bool = False
    hearing: Hearing | None = None
    reviewer: str = ""
    review_passed: bool | None = None
    discussed: bool = False
    extended: bool = False
    superior_until: date | None = None
    legally_confirmed: frozenset[str] = frozenset()
    decision: Decision | None = None
    served_on: date | None = None
    published_on: date | None = None
    unpublished_on: date | None = None
    void_since: date | None = None
    payments: tuple[tuple[date, int], ...] = ()
    performed: frozenset[str] = frozenset()
    instalments: tuple[tuple[date, int], ...] = ()
    deferral_asked: bool = False
    late_charged: int = 0
    demanded_on: date | None = None
    court_on: date | None = None
    appeals: tuple[Appeal, ...] = ()
    pending: tuple[Pending, ...] = ()
    missed: tuple[str, ...] = ()
    closed_on: date | None = None
    archived_on: date | None = None

    def waiting(self, kind: str) -> Pending | None:
        """The proposal of this kind that waits for its approver, if any."""
        return next((row for row in self.pending if row.kind == kind), None)

    @property
    def appeal(self) -> Appeal | None:
        """The reconsideration or suit that is still open, if any."""
        return next((row for row in self.appeals if row.over is None), None)

    @property
    def paid(self) -> int:
        """Yuan paid so far."""
        return sum(amount for _, amount in self.payments)

    @property
    def usable(self) -> tuple[Evidence, ...]:
        """Evidence that was reviewed and not excluded."""
        return tuple(piece for piece in self.evidence if piece.reviewed and not piece.excluded)

    @property
    def refusal_proven(self) -> bool:
        """Whether a refusal to correct is provable: order, term over, check. Source: 法释〔2019〕15号 §2."""
        found = self.correction
        return found is not None and found.checked_on is not None and not found.met and found.checked_on > found.limit

    def with_(self, **changes: Any) -> CaseState:
        """The state with some fields changed."""
        return replace(self, **changes)
