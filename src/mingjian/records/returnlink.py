"""Upload links 报送链接: an address by which a reporter without a system hands in one bulk return."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.agency import Agency
from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class ReturnLink(Record):
    """One link for one reporter, category, period and campaign. Only the SHA-256 of its token is kept.

    `expires_on` is the last day on which it takes a file.
    """

    unit = models.ForeignKey(Unit, models.PROTECT)
    reporter = models.ForeignKey(Agency, models.PROTECT)
    category = code_field(16)
    period = code_field(16)
    campaign = code_field(64, blank=True, default="")
    token_digest = code_field(64, unique=True)
    expires_on = models.DateField()
    made_by = models.ForeignKey(Account, models.PROTECT)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = ScopedRows.as_manager()
