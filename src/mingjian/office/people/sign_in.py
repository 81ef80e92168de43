"""What the log keeps of signing in and out."""

from __future__ import annotations

from datetime import datetime

from mingjian.office.audit.log_event import log_event
from mingjian.records.models import Account


def note_sign_in(account: Account, *, at: datetime) -> None:
    """Log that an officer has signed in with both factors."""
    log_event("signed_in", account, by=account, at=at)


def note_sign_out(account: Account, *, at: datetime) -> None:
    """Log that an officer has signed out."""
    log_event("signed_out", account, by=account, at=at)
