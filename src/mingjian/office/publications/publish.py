"""Propose a publication with its test; a second person publishes or refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.publication import QUESTIONS, Answer, may_publish, shown_until
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require, require_second_person
from mingjian.office.people.number_series import next_number
from mingjian.office.publications.statement import digest_of, write_statement
from mingjian.records import clock
from mingjian.records.models import Account, Measure, Publication, PublicationState

UNDER_WAY = (PublicationState.PROPOSED, PublicationState.PUBLISHED)


def measures_of(measure: Measure) -> list[Measure]:
    """The measures that are published together: all in force of the case that imposes this one, else this one."""
    rows = Measure.objects.select_related("unit", "subject", "service", "case", "lead")
    if measure.case_id is None:
        return [rows.get(pk=measure.pk)]
    together = rows.filter(case=measure.case_id, executed_on__isnull=False, lifted_on=None).exclude(pk=measure.pk)
    return [rows.get(pk=measure.pk), *together.order_by("number")]


@transaction.atomic
def propose_publication(
    measure: Measure, answers: Mapping[str, Answer], facts: str, *, minor: bool, by: Account, at: datetime
) -> Publication:
    """Propose to publish a measure, or the decision of the case that imposes it, with the answers of the test.

    The statement is frozen here, with persons, victims and numbers masked. `minor`: shown for the shorter time.
    Raises: BadInput, if it is under way already; ForbiddenAct.
    """
    measure = Measure.objects.select_for_update(of=("self",)).select_related("unit").get(pk=measure.pk)
    require("publication.propose", by=by, about=measure)
    about = {"case": measure.case} if measure.case_id else {"measure": measure}
    if Publication.objects.filter(**about, state__in=UNDER_WAY).exists():
        raise BadInput("This decision is proposed or public already.", "这项决定已提请公开或已经公开。")
    if not (verdict := may_publish(measure.state, answers, facts=facts)):
        raise ForbiddenAct(verdict)
    statement, masked = write_statement(measures_of(measure), facts)
    row = Publication.objects.create(
        **about,
        unit=measure.unit,
        test={
            question.code: {"holds": answers[question.code].holds, "because": answers[question.code].because[:500]}
            for question in QUESTIONS
        },
        minor=minor,
        masked=masked,
        statement=statement,
        digest=digest_of(statement),
        proposed_by=by,
        proposed_at=at,
    )
    log_event("publication_proposed", row, by=by, at=at, content={"digest": row.digest, "masked": masked})
    return row


def locked(row: Publication) -> Publication:
    """The publication, locked until the act ends."""
    rows = Publication.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "proposed_by", "measure", "case").get(pk=row.pk)


def _to_decide(row: Publication, by: Account) -> Publication:
    row = locked(row)
    require("publication.approve", by=by, about=row)
    require_second_person(row.proposed_by, by)
    if row.state != PublicationState.PROPOSED:
        raise BadInput("This publication is decided already.", "这项公开已有决定。")
    return row


@transaction.atomic
def publish(row: Publication, *, by: Account, at: datetime) -> Publication:
    """Publish as a second person: it gets its number and is shown until its last day.

    Raises: BadInput, if it is decided, or the measure was lifted meanwhile; ForbiddenAct.
    """
    row = _to_decide(row, by)
    if _lifted(row):
        raise BadInput(
            "The decision was lifted or annulled meanwhile; refuse the publication.", "该决定已被撤销，请不批准公开。"
        )
    day = clock.day_of(at)
    short, usual = settings.PUBLICATION_MONTHS
    row.number = f"{row.unit.code}-P-{day.year}-{next_number(row.unit, 'publication', day.year):04d}"
    row.state, row.decided_by, row.decided_at = PublicationState.PUBLISHED, by, at
    row.published_on, row.shown_until = day, shown_until(day, short if row.minor else usual)
    row.save()
    log_event("publication_published", row, by=by, at=at, content={"number": row.number, "digest": row.digest})
    return row


def _lifted(row: Publication) -> bool:
    if row.measure is not None:
        return row.measure.state == "lifted"
    return not Measure.objects.filter(case=row.case, executed_on__isnull=False, lifted_on=None).exists()


@transaction.atomic
def refuse_publication(row: Publication, because: str, *, by: Account, at: datetime) -> Publication:
    """Refuse to publish, with a reason.

    Raises: BadInput; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say why it is not published.", "请写明不公开的理由。")
    row = _to_decide(row, by)
    row.state, row.decided_by, row.decided_at = PublicationState.REFUSED, by, at
    row.decided_because = because.strip()[:500]
    row.save(update_fields=["state", "decided_by", "decided_at", "decided_because"])
    log_event("publication_refused", row, by=by, at=at, content={"because": row.decided_because})
    return row
