"""What is due: open leads that need a decision, ordered measures to be told, told ones that wait for an answer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from mingjian.figures.board import board_page
from mingjian.law.counting import due
from mingjian.law.procedure import KINDS
from mingjian.office.people.authority import may_do
from mingjian.records import clock
from mingjian.records.models import Account, Finding, Lead, Measure
from mingjian.web.language import chinese


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due: what, where to do it, until when, under which article."""

    title: str
    address: str
    kind: str
    due_on: datetime.date
    article: str
    overdue: bool
    days: int
    step: str = ""


def _lead_items(account: Account, today: datetime.date) -> list[DueItem]:
    items = []
    for lead in (
        Lead.objects.seen_by(account).filter(state="open", measures=None, cases=None).select_related("service")[:200]
    ):
        period = due("CAC14-18.filing", clock.day_of(lead.opened_at))
        day: Any = period.due
        items.append(
            DueItem(
                lead.service.name,
                f"/desk/leads/{lead.pk}/",
                "lead",
                day,
                period.citation,
                day < today,
                (day - today).days,
            )
        )
    return items


def _measure_items(account: Account, today: datetime.date) -> list[DueItem]:
    items = []
    waiting = (
        Measure.objects.seen_by(account).filter(state__in=["ordered", "notified"], case=None).select_related("service")
    )
    for measure in waiting[:200]:
        ordered = measure.state == "ordered"
        since = measure.ordered_on if ordered else measure.notified_on
        assert since is not None, "an ordered measure has its day"
        period = due("CAC14-46.service" if ordered else "CAC14-20.assistance", since)
        day: Any = period.due
        kind = "notice" if ordered else "answer"
        items.append(
            DueItem(
                measure.service.name,
                f"/desk/measures/{measure.pk}/",
                kind,
                day,
                period.citation,
                day < today,
                (day - today).days,
            )
        )
    return items


def _police_items(account: Account, today: datetime.date) -> list[DueItem]:
    """What waits to be handed to the police, for those who may; by its host alone, without anything of the content."""
    if not may_do("police.read", account):
        return []
    items = []
    waiting = Finding.objects.seen_by(account).filter(police=True).exclude(handovers__state="confirmed")
    for finding in waiting.select_related("service")[:200]:
        period = due("CRT-5.handover", finding.found_at)
        items.append(
            DueItem(
                finding.service.host or finding.service.name,
                f"/desk/police/{finding.pk}/",
                "handover",
                period.day,
                period.citation,
                period.over(clock.now()),
                (period.day - today).days,
            )
        )
    return items


def _case_items(account: Account, today: datetime.date) -> list[DueItem]:
    """Cases of the territory that are due within a week, the most urgent first."""
    items = []
    rows, _ = board_page(account.unit, size=200)
    for case in rows:
        if case.due is None or case.due > today + datetime.timedelta(days=7):
            break
        kind = KINDS[case.due_step]
        address = f"/desk/cases/{case.pk}/"
        items.append(
            DueItem(
                f"{case.number} {case.title}",
                address,
                "case",
                case.due,
                kind.article,
                case.due < today,
                (case.due - today).days,
                kind.zh if chinese() else kind.en,
            )
        )
    return items


def due_items(account: Account, today: datetime.date) -> list[DueItem]:
    """Everything that is due in the account's scope, the most urgent first."""
    items = [
        *_lead_items(account, today),
        *_measure_items(account, today),
        *_police_items(account, today),
        *_case_items(account, today),
    ]
    return sorted(items, key=lambda item: item.due_on)
