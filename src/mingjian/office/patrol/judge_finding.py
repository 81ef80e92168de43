"""An officer judges a finding: confirm, dismiss with a reason, look again, or undo the last judgement."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.leads.open_lead import join_lead, leave_lead
from mingjian.office.patrol.plan_patrol import USUAL_VIEWS
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Finding, FindingState, Lead, Visit

UNDO_WITHIN = timedelta(minutes=30)


def _open(finding: Finding, by: Account) -> Finding:
    locked = Finding.objects.select_for_update(of=("self",)).select_related("unit", "service").get(pk=finding.pk)
    require("finding.judge", by=by, about=locked)
    if locked.state != FindingState.OPEN:
        raise BadInput(
            "The finding was judged or replaced meanwhile; look at it again.",
            "这条发现已被他人判断，或已被新的巡查结果取代，请刷新后再看。",
        )
    return locked


def _judge(finding: Finding, state: str, because: str, by: Account, at: datetime) -> None:
    finding.state, finding.judged_by, finding.judged_at, finding.judged_because = state, by, at, because
    finding.save(update_fields=["state", "judged_by", "judged_at", "judged_because"])


@transaction.atomic
def confirm_finding(finding: Finding, *, by: Account, at: datetime) -> Lead:
    """Confirm a finding: it becomes, or joins, the open lead about its service.

    Raises: BadInput, if it is no longer open; ForbiddenAct.
    """
    finding = _open(finding, by)
    _judge(finding, FindingState.CONFIRMED, "", by, at)
    log_event("finding_confirmed", finding, by=by, at=at)
    return join_lead(finding.service, finding=finding, victim=finding.victim, by=by, at=at)


@transaction.atomic
def dismiss_finding(finding: Finding, because: str, *, by: Account, at: datetime) -> Finding:
    """Dismiss a finding with a reason, which the detectors may learn from.

    Raises: BadInput, if the reason is empty or the finding is no longer open; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say why the finding is not true.", "请写明不属实的理由。")
    finding = _open(finding, by)
    _judge(finding, FindingState.DISMISSED, because.strip()[:500], by, at)
    log_event("finding_dismissed", finding, by=by, at=at, content={"because": finding.judged_because})
    return finding


@transaction.atomic
def look_again(finding: Finding, *, by: Account, at: datetime) -> Visit:
    """Set a finding aside and have the service visited once more.

    Raises: BadInput, if it is no longer open; ForbiddenAct.
    """
    finding = _open(finding, by)
    _judge(finding, FindingState.AGAIN, "", by, at)
    views = finding.capture.visit.views if finding.capture else list(USUAL_VIEWS)
    visit = Visit.objects.create(service_id=finding.service_id, unit_id=finding.unit_id, views=views)
    log_event("finding_to_look_again", finding, by=by, at=at, content={"visit": str(visit.pk)})
    return visit


@transaction.atomic
def undo_judgement(finding: Finding, *, by: Account, at: datetime) -> Finding:
    """Take one's own judgement back within half an hour, unless a measure rests on it already.

    Raises: BadInput, if it is too late, somebody else's, or a measure or newer finding stands on it.
    """
    finding = Finding.objects.select_for_update(of=("self",)).select_related("unit", "service").get(pk=finding.pk)
    require("finding.judge", by=by, about=finding)
    judged = finding.state in (FindingState.CONFIRMED, FindingState.DISMISSED)
    if not judged or finding.judged_by_id != by.pk or finding.judged_at is None or at - finding.judged_at > UNDO_WITHIN:
        raise BadInput(
            "Only your own judgement of the last 30 minutes can be undone.", "只能撤回自己 30 分钟以内的判断。"
        )
    if Finding.objects.filter(service_id=finding.service_id, state=FindingState.OPEN).exists():
        raise BadInput(
            "A newer finding about this service is open; judge that one.",
            "这项服务已有更新的发现待判断，请判断新的那条。",
        )
    if finding.state == FindingState.CONFIRMED:
        leave_lead(finding, by=by, at=at)
    before = finding.state
    _judge(finding, FindingState.OPEN, "", by, at)
    Finding.objects.filter(pk=finding.pk).update(judged_by=None, judged_at=None)
    log_event("judgement_undone", finding, by=by, at=at, content={"was": before})
    return finding
