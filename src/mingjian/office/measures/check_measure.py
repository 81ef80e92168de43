"""What an officer has seen of a measure that no visit shows by itself: a record, a look-up, a published page, an answer."""

from __future__ import annotations

import datetime
import hashlib

from django.db import transaction
from django.db.models import Q, QuerySet

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.measure_rules import after, may_record_return, may_verify
from mingjian.law.measures import measure as kind_of
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.propose_measure import locked
from mingjian.office.measures.rechecks import close_lead_if_done
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Capture,
    LinkState,
    Measure,
    MeasureCheck,
    MeasureState,
    OperationLink,
)


def _digest(note: str, capture: Capture | None, content: bytes) -> str:
    """The digest of what was seen: of the capture, of the file handed in, else of the words of the record."""
    if capture:
        return capture.digest
    return hashlib.sha256(content or note.strip().encode()).hexdigest()


def captures_of(measure: Measure) -> QuerySet[Capture]:
    """Captures that can show whether a measure holds: of its service, and of those linked with it by a confirmed link."""
    linked = OperationLink.objects.filter(earlier=measure.service_id, state=LinkState.CONFIRMED).values("later")
    return Capture.objects.filter(Q(service=measure.service_id) | Q(service__in=linked))


@transaction.atomic
def check_measure(
    measure: Measure,
    *,
    holds: bool,
    note: str,
    seen_on: datetime.date,
    capture: Capture | None = None,
    content: bytes = b"",
    by: Account,
    at: datetime.datetime,
) -> MeasureCheck:
    """Record a check of an executed measure, in the measure's own way (`verified_by`), with what was seen.

    `capture`: a visit's evidence of the service, or of one by which the same operation goes on under another name (a
    confirmed link); `content`: a file that shows it (a look-up, a record, an answer).
    Raises: BadInput, without words, for a day in the future or another service's capture; ForbiddenAct.
    """
    if not note.strip():
        raise BadInput("Write what was seen, where and how.", "请写明在哪里、怎样核查、看到了什么。")
    if seen_on > clock.day_of(at):
        raise BadInput("The day of the check lies in the future.", "核查日期在今天之后，请更正。")
    measure = locked(measure)
    require("measure.verify", by=by, about=measure)
    if capture and not captures_of(measure).filter(pk=capture.pk).exists():
        raise BadInput(
            "That capture is of another service, and no confirmed link says that one operation runs both.",
            "这份证据属于另一个服务，且没有已确认的同一经营者关联。",
        )
    how, digest = kind_of(measure.code).verified_by, _digest(note, capture, content)
    returned = measure.state == MeasureState.VERIFIED and not holds
    if returned:
        verdict = may_record_return(
            measure.state, verified_on=measure.verified_on or seen_on, seen_on=seen_on, digest=digest
        )
    elif measure.state == MeasureState.VERIFIED:
        verdict = may_verify("executed", measure.code, how=how, executed_on=measure.executed_on, seen_on=seen_on,
                             digest=digest)  # fmt: skip
    else:
        verdict = may_verify(
            measure.state,
            measure.code,
            how=how,
            executed_on=measure.executed_on,
            seen_on=seen_on,
            digest=digest,
            holds=holds,
        )
    if not verdict:
        raise ForbiddenAct(verdict)
    result = _move(measure, holds, returned, seen_on)
    check = MeasureCheck.objects.create(
        measure=measure,
        how=how,
        seen_on=seen_on,
        by=by,
        holds=holds,
        note=note.strip()[:1000],
        capture=capture,
        digest=digest,
        result=result,
        made_at=at,
    )
    log_event("measure_checked", measure, by=by, at=at, content={"result": result, "digest": digest, "how": how})
    if holds:
        close_lead_if_done(measure, at)
    return check


def _move(measure: Measure, holds: bool, returned: bool, seen_on: datetime.date) -> str:
    if returned:
        measure.state = after(measure.state, "record_return")
        measure.save(update_fields=["state"])
        return "reappeared"
    if not holds:
        measure.state, measure.failed_on = after(measure.state, "record_failure"), seen_on
        measure.save(update_fields=["state", "failed_on"])
        return "failed"
    if measure.state == MeasureState.EXECUTED:
        measure.state, measure.verified_on = after(measure.state, "verify"), seen_on
        measure.save(update_fields=["state", "verified_on"])
    return "verified"
