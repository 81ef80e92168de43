"""Lift a measure: one person proposes it with a reason, another approves it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.measure_rules import after, may_lift, may_move
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.carry_out import untouch_targets
from mingjian.office.measures.propose_measure import locked
from mingjian.office.measures.returning import plan_return
from mingjian.office.people.authority import require
from mingjian.office.people.officer_facts import officer_of
from mingjian.records import clock
from mingjian.records.models import Account, Measure, Recheck


@transaction.atomic
def propose_lifting(measure: Measure, because: str, *, by: Account, at: datetime) -> Measure:
    """Propose to lift a measure that was told or carried out.

    Raises: BadInput, without a reason or if a proposal waits already; ForbiddenAct, in a state that cannot be lifted.
    """
    if not because.strip():
        raise BadInput("Say why the measure is to be lifted.", "请写明撤销处置的理由。")
    measure = locked(measure)
    require("lifting.propose", by=by, about=measure)
    if not (verdict := may_move(measure.state, "lift")):
        raise ForbiddenAct(verdict)
    if measure.lifting_by_id:
        raise BadInput("A proposal to lift it waits for approval already.", "撤销这项处置的提议已在待审批。")
    measure.lifting_by, measure.lifted_because = by, because.strip()[:500]
    measure.save(update_fields=["lifting_by", "lifted_because"])
    log_event("lifting_proposed", measure, by=by, at=at, content={"because": measure.lifted_because})
    return measure


@transaction.atomic
def approve_lifting(measure: Measure, *, by: Account, at: datetime) -> Measure:
    """Approve the lifting as a second person: visits that were still to come are cancelled, the service is supervised again.

    Raises: BadInput, if nobody proposed it; ForbiddenAct.
    """
    measure = locked(measure)
    require("lifting.approve", by=by, about=measure)
    if measure.lifting_by is None:
        raise BadInput("Nobody has proposed to lift this measure.", "还没有人提议撤销这项处置。")
    verdict = may_lift(measure.state, officer_of(measure.lifting_by), officer_of(by), reason=measure.lifted_because)
    if not verdict:
        raise ForbiddenAct(verdict)
    measure.state, measure.lifted_by, measure.lifted_on = after(measure.state, "lift"), by, clock.day_of(at)
    measure.save(update_fields=["state", "lifted_by", "lifted_on"])
    Recheck.objects.filter(measure=measure, visit=None).update(cancelled=True)
    untouch_targets(measure, clock.day_of(at))
    plan_return(measure, at=at)
    log_event("measure_lifted", measure, by=by, at=at, content={"because": measure.lifted_because})
    return measure
