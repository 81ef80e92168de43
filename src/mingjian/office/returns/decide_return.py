"""Accept or reject a return, as a second person, by the rule that follows from its sample."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import SAME_PERSON, require
from mingjian.records.models import (
    Account,
    BulkReturn,
    BulkReturnFold,
    BulkReturnSample,
    ReturnState,
    SampleResult,
)
from mingjian.returns import KEY_BYTES, Assessment, assess
from mingjian.returns.folding import keys_of

DECIDED_FROM = (ReturnState.CHECKED, ReturnState.SAMPLED)


def _locked(row: BulkReturn) -> BulkReturn:
    rows = BulkReturn.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "reporter", "corrects").get(pk=row.pk)


def _require_other(row: BulkReturn, by: Account) -> None:
    """Whoever received, drew or judged does not decide. Raises: ForbiddenAct."""
    judges = set(row.sample.exclude(judged_by=None).values_list("judged_by", flat=True))
    if by.pk in judges | {row.received_by_id, row.drawn_by_id}:
        raise ForbiddenAct(SAME_PERSON)


def assessment_of(row: BulkReturn) -> Assessment | None:
    """What the sample says of a return; None until every row of it is judged."""
    results = list(row.sample.values_list("result", flat=True))
    if not results or SampleResult.OPEN in results:
        return None
    return assess(results.count(SampleResult.CONFIRMED), results.count(SampleResult.FALSE), row.counted)


@transaction.atomic
def accept_return(row: BulkReturn, *, by: Account, at: datetime) -> BulkReturn:
    """Accept a return: from now on it counts, in full or discounted; what it corrects is superseded.

    The rows that the sample found false are taken out of its keys.
    Raises: BadInput, if the sample is not judged or the rule demands rejection; ForbiddenAct.
    """
    row = _locked(row)
    require("return.accept", by=by, about=row)
    _require_other(row, by)
    if row.state not in DECIDED_FROM:
        raise BadInput("This return is not waiting for a decision.", "这份报送不在待决定状态。")
    said = assessment_of(row)
    if said is None:
        raise BadInput(
            "The sample is not judged to its end; until then the return counts nothing.", "抽查尚未完成；完成前不计入。"
        )
    if said.rule == "rejected":
        raise BadInput(
            f"The confirmed share is at least {said.low:.1%} only; below 80 % the return is rejected.",
            f"属实比例的下限只有 {said.low:.1%}，低于 80% 的报送应当退回。",
        )
    _take_out_false(row)
    row.state, row.judged = ReturnState.ACCEPTED, {**row.judged, **said.as_json()}
    row.decided_by, row.decided_at = by, at
    if row.corrects is not None:
        BulkReturn.objects.filter(pk=row.corrects.pk).update(state=ReturnState.SUPERSEDED)
        log_event("return_superseded", row.corrects, by=by, at=at, content={"by": row.number})
    row.save(update_fields=["state", "judged", "decided_by", "decided_at"])
    content = {"rule": said.rule, "factor": said.factor, "confirmed": said.confirmed, "false": said.false}
    log_event("return_accepted", row, by=by, at=at, content=content)
    return row


def _take_out_false(row: BulkReturn) -> None:
    for sample in BulkReturnSample.objects.filter(bulk_return=row, result=SampleResult.FALSE):
        month = date.fromisoformat(sample.content["acted_on"]).replace(day=1)
        fold = BulkReturnFold.objects.get(bulk_return=row, measure=sample.content["measure"], month=month)
        keys = keys_of(bytes(fold.keys))
        left = keys[keys != bytes(sample.key).ljust(KEY_BYTES, b"\0")]
        fold.keys, fold.count = left.tobytes(), len(left)
        fold.save(update_fields=["keys", "count"])


@transaction.atomic
def reject_return(row: BulkReturn, because: str, *, by: Account, at: datetime) -> BulkReturn:
    """Reject a return with reasons; the reporter may hand in another for the period.

    Raises: BadInput, without reasons; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say why the return is rejected.", "请写明退回的理由。")
    row = _locked(row)
    require("return.reject", by=by, about=row)
    _require_other(row, by)
    if row.state not in DECIDED_FROM:
        raise BadInput("This return is not waiting for a decision.", "这份报送不在待决定状态。")
    said = assessment_of(row)
    row.state, row.judged = ReturnState.REJECTED, {**row.judged, **(said.as_json() if said else {})}
    row.decided_by, row.decided_at, row.decided_because = by, at, because.strip()[:1000]
    row.save(update_fields=["state", "judged", "decided_by", "decided_at", "decided_because"])
    log_event("return_rejected", row, by=by, at=at, content={"because": row.decided_because})
    return row
