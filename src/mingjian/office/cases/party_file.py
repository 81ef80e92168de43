"""What a party may see of its case: its own documents, the course as far as it concerns the party, and its periods.

Never the reporter, other parties, internal notes, reviews or discussions: what is not listed here is not shown.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from mingjian.law.case import CaseState
from mingjian.law.clocks import CLOCKS
from mingjian.law.counting import Due
from mingjian.law.documents import documents
from mingjian.law.guards.after import late_fee_now
from mingjian.records.models import Document, DocumentState, Party, PartyRole, Step

_SHOWN_STEPS = frozenset(
    {
        "party_contacted",
        "electronic_consented",
        "recusal_asked",
        "recusal_ruled",
        "correction_ordered",
        "correction_checked",
        "interview_held",
        "preserved",
        "preservation_disposed",
        "preservation_lapsed",
        "notified",
        "defended",
        "defence_waived",
        "hearing_asked",
        "hearing_withdrawn",
        "hearing_notified",
        "hearing_held",
        "served",
        "paid",
        "performed",
        "deferral_asked",
        "deferral_granted",
        "deferral_refused",
        "late_fee_charged",
        "demanded",
        "court_applied",
        "reconsideration_applied",
        "suit_filed",
        "appeal_decided",
        "closed",
    }
)
_OWN_STEPS = frozenset(
    {"defended", "defence_waived", "hearing_asked", "hearing_withdrawn", "deferral_asked", "recusal_asked"}
)
_OUT = (DocumentState.SEALED, DocumentState.SERVED, DocumentState.WITHDRAWN)


def _received_kinds() -> list[str]:
    return [code for code, kind in documents().items() if kind.to_party]


def _whom(party: Party) -> list[uuid.UUID]:
    """The party itself and, for a deputy, whom it acts for."""
    return [party.pk, *([party.represents_id] if party.represents_id else [])]


def papers_of(party: Party) -> QuerySet[Document]:
    """The documents a party may read: of kinds that parties receive, sealed, and addressed to it (or to no one party)."""
    alone = party.case.parties.exclude(role=PartyRole.DEPUTY).count() == 1
    addressed = Q(party__in=_whom(party)) | (Q(party=None) if alone else Q(pk=None))
    rows = Document.objects.filter(addressed, case=party.case_id, code__in=_received_kinds(), state__in=_OUT)
    return rows.order_by("sealed_at", "drafted_at")


def may_see(party: Party, document: Document) -> bool:
    """Whether a document is one of those the party may read."""
    return papers_of(party).filter(pk=document.pk).exists()


def course_of(party: Party) -> list[Step]:
    """The steps of the case that concern the party, oldest first; its own only where it or its deputy took them."""
    rows = party.case.steps.filter(kind__in=_SHOWN_STEPS).order_by("seq")
    others = party.case.parties.exclude(pk__in=_whom(party)).exclude(represents=party.pk)
    foreign = {f"party:{pk}" for pk in others.values_list("pk", flat=True)}
    return [row for row in rows if not foreign & {str(who.get("code")) for who in row.by}]


def words_of_own(row: Step) -> str:
    """What the party wrote in a step of its own; empty for steps of the office."""
    if row.kind not in _OWN_STEPS or not any(str(who.get("code", "")).startswith("party:") for who in row.by):
        return ""
    return str(row.facts.get("statement") or row.facts.get("hardship") or row.facts.get("reasons") or "")


@dataclass(frozen=True, slots=True)
class Period:
    """One period that runs for the party: what for, its count, whether it is over, days left (negative: since)."""

    code: str
    due: Due
    over: bool
    left: int


_PERIODS: tuple[tuple[str, Callable[[CaseState], bool]], ...] = (
    ("hearing_request", lambda state: state.notice is not None and state.decision is None),
    ("payment", lambda state: bool(state.decision and state.decision.money > state.paid)),
    ("demand", lambda state: bool(state.decision and state.decision.money > state.paid)),
    ("reconsideration", lambda state: state.served_on is not None and not state.appeals),
    ("litigation", lambda state: state.served_on is not None and not any(row.kind == "suit" for row in state.appeals)),
)


def periods_of(state: CaseState, day: datetime.date) -> list[Period]:
    """The periods that run for the party on a day, the soonest first."""
    found = []
    for code, concerns in _PERIODS:
        due = CLOCKS[code](state, day) if concerns(state) else None
        if due is not None:
            found.append(Period(code, due, due.over(day), (due.day - day).days))
    return sorted(found, key=lambda period: (period.over, period.due.day))


@dataclass(frozen=True, slots=True)
class Owed:
    """What the party owes on a day, in yuan: what was imposed, what was paid, the late fee, by which instalments."""

    imposed: int
    paid: int
    late_fee: Decimal
    instalments: tuple[tuple[datetime.date, int], ...]

    @property
    def left(self) -> Decimal:
        """What is still to be paid, late fee included."""
        return self.imposed - self.paid + self.late_fee


def owed_by(state: CaseState, day: datetime.date) -> Owed | None:
    """What is owed once a decision with money was served; None before, without money, or if the decision fell.

    Article: 行政处罚法 §66, §67, §72.
    """
    decision = state.decision
    if decision is None or not decision.money or state.served_on is None or state.void_since:
        return None
    return Owed(decision.money, state.paid, late_fee_now(state, day), state.instalments)
