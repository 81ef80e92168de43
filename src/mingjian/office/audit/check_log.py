"""Recompute the log and note the answer in it."""

from __future__ import annotations

from datetime import datetime

from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.seal_events import check_log


def check_and_note(*, at: datetime) -> bool:
    """Recompute every leaf and the root; the answer is an event of its own."""
    check = check_log()
    content = {"agrees": check.agrees, "size": check.size, "root": check.root, "broken": check.broken}
    log_event("log_checked", None, by=None, at=at, content=content)
    return check.agrees
