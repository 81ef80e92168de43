"""Write what happened into the log, in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models

from mingjian.records.models import Account, Event

SEALED_CAPTURE = "capture_sealed"
"""The key of an event's content under which an act writes the salted digest of a bundle (hex)."""


def log_event(
    verb: str,
    about: models.Model | None,
    *,
    by: Account | None,
    at: datetime,
    content: Mapping[str, Any] | None = None,
) -> Event:
    """Append one event (`verb` in the past tense: `finding_confirmed`) about a record. Nothing is read or locked."""
    return Event.objects.create(
        at=at,
        actor=by,
        unit_id=by.unit_id if by else getattr(about, "unit_id", None),
        verb=verb,
        kind=(about._meta.model_name or "") if about is not None else "",
        object_id=about.pk if about is not None else None,
        content=dict(content or {}),
    )
