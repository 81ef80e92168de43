"""Parties 当事人: whom a case is about, where they are served, and who speaks for them."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.case import Case
from mingjian.records.subject import Subject


class PartyRole(models.TextChoices):
    """The party itself, a person who is liable beside it, or somebody who acts for it."""

    PARTY = "party"
    RESPONSIBLE_PERSON = "responsible_person"
    DEPUTY = "deputy"


class Party(Record):
    """A party of one case. `address`: where papers are served; `electronic`: where, once it consented (`consented_on`).

    `represents`: for a deputy, whom it acts for, with `authority` naming the power of attorney.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="parties")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="as_party")
    role = code_field(24, default=PartyRole.PARTY)
    represents = models.ForeignKey("self", models.PROTECT, null=True, related_name="deputies")
    name = models.CharField(max_length=200)
    registration_number = code_field(32, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    contact = models.CharField(max_length=200, blank=True, default="")
    electronic = models.CharField(max_length=200, blank=True, default="")
    consented_on = models.DateField(null=True)
    authority = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.name
