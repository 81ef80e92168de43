"""Documents 文书: what the office writes, from draft to service; sealed, its file never changes again."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.account import Account
from mingjian.records.base import Record, code_field
from mingjian.records.case import Case
from mingjian.records.measure import Measure
from mingjian.records.party import Party
from mingjian.records.scope import ScopedRows
from mingjian.records.step import Step
from mingjian.records.unit import Unit


class DocumentState(models.TextChoices):
    """The path of a document; its number is given at signing, its file is frozen at sealing."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    SIGNED = "signed"
    SEALED = "sealed"
    SERVED = "served"
    WITHDRAWN = "withdrawn"


class Document(Record):
    """One document of a case, of a measure, or of the office. `code`: a kind of `law.documents`.

    `step`: the step it belongs to, once taken. `snapshot`: what filled the template, as JSON; `snapshot_digest`,
    `digest`: SHA-256 of the snapshot and of the PDF, in hex; `address`: where the PDF lies in the evidence store.
    `signers`: who signed, as a list of {account, name, role, at}. `party`: who receives it.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="documents")
    step = models.ForeignKey(Step, models.PROTECT, null=True, related_name="documents")
    measure = models.ForeignKey(Measure, models.PROTECT, null=True, related_name="documents")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="documents")
    code = code_field(48)
    number = code_field(64, null=True)
    state = code_field(16, default=DocumentState.DRAFT)
    template = code_field(64, blank=True, default="")
    snapshot = models.JSONField(default=dict)
    snapshot_digest = code_field(64, blank=True, default="")
    digest = code_field(64, blank=True, default="")
    address = code_field(200, blank=True, default="")
    signers = models.JSONField(default=list)
    secrecy = code_field(16, blank=True, default="")
    drafted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="drafted_documents")
    drafted_at = models.DateTimeField()
    sealed_at = models.DateTimeField(null=True)
    served_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=500, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="one_document_per_number")]
        indexes = [models.Index(fields=["case", "code"], name="document_of_case")]
