"""Take a publication back within three working days of the day on which its decision fell, with public reasons."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from mingjian.errors import BadInput
from mingjian.law.counting import Due, due
from mingjian.law.publication import WITHDRAWAL
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.office.publications.publish import locked
from mingjian.records import clock
from mingjian.records.models import Account, Measure, Publication, PublicationState


def withdrawal_due(row: Publication) -> Due | None:
    """Until when a publication whose decision fell must be taken back; None where it did not. Article: 行政处罚法 §48."""
    if row.fell_on is None or row.state != PublicationState.PUBLISHED:
        return None
    return due(WITHDRAWAL, row.fell_on)


@transaction.atomic
def note_fallen(row: Publication, fell_on: date, because: str, *, by: Account, at: datetime) -> Publication:
    """Note that the decision behind a publication was changed, annulled or found unlawful: the clock runs.

    Raises: BadInput; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say what became of the decision.", "请写明决定的变化。")
    row = locked(row)
    require("publication.propose", by=by, about=row)
    if row.state != PublicationState.PUBLISHED or row.published_on is None:
        raise BadInput("Only what is public can be taken back.", "只有已公开的才能撤回。")
    if row.fell_on is not None:
        raise BadInput("It is noted already; the clock runs.", "已经记下，期限正在计算。")
    if fell_on > clock.day_of(at):
        raise BadInput("The day lies in the future.", "日期在今天之后。")
    return _fallen(row, fell_on, because, by, at)


def _fallen(row: Publication, fell_on: date, because: str, by: Account | None, at: datetime) -> Publication:
    row.fell_on, row.fell_because = fell_on, because.strip()[:500]
    row.save(update_fields=["fell_on", "fell_because"])
    log_event("publication_fell", row, by=by, at=at, content={"because": row.fell_because, "on": fell_on.isoformat()})
    return row


def note_lifted(*, at: datetime) -> int:
    """Start the clock for every publication whose measure, or every measure of whose case, was lifted. Returns how many."""
    noted = 0
    fell = Q(measure__state="lifted") | Q(case__measures__lifted_on__isnull=False)
    rows = Publication.objects.filter(fell, state=PublicationState.PUBLISHED, fell_on=None)
    for row in rows.select_related("measure", "case").distinct():
        measures = [row.measure] if row.measure else list(Measure.objects.filter(case=row.case))
        lifted = [one.lifted_on for one in measures if one.lifted_on]
        with transaction.atomic():
            one = locked(row)
            if one.fell_on is None and lifted:
                because = next((m.lifted_because for m in measures if m.lifted_because), "") or "处置已撤销"
                _fallen(one, max(lifted), because, None, at)
                noted += 1
    return noted


@transaction.atomic
def withdraw(row: Publication, because: str, *, by: Account, at: datetime) -> Publication:
    """Take a publication back; its reasons stay public in its place.

    Raises: BadInput, without reasons, or if it is not public; ForbiddenAct. Article: 行政处罚法 §48.
    """
    if not because.strip():
        raise BadInput("Give the reasons; they are published.", "请写明理由，理由会公开。")
    row = locked(row)
    require("publication.approve", by=by, about=row)
    if row.state != PublicationState.PUBLISHED:
        raise BadInput("Only what is public can be taken back.", "只有已公开的才能撤回。")
    row.state, row.withdrawn_by, row.withdrawn_at = PublicationState.WITHDRAWN, by, at
    row.withdrawn_because = because.strip()[:500]
    row.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because"])
    log_event("publication_withdrawn", row, by=by, at=at, content={"because": row.withdrawn_because})
    return row
