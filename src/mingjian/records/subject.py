"""Subjects 主体: the organisations and persons behind services."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class SubjectKind(models.TextChoices):
    """Organisation or person."""

    ORGANISATION = "organisation"
    PERSON = "person"


class Subject(Record):
    """Who operates a service. `sector` says what it is (clinic, school, media ...). No identity number in clear."""

    kind = code_field(16, default=SubjectKind.ORGANISATION)
    name = models.CharField(max_length=200)
    registration_number = code_field(32, blank=True, default="")
    sector = code_field(32, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration_number"],
                condition=~models.Q(registration_number=""),
                name="one_subject_per_registration_number",
            )
        ]

    def __str__(self) -> str:
        return self.name
