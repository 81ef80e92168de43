"""Domains of a service and what the registration data say of them."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService


class Domain(Record):
    """A domain as last known: who holds it, until when, and since when somebody else does. `as_of` is the day of the source."""

    service = models.ForeignKey(OnlineService, models.PROTECT, related_name="domains")
    name = code_field(253)
    registrar = models.CharField(max_length=100, blank=True, default="")
    holder = models.CharField(max_length=200, blank=True, default="")
    created_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    registered_again_on = models.DateField(null=True)
    as_of = models.DateField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "name"], name="one_domain_row")]
