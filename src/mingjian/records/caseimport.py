"""Cases taken over 接续 from a spreadsheet: one row for each file that was taken over, with its mapping of columns."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class CaseImportState(models.TextChoices):
    """A file waits for its mapping to be checked, was taken over, or was undone again."""

    PREVIEWED = "previewed"
    APPLIED = "applied"
    UNDONE = "undone"


class CaseImport(Record):
    """One file. `mapping`: our column by the file's heading; `table`: the file's cells as text, headings first.

    `series_before`: the last number of the year's series before the file was taken over, to be restored by the undo.
    """

    unit = models.ForeignKey(Unit, models.PROTECT)
    file_name = models.CharField(max_length=200)
    digest = code_field(64)
    mapping = models.JSONField(default=dict)
    table = models.JSONField(default=list)
    state = code_field(16, default=CaseImportState.PREVIEWED)
    made = models.PositiveIntegerField(default=0)
    series_before = models.JSONField(default=dict)
    brought_by = models.ForeignKey(Account, models.PROTECT, related_name="case_imports")
    brought_at = models.DateTimeField()
    undone_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="undone_case_imports")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()
