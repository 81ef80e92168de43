"""Mark the operator of a lead as the injured party, or take the mark back; always with a reason, always in the log."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.measure_rules import spares_victims
from mingjian.law.measures import measure as kind_of
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.propose_measure import OVER
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Lead, LeadState, Measure


@transaction.atomic
def mark_victim(lead: Lead, victim: bool, because: str, *, by: Account, at: datetime) -> Lead:
    """Say that the operator of an open lead is a victim, or is none; its measures that are not over follow.

    Raises: BadInput, without a reason, for a closed lead, or if nothing changes; ForbiddenAct, if a measure that no
    victim may suffer is under way (lift or withdraw it first).
    """
    if not because.strip():
        raise BadInput("Say why.", "请写明理由。")
    lead = Lead.objects.select_for_update(of=("self",)).select_related("unit").get(pk=lead.pk)
    require("lead.check", by=by, about=lead)
    if lead.state != LeadState.OPEN:
        raise BadInput("The lead is closed.", "这条线索已经办结。")
    if lead.victim == victim:
        raise BadInput("It is marked so already.", "已经是这样认定的。")
    rows = list(Measure.objects.select_for_update().filter(lead=lead).exclude(state__in=OVER))
    for row in rows if victim else ():
        kind = kind_of(row.code)
        joint = (row.executor_kind or kind.executors[0]) == "telecom"
        if not (verdict := spares_victims(kind, joint, True)):
            raise ForbiddenAct(verdict)
    lead.victim, lead.victim_because = victim, because.strip()[:500]
    lead.save(update_fields=["victim", "victim_because"])
    Measure.objects.filter(pk__in=[row.pk for row in rows]).update(victim=victim)
    verb = "victim_marked" if victim else "victim_unmarked"
    log_event(verb, lead, by=by, at=at, content={"because": lead.victim_because})
    return lead
