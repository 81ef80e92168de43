"""Propose a measure on a lead; a second person approves or refuses it; its proposer may withdraw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.basis import Basis
from mingjian.law.basis import basis as basis_of
from mingjian.law.executors import by_letter, has_its_term, names_its_targets
from mingjian.law.measure_rules import after, may_approve, may_move, may_propose
from mingjian.law.measures import measure as kind_of
from mingjian.office.audit.log_event import log_event
from mingjian.office.measures.choices import executor_of
from mingjian.office.measures.joint import ALONE, Joint, checked_joint
from mingjian.office.measures.targets import NewTarget, keep_targets
from mingjian.office.people.authority import require
from mingjian.office.people.number_series import next_number
from mingjian.office.people.officer_facts import officer_of
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Agency,
    Capture,
    Case,
    FindingOrigin,
    Lead,
    LeadState,
    Measure,
    MeasureEvidence,
    MeasureState,
    OnlineService,
)

OVER = (MeasureState.REFUSED, MeasureState.WITHDRAWN, MeasureState.LIFTED, MeasureState.REAPPEARED)


def _kept(rule: Basis) -> dict[str, object]:
    return {
        "code": rule.code,
        "zh": rule.zh,
        "en": rule.en,
        "law": rule.law,
        "article": rule.article,
        "in_force_from": rule.in_force_from.isoformat(),
        "source": rule.source,
        "confirmed": rule.confirmed,
    }


def captures_of(lead: Lead) -> list[Capture]:
    """The captures behind a lead: of its findings, and the newest one of the service where only reports speak."""
    sources = lead.sources.exclude(finding=None)
    hints = sources.filter(finding__origin=FindingOrigin.REGISTERS).count()
    if hints and hints == sources.count() and not lead.sources.exclude(report=None).exists():
        return []  # what the registers alone tell convicts nobody
    found = list(Capture.objects.filter(findings__lead_source__lead=lead).distinct().order_by("-taken_at"))
    return found or list(Capture.objects.filter(service_id=lead.service_id).order_by("-taken_at")[:1])


@dataclass(frozen=True, slots=True)
class Terms:
    """What a proposal says beside code, basis and facts; all of it may be left out where the measure needs none.

    `executor`: the body that is to carry it out; `executor_kind` where it is no body ("operator", "holder", "office").
    `agreement`: what the operator agreed to. `case`: the case whose served decision imposes it. `joint`: who takes
    part, and the campaigns.
    """

    executor: Agency | None = None
    executor_kind: str = ""
    targets: tuple[NewTarget, ...] = ()
    agreement: str = ""
    term_from: date | None = None
    term_to: date | None = None
    case: Case | None = None
    joint: Joint = ALONE


NO_TERMS = Terms()
SERVED = ("served", "performed", "demanded", "court", "closed", "archived")
"""Stages of a case in which its decision has been served."""


def _under_way(lead: Lead, code: str, targets: tuple[NewTarget, ...]) -> bool:
    """Whether the same measure is under way: on the lead, or, where it names targets, on one of them."""
    rows = Measure.objects.filter(code=code).exclude(state__in=OVER)
    if not targets:
        return rows.filter(lead=lead).exists()
    return rows.filter(targets__kind=targets[0].kind, targets__key__in=[target.key for target in targets]).exists()


def _executor(terms: Terms, code: str) -> tuple[Agency | None, str]:
    """The body and the kind of executor: as named, else the first of the measure's kind."""
    if terms.executor:
        return terms.executor, terms.executor.executor_kind
    kind = terms.executor_kind or executor_of(kind_of(code))
    if by_letter(kind):
        body = Agency.objects.filter(code=kind).first() or Agency.objects.filter(kind=kind).order_by("code").first()
        return body, kind
    return None, kind


def _hit(lead: Lead, targets: tuple[NewTarget, ...]) -> OnlineService:
    """The service that later visits look at: the account's or the app's own, else the lead's."""
    first = targets[0] if targets else None
    if first and first.account:
        return first.account.service
    return first.listing.app.service if first and first.listing else lead.service


