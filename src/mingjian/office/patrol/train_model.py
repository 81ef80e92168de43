"""Learn a model from the office's own judgements and keep it as a candidate; nothing is switched on here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from mingjian.detect import categories
from mingjian.detect.canary import canaries, canary_digest
from mingjian.detect.model import dump
from mingjian.detect.training import Judged, Learned
from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.records.models import Account, DetectionModel, Finding, FindingState, Unit

AROUND: Final = 120
"""Characters taken on each side of a mark, within its line."""
_PASSAGES: Final = 6
_TRADES: Final = frozenset(categories.CATEGORIES) - {"hijacked"}
_CONCEALED: Final = frozenset({"hidden_promotion", "foreign_title", "brand_glued", "link_farm", "out_of_keeping"})


def judgements(unit: Unit) -> Iterator[Judged]:
    """Give the passages of an office's confirmed and dismissed findings, its lower offices' included.

    What went to the police path is not read at all. A judgement that was taken back is open again and gives nothing.
    """
    rows = (
        Finding.objects.filter(
            unit__path__startswith=unit.path,
            state__in=[FindingState.CONFIRMED, FindingState.DISMISSED],
            police=False,
        )
        .select_related("shown_view")
        .order_by("judged_at", "id")
    )
    for row in rows.iterator(chunk_size=200):
        for text in _passages(row):
            yield Judged(text, row.state == FindingState.CONFIRMED, group=str(row.service_id))


def _passages(finding: Finding) -> list[str]:
    """Give the stretches of the page that the finding's marks stand in, the heaviest first."""
    if finding.shown_view is None:
        return []  # a finding of the registers alone
    text = finding.shown_view.text
    found: dict[str, None] = {}
    for mark in sorted(finding.marks, key=lambda mark: -float(mark.get("weight", 0))):
        if mark.get("view", finding.shown_view.view) == finding.shown_view.view and _tells(mark):
            found[_around(text, mark["start"], mark["end"])] = None
    return [passage for passage in found if passage][:_PASSAGES]


def _tells(mark: dict[str, Any]) -> bool:
    detector = str(mark.get("detector", ""))
    return (detector in _TRADES or detector in _CONCEALED) and mark.get("end", 0) > mark.get("start", 0)


def _around(text: str, start: int, end: int) -> str:
    first = max(text.rfind("\n", 0, start) + 1, start - AROUND)
    stop = text.find("\n", end)
    last = min(len(text) if stop < 0 else stop, end + AROUND)
    return text[first:last].strip()


def next_name(unit: Unit) -> str:
    """Give the name of an office's next model: its code and a number."""
    return f"{unit.code}-{DetectionModel.objects.filter(unit=unit).count() + 1}"


@transaction.atomic
def keep_model(unit: Unit, learned: Learned, *, by: Account | None, at: datetime) -> DetectionModel:
    """Keep what was learned as a candidate with its figures, digest and canary result.

    Raises: BadInput, if it does no better than the model it was made from, or is kept already.
    """
    model = learned.model
    if not learned.better:
        raise BadInput(
            f"What was learned does no better on judgements it has not seen (loss {learned.before.loss:.4f} before, "
            f"{learned.after.loss:.4f} after; false alarms {learned.before.false_alarms} before, "
            f"{learned.after.false_alarms} after); it is not kept. Judge more findings and train again.",
            f"学到的模型在未见过的判断上没有更好（损失：之前 {learned.before.loss:.4f}，之后 {learned.after.loss:.4f}；"
            f"误报：之前 {learned.before.false_alarms}，之后 {learned.after.false_alarms}），不予保存。请再判断一些发现后重新训练。",
        )
    if DetectionModel.objects.filter(digest=model.digest).exists():
        raise BadInput(
            f"The model {model.version} is kept already: no judgement is new since.",
            f"模型 {model.version} 已经保存过：此后没有新的判断。",
        )
    row = DetectionModel.objects.create(
        unit=unit,
        version=model.version,
        digest=model.digest,
        base=str(model.settings["base"]),
        content=dump(model),
        figures={
            "learned_from": learned.learned_from,
            "before": learned.before._asdict(),
            "after": learned.after._asdict(),
        },
        canaries={"texts": len(canaries()), "alarms": 0, "digest": canary_digest()},
        trained_by=by,
        trained_at=at,
    )
    log_event("model_trained", row, by=by, at=at, content={"version": row.version, "digest": row.digest})
    return row
