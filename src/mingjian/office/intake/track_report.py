"""What a reporter may know of the report: its state, the reason or the answer; the look-up is logged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mingjian.office.audit.log_event import log_event
from mingjian.office.intake.receive_report import Receipt, report_of


@dataclass(frozen=True, slots=True)
class Tracked:
    """The public side of a report. `acted`: whether a measure has been carried out since; it names nobody."""

    number: str
    state: str
    received_at: datetime
    decided_at: datetime | None
    because: str
    answer: str
    acted: bool


def track_report(receipt: Receipt, *, at: datetime) -> Tracked | None:
    """The state of the report that a receipt opens, or None if number and secret do not belong together."""
    report = report_of(receipt)
    if report is None:
        return None
    log_event("report_tracked", report, by=None, at=at)
    source = getattr(report, "lead_source", None)
    acted = source is not None and source.lead.measures.filter(executed_on__isnull=False).exists()
    shown = report.duplicate_of or report
    return Tracked(
        report.number, report.state, report.received_at, report.decided_at, report.decided_because, shown.answer, acted
    )
