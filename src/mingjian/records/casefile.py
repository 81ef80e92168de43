"""Case files 卷宗: the closed case bound, numbered through, signed and exported; kept for its class of retention."""

from __future__ import annotations

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.case import Case


class CaseFile(Record):
    """One binding of a case; a later one (after an appeal) stands beside it. `digest`: SHA-256 of the ZIP in the store.

    `retention`: a code of `law.retention` (not confirmed); `keep_until`: the last day it must be kept, None: for ever.
    `destroyed_at` is set once the ZIP was taken out of the store after that day; the row stays.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="files")
    serial = models.PositiveSmallIntegerField()
    digest = code_field(64)
    pages = models.PositiveIntegerField()
    retention = code_field(16)
    keep_until = models.DateField(null=True)
    bound_by = models.ForeignKey(Account, models.PROTECT, related_name="bound_files")
    bound_at = models.DateTimeField()
    destroyed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="destroyed_files")
    destroyed_at = models.DateTimeField(null=True)
    destroyed_because = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "serial"], name="one_binding_per_serial")]
