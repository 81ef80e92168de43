"""Read, accept, refuse and answer reports; every reading is logged."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.intake.seal_contact import open_contact
from mingjian.office.leads.open_lead import join_lead
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Lead, OnlineService, Report, ReportState


def _received(report: Report, act: str, by: Account, *states: str) -> Report:
    locked = Report.objects.select_for_update(of=("self",)).select_related("unit", "service").get(pk=report.pk)
    require(act, by=by, about=locked)
    if locked.state not in states:
        raise BadInput("Somebody has decided on this report meanwhile.", "这条举报已由他人处理，请刷新后再看。")
    return locked


def _decide(report: Report, state: str, because: str, by: Account, at: datetime) -> None:
    report.state, report.decided_by, report.decided_at, report.decided_because = state, by, at, because[:500]
    report.save(
        update_fields=["state", "decided_by", "decided_at", "decided_because", "duplicate_of", "service", "unit"]
    )


def read_report(report: Report, *, by: Account, at: datetime) -> Report:
    """Open a report for reading: the reading itself is an event.

    Raises: ForbiddenAct.
    """
    require("records.read", by=by, about=report)
    log_event("report_read", report, by=by, at=at)
    return report


def read_contact(report: Report, because: str, *, by: Account, at: datetime) -> str:
    """The reporter's contact in clear, for the intake desk only, with a reason that is logged.

    Raises: BadInput, if there is no contact or no reason; ForbiddenAct.
    """
    require("reporter.read", by=by, about=report)
    if not because.strip():
        raise BadInput("Say why you need the reporter's contact.", "请写明查看举报人联系方式的理由。")
    if not report.contact:
        raise BadInput("The reporter left no contact.", "举报人没有留下联系方式。")
    log_event("contact_read", report, by=by, at=at, content={"because": because.strip()[:500]})
    return open_contact(bytes(report.contact))


@transaction.atomic
def accept_report(report: Report, service: OnlineService, *, by: Account, at: datetime) -> Lead:
    """Accept a report: it joins the open lead about the service, or opens one.

    Raises: BadInput, if it was decided on already; ForbiddenAct.
    """
    report = _received(report, "report.accept", by, ReportState.RECEIVED)
    report.service, report.unit = service, service.unit
    _decide(report, ReportState.ACCEPTED, "", by, at)
    log_event("report_accepted", report, by=by, at=at, content={"service": str(service.pk)})
    return join_lead(service, report=report, by=by, at=at)


@transaction.atomic
def refuse_report(report: Report, because: str, *, by: Account, at: datetime) -> Report:
    """Refuse a report with a reason, which the reporter can read.

    Raises: BadInput, if the reason is empty or it was decided on already; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput(
            "Say why the report is not accepted; the reporter reads it.", "请写明不予受理的理由，举报人会看到。"
        )
    report = _received(report, "report.refuse", by, ReportState.RECEIVED)
    _decide(report, ReportState.REFUSED, because.strip(), by, at)
    log_event("report_refused", report, by=by, at=at, content={"because": report.decided_because})
    return report


@transaction.atomic
def mark_duplicate(report: Report, original: Report, *, by: Account, at: datetime) -> Report:
    """Mark a report as the same as an earlier one.

    Raises: BadInput, if it points to itself or was decided on already; ForbiddenAct.
    """
    if original.pk == report.pk or original.state == ReportState.DUPLICATE:
        raise BadInput("Name the first report about this matter.", "请指明关于此事的第一条举报。")
    report = _received(report, "report.accept", by, ReportState.RECEIVED)
    report.duplicate_of = original
    _decide(report, ReportState.DUPLICATE, "", by, at)
    log_event("report_marked_duplicate", report, by=by, at=at, content={"of": original.number})
    return report


@transaction.atomic
def answer_report(report: Report, answer: str, *, by: Account, at: datetime) -> Report:
    """Tell the reporter what became of an accepted report.

    Raises: BadInput, if the answer is empty or the report is not accepted; ForbiddenAct.
    """
    if not answer.strip():
        raise BadInput("Write what the reporter is to read.", "请写明给举报人的答复。")
    report = _received(report, "report.answer", by, ReportState.ACCEPTED)
    report.answer, report.answered_at, report.state = answer.strip(), at, ReportState.ANSWERED
    report.save(update_fields=["answer", "answered_at", "state"])
    log_event("report_answered", report, by=by, at=at)
    return report