@transaction.atomic
def propose_measure(
    lead: Lead,
    code: str,
    basis_code: str,
    facts: str,
    terms: Terms = NO_TERMS,
    *,
    evidence: Sequence[Capture] | None = None,
    by: Account,
    at: datetime,
) -> Measure:
    """Propose a measure with its legal basis, the facts, and the captures it rests on (by default those of the lead).

    Raises: BadInput, if the lead is closed or the same measure is under way; ForbiddenAct, with the article.
    """
    lead = Lead.objects.select_for_update(of=("self",)).select_related("unit", "service__subject").get(pk=lead.pk)
    require("measure.propose", by=by, about=lead)
    if lead.state != LeadState.OPEN:
        raise BadInput("The lead is closed; nothing can be proposed on it.", "这条线索已经办结，不能再提出处置。")
    if _under_way(lead, code, terms.targets):
        raise BadInput(
            "This measure is under way on this lead or target already.", "这条线索或对象已有同样的处置在办。"
        )
    captures = captures_of(lead) if evidence is None else list(evidence)
    executor, executor_kind = _executor(terms, code)
    day = clock.day_of(at)
    for verdict in (
        may_propose(
            code,
            basis_code,
            office_level=by.unit.level,
            act_day=day,
            has_evidence=bool(captures),
            reason=facts,
            subject_is_victim=lead.victim,
            case_decided=bool(terms.case and terms.case.stage in SERVED and terms.case.service_id == lead.service_id),
            executor=executor_kind,
            by_agreement=bool(terms.agreement.strip()),
        ),
        names_its_targets(code, tuple(target.kind for target in terms.targets)),
        has_its_term(code, day, terms.term_from, terms.term_to),
    ):
        if not verdict:
            raise ForbiddenAct(verdict)
    service = _hit(lead, terms.targets)
    joint = checked_joint(terms.joint, by.unit)
    measure = Measure.objects.create(
        lead=lead,
        case=terms.case,
        unit=by.unit,
        code=code,
        service=service,
        subject=service.subject,
        victim=lead.victim,
        basis_code=basis_code,
        basis=_kept(basis_of(basis_code)),
        facts=facts.strip(),
        executor=executor,
        executor_kind=executor_kind,
        agreement=terms.agreement.strip()[:500],
        term_from=terms.term_from,
        term_to=terms.term_to,
        co_offices=list(joint.co_offices),
        partners=list(joint.partners),
        campaigns=list(joint.campaigns),
        proposed_by=by,
        proposed_at=at,
    )
    keep_targets(measure, terms.targets)
    MeasureEvidence.objects.bulk_create(
        [MeasureEvidence(measure=measure, capture=capture, digest=capture.digest) for capture in captures]
    )
    content: dict[str, object] = {"code": code, "basis": basis_code}
    content |= {"evidence": [capture.log_name for capture in captures], "executor": executor_kind}
    if terms.targets:
        content["targets"] = [target.key for target in terms.targets]
    if joint:
        content |= {"co_offices": joint.co_offices, "partners": joint.partners, "campaigns": joint.campaigns}
    log_event("measure_proposed", measure, by=by, at=at, content=content)
    return measure


def locked(measure: Measure) -> Measure:
    """The measure, locked until the act ends, with what the acts look at."""
    rows = Measure.objects.select_for_update(of=("self",))
    return rows.select_related("unit", "service", "subject", "proposed_by__unit", "executor", "lead").get(pk=measure.pk)


def _decide(measure: Measure, act: str, because: str, by: Account, at: datetime) -> None:
    measure.state = after(measure.state, act)
    measure.decided_by, measure.decided_at, measure.decided_because = by, at, because[:500]
    measure.save()


@transaction.atomic
def approve_measure(measure: Measure, *, by: Account, at: datetime) -> Measure:
    """Approve a proposed measure as a second person: it is ordered and gets its number.

    Raises: ForbiddenAct, for the proposer, without the role, or where the head must approve.
    """
    measure = locked(measure)
    require("measure.approve", by=by, about=measure)
    for verdict in (
        may_move(measure.state, "approve"),
        may_approve(officer_of(measure.proposed_by), officer_of(by), measure.code),
    ):
        if not verdict:
            raise ForbiddenAct(verdict)
    day = clock.day_of(at)
    measure.number = f"{measure.unit.code}-M-{day.year}-{next_number(measure.unit, 'measure', day.year):04d}"
    measure.ordered_on = day
    _decide(measure, "approve", "", by, at)
    log_event("measure_ordered", measure, by=by, at=at, content={"number": measure.number})
    return measure


@transaction.atomic
def refuse_measure(measure: Measure, because: str, *, by: Account, at: datetime) -> Measure:
    """Refuse a proposed measure with a reason.

    Raises: BadInput, without a reason; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say why the measure is not approved.", "请写明不批准的理由。")
    measure = locked(measure)
    require("measure.refuse", by=by, about=measure)
    for verdict in (
        may_move(measure.state, "refuse"),
        may_approve(officer_of(measure.proposed_by), officer_of(by), measure.code),
    ):
        if not verdict:
            raise ForbiddenAct(verdict)
    _decide(measure, "refuse", because.strip(), by, at)
    log_event("measure_refused", measure, by=by, at=at, content={"because": because.strip()})
    return measure


@transaction.atomic
def withdraw_measure(measure: Measure, *, by: Account, at: datetime) -> Measure:
    """Take back one's own proposal before it is decided.

    Raises: BadInput, for somebody else's; ForbiddenAct, once it is decided.
    """
    measure = locked(measure)
    require("measure.withdraw", by=by, about=measure)
    if measure.proposed_by_id != by.pk or measure.state != MeasureState.PROPOSED:
        raise BadInput("Only your own proposal that waits can be withdrawn.", "只能撤回自己提出、尚未审批的处置。")
    measure.state = after(measure.state, "withdraw")
    measure.save(update_fields=["state"])
    log_event("measure_withdrawn", measure, by=by, at=at)
    return measure
