"""What every record has: an identity made in Python, and the moment it was recorded."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from uuid_utils.compat import uuid7


def new_id() -> uuid.UUID:
    """A UUIDv7: sortable by time, made before the row is written."""
    return uuid7()


def written_at() -> datetime.datetime:
    """The machine's own time, UTC: when a row was written, whatever the demo's clock says."""
    return datetime.datetime.now(datetime.UTC)


class Record(models.Model):
    """Base of all records. `recorded_at` is UTC and is never used to count (counting.md, Time)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    recorded_at = models.DateTimeField(default=written_at, editable=False)

    class Meta:
        abstract = True


def code_field(length: int = 64, **options: object) -> models.CharField[str, str]:
    """A text column that is compared byte by byte (`COLLATE "C"`): codes, hosts, paths, numbers."""
    return models.CharField(max_length=length, db_collation="C", **options)  # type: ignore[arg-type]
