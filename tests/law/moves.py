"""Every move that the explorer and the state machine try: lawful ones, and the ways in which people go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from mingjian.law.case import CaseState
from mingjian.law.next import approve, propose
from mingjian.law.people import Officer
from mingjian.law.procedure import KINDS
from mingjian.law.steps import Step
from tests.law import courses as c
from tests.law.courses import BOTH, CHAIR, CHEN, HEAD, LIN, PARTY, REVIEWER, SERVED, SUPERIOR

HEAD_WHO_HANDLES = c.person("lin", "handler", "office_head")
REVIEWING_HANDLER = c.person("lin", "legal_reviewer", qualified=True)
UNQUALIFIED = c.person("xu", "legal_reviewer")
CHAIRING_HANDLER = c.person("chen", "hearing_chair")
WARNING = [{"measure": "warning"}]


def fine(amount: int) -> list[dict[str, Any]]:
    return [{"measure": "fine", "amount": amount}]


def _decision(**facts: Any) -> dict[str, Any]:
    return {**c.CONTENT, "decision": "penalty", "number": "东屿网信罚〔2026〕12号", **c.PENALTY, **facts}


def contents(day: date) -> dict[str, list[tuple[tuple[Officer, ...], dict[str, Any]]]]:
    """For each kind, who might enter it with which facts."""
    soon, late = (day + timedelta(days=n) for n in (9, 30))
    notice = {**c.NOTICE, "answer_by": soon.isoformat()}
    none = {**c.CONTENT, "decision": "no_penalty", "number": "东屿网信不罚〔2026〕1号"}
    return {
        "filed": [((LIN,), c.FILING), ((LIN,), {**c.FILING, "handlers": [LIN.to_json()]})],
        "evidence_taken": [(BOTH, c.evidence()), ((LIN,), c.evidence())],
        "evidence_reviewed": [((LIN,), {"digest": "sha256:1f", "reasons": "真实"})],
        "correction_ordered": [(BOTH, {"measures": "删除", "limit": (day + timedelta(days=3)).isoformat(), **SERVED})],
        "correction_checked": [(BOTH, {"met": False, "record": "复查1"})],
        "concluded": [
            (BOTH, c.CONCLUSION),
            (BOTH, {**c.CONCLUSION, "complex": True}),
            (BOTH, {**c.CONCLUSION, "opinion": "minor_corrected"}),
        ],
        "supplemented": [(BOTH, {"reasons": "新事实"})],
        "crime_checked": [
            (BOTH, {"figures": [{"figure": "posts", "value": 12}], "report": "1"}),
            (BOTH, {"figures": [{"figure": "posts", "value": 100}], "report": "1"}),
        ],
        "crime_ruled": [
            ((LIN,), {"transfer": yes, "team": ["lin", "chen"], "reasons": "理由"}) for yes in (True, False)
        ],
        "crime_sent": [((LIN,), {"letter": "1", "list": "1", "receipt": "1", "late_reason": "路远"})],
        "crime_answered": [((c.POLICE,), {"answer": "refused", "letter": "1"})],
        "notified": [
            (BOTH, notice),
            (BOTH, {**notice, "hearing_told": False}),
            (BOTH, {**notice, "hearing_told": False, "penalties": WARNING}),
            (BOTH, {**notice, "penalties": fine(20_000)}),
            (BOTH, {**notice, "trigger": "refuses_or_serious", "penalties": fine(600_000)}),
            (BOTH, {**notice, "basis": "RD-CSL68-OLD"}),
        ],
        "defended": [((PARTY,), {"statement": "陈述"})],
        "defence_waived": [((PARTY,), {"statement": "放弃"})],
        "defence_reviewed": [(BOTH, {"opinion": "不采纳", "reasons": "理由"})],
        "hearing_asked": [((PARTY,), {"request": "1"})],
        "hearing_withdrawn": [((PARTY,), {"reasons": "撤回"})],
        "hearing_notified": [
            ((LIN,), {**c.ARRANGED, "hearing_day": held.isoformat(), "chair": [chair.to_json()]})
            for held, chair in ((late, CHAIR), (soon, CHAIR), (day, CHAIR), (late, CHAIRING_HANDLER))
        ],
        "hearing_held": [((CHAIR,), {"record": "1", "attendees": "双方"})],
        "hearing_reported": [((CHAIR,), {"opinion": "清楚"})],
        "legal_reviewed": [
            ((REVIEWER,), {"passed": True, "opinion": "同意"}),
            ((REVIEWER,), {"passed": False, "opinion": "不同意"}),
            ((REVIEWING_HANDLER,), {"passed": True, "opinion": "同意"}),
            ((UNQUALIFIED,), {"passed": True, "opinion": "同意"}),
        ],
        "discussed": [((HEAD,), {"members": ["head", "main", "deputy"], "record": "1"})],
        "decision_extended": [((LIN,), {"reasons": "复杂"})],
        "decision_extended_more": [((SUPERIOR,), {"until": late.isoformat(), "letter": "1"})],
        "clock_paused": [((LIN,), {"cause": "appraisal", "document": "1"})],
        "clock_resumed": [((LIN,), {"document": "2"})],
        "decided": [
            ((LIN,), _decision()),
            ((LIN,), _decision(penalties=fine(130_000))),
            ((LIN,), _decision(penalties=fine(600_000), trigger="refuses_or_serious")),
            ((LIN,), _decision(penalties=WARNING)),
            ((LIN,), _decision(penalties=fine(20_000))),
            ((LIN,), none),
        ],
        "served": [(BOTH, {**SERVED, "late_reason": "当事人外出"})],
    }


def moves(state: CaseState, day: date) -> Iterator[Step]:
    """Steps to try on a day in a state, allowed or not; approvals of what waits by the right and the wrong person."""
    for pending in state.pending:
        for head in (HEAD, HEAD_WHO_HANDLES, c.SECTION):
            yield replace(approve(state, pending.kind, head, day), at=datetime(day.year, day.month, day.day, 9))
    for kind, variants in contents(day).items():
        for by, facts in variants:
            step = Step(kind, day, by, facts)
            yield propose(step) if KINDS[kind].approved_by else step


__all__ = ["CHEN", "contents", "moves"]
