"""Registrations: one line of a registry file about a domain, with what our mirror said before it."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.registryimport import RegistryImport


class Registration(Record):
    """What a file says of one domain. `service` is empty where nobody supervises the domain yet.

    `before` keeps the mirror's rows as they stood ({"domain": ..., "filing": ...}; null where there was none), for undo.
    """

    taken = models.ForeignKey(RegistryImport, models.PROTECT, related_name="registrations")
    line = models.PositiveIntegerField()
    service = models.ForeignKey(OnlineService, models.PROTECT, null=True, related_name="registrations")
    domain = code_field(253)
    filing_number = code_field(64, blank=True, default="")
    filing_holder = models.CharField(max_length=200, blank=True, default="")
    filing_state = code_field(32, blank=True, default="")
    domain_holder = models.CharField(max_length=200, blank=True, default="")
    registrar = models.CharField(max_length=100, blank=True, default="")
    registered_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    before = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taken", "line"], name="one_registration_per_line")]
        indexes = [models.Index(fields=["domain"], name="registration_by_domain")]
