"""Hand cases over from one handler to another, many at once; each case is asked and answered on its own."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct, MingjianError
from mingjian.office.cases.people import officers_json
from mingjian.office.cases.take_step import Sent, enter_step
from mingjian.records import clock
from mingjian.records.models import Account, Case

MOST = 200


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of one case: handed over, or why not."""

    case: Case
    refusal: MingjianError | None


def hand_over(
    cases: Sequence[Case], old: Account, new: Account, because: str, *, key: str, by: Account, at: datetime.datetime
) -> list[HandedOver]:
    """Replace `old` by `new` as a handler of each case, by a section head or office head, with the reason.

    A case that the law refuses stays as it was; the others are handed over. At most 200 at once.
    Raises: BadInput, for too many or without a reason.
    """
    if not because.strip():
        raise BadInput("Say why the cases are handed over.", "请写明移交的理由。")
    if len(cases) > MOST:
        raise BadInput(f"Hand over at most {MOST} cases at once.", f"一次最多移交 {MOST} 件案件。")
    facts = {"from": str(old.pk), "to": officers_json([new]), "reasons": because.strip()}
    found = []
    for case in cases:
        try:
            with transaction.atomic():
                enter_step(case, "handler_changed", facts, Sent(clock.day_of(at), key), by=by, at=at)
            found.append(HandedOver(case, None))
        except (ForbiddenAct, BadInput) as error:
            found.append(HandedOver(case, error))
    return found
