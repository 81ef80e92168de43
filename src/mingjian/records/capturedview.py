"""What one kind of visitor saw within a capture: status, title, text with its surfaces."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.capture import Capture


class CapturedView(Record):
    """One view of a capture. `surfaces` lists [surface, start, end] over `text` in code points; `problem` is the JSON of a reason.

    `etag` and `modified` are what the server gave to ask by next time. Where it answered that nothing changed, `same_as`
    is the earlier view that holds the text, and this row's own is empty.
    """

    capture = models.ForeignKey(Capture, models.PROTECT, related_name="views")
    view = code_field(16)
    address = code_field(2000)
    final_address = code_field(2000, blank=True, default="")
    status = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    surfaces = models.JSONField(default=list)
    problem = models.CharField(max_length=1000, blank=True, default="")
    etag = models.CharField(max_length=300, blank=True, default="", db_default="")
    modified = models.CharField(max_length=100, blank=True, default="", db_default="")
    same_as = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", db_constraint=False, db_index=False
    )

    @property
    def content(self) -> CapturedView:
        """The row that holds the text: this one, or the earlier one that did not change since."""
        return self.same_as or self

    class Meta:
        constraints = [models.UniqueConstraint(fields=["capture", "view"], name="one_view_per_capture")]
