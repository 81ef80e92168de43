"""Draw the sample of a return from the log after its receipt, and judge it row by row."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.office.returns.keeping import rows_file, store
from mingjian.papers.handed_in import HandedIn
from mingjian.records.models import (
    Account,
    BulkReturn,
    BulkReturnSample,
    Event,
    ReturnState,
    SampleResult,
    Seal,
)
from mingjian.returns import draw, seed_of
from mingjian.returns.sampling import sizes

SEEN_HOW = ("profile_page", "item_page", "operator_lookup", "platform_evidence", "holder_asked", "other")
"""How a sampled row may have been checked."""
_KEPT = ("row", "shown", "measure", "basis", "notice", "redress", "facts")


def _locked(row: BulkReturn) -> BulkReturn:
    return BulkReturn.objects.select_for_update(of=("self",)).select_related("unit", "reporter").get(pk=row.pk)


def head_after_receipt(row: BulkReturn) -> Seal | None:
    """The first head of the log that holds the receipt of the file; None while it is not sealed."""
    receipt = Event.objects.filter(kind="bulkreturn", object_id=row.pk, verb="return_received").order_by("at").first()
    leaf = getattr(receipt, "leaf", None)
    return Seal.objects.filter(size__gt=leaf.index).order_by("size").first() if leaf else None


@transaction.atomic
def draw_sample(row: BulkReturn, size: int, *, by: Account, at: datetime) -> BulkReturn:
    """Draw `size` of the rows that count; once, for nobody may draw again until the sample pleases.

    Raises: BadInput, if nothing counts, the size is out of bounds, or the receipt is not sealed yet; ForbiddenAct.
    """
    row = _locked(row)
    require("return.sample", by=by, about=row)
    if row.state != ReturnState.CHECKED:
        raise BadInput(
            "A sample is drawn once, of a return whose rows are checked.", "只对已逐行核对的报送抽样，且只抽一次。"
        )
    if not row.counted:
        raise BadInput(
            "No row of this return counts; have it rejected with the list of problems.",
            "没有一行可以计入；请连同问题清单退回。",
        )
    least, _, most = sizes(row.counted)
    if not least <= size <= most:
        raise BadInput(f"The sample has {least} to {most} rows.", f"抽样应为 {least} 至 {most} 行。")
    head = head_after_receipt(row)
    if head is None:
        raise BadInput(
            "The receipt is not sealed into the log yet; it is within seconds. Try again.",
            "收件记录尚未封存，几秒后再试。",
        )
    row.seed, row.seed_size = seed_of(bytes(head.root), head.size, row.digest), head.size
    row.sample_size, row.drawn_by, row.drawn_at, row.state = size, by, at, ReturnState.SAMPLED
    row.save(update_fields=["seed", "seed_size", "sample_size", "drawn_by", "drawn_at", "state"])
    from mingjian.returns.rowsfile import rows_at  # noqa: PLC0415 - loads pyarrow

    drawn = draw(row.seed, row.counted, size)
    found = rows_at(rows_file(row), drawn)
    BulkReturnSample.objects.bulk_create(
        BulkReturnSample(
            bulk_return=row,
            position=number,
            row=found[position]["row"],
            key=found[position]["key"],
            content={
                **{name: found[position][name] for name in _KEPT},
                "acted_on": found[position]["acted_on"].isoformat(),
                "carried": found[position]["carried"],
            },
        )
        for number, position in enumerate(drawn, 1)
    )
    log_event("sample_drawn", row, by=by, at=at, content={"seed": row.seed, "leaves": head.size, "size": size})
    return row


@transaction.atomic
def judge_row(
    sample: BulkReturnSample,
    result: str,
    *,
    seen_how: str = "",
    note: str = "",
    evidence: HandedIn | None = None,
    by: Account,
    at: datetime,
) -> BulkReturnSample:
    """Mark one sampled row as confirmed or false, with how it was seen; "open" takes the mark back.

    A false row needs words or a file that say what was seen.
    Raises: BadInput; ForbiddenAct.
    """
    row = _locked(sample.bulk_return)
    require("return.sample", by=by, about=row)
    sample = BulkReturnSample.objects.select_for_update().get(pk=sample.pk)
    if row.state != ReturnState.SAMPLED:
        raise BadInput("The return is decided; its sample stays as it is.", "报送已有结论，抽查结果不再改动。")
    if result not in SampleResult.values:
        raise BadInput("Choose confirmed or false.", "请选择属实或不实。")
    if result == SampleResult.OPEN:
        seen_how, note, evidence = "", "", None
    elif seen_how not in SEEN_HOW:
        raise BadInput("Say how the row was checked.", "请选择查核方式。")
    if result == SampleResult.FALSE and not note.strip() and evidence is None:
        raise BadInput("Say what was seen instead, or add a picture of it.", "请写明实际情况，或附上截图。")
    sample.result, sample.seen_how, sample.note = result, seen_how, note.strip()[:500]
    sample.evidence = store().put(evidence.content) if evidence else ""
    sample.judged_by, sample.judged_at = (by, at) if result != SampleResult.OPEN else (None, None)
    sample.save(update_fields=["result", "seen_how", "note", "evidence", "judged_by", "judged_at"])
    content = {"row": sample.row, "result": result, "how": seen_how, "evidence": sample.evidence}
    log_event("sample_judged", row, by=by, at=at, content=content)
    return sample
