"""Services 网络服务 that are supervised: sites, apps, accounts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.scope import ScopedRows
from mingjian.records.subject import Subject
from mingjian.records.unit import Unit


class ServiceKind(models.TextChoices):
    """What kind of service it is."""

    SITE = "site"
    APP = "app"
    ACCOUNT = "account"


class ServiceState(models.TextChoices):
    """State of a service as the office knows it."""

    FILED = "filed"
    UNFILED = "unfiled"
    HIJACKED = "hijacked"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    GONE = "gone"


class OnlineService(Record):
    """A supervised service. `host` is its registrable name (empty for apps and accounts); `address` is where a visit starts.

    `tier`: 1 key, 2 ordinary, 3 light. `tags` name campaigns that the service is part of.
    """

    kind = code_field(16, default=ServiceKind.SITE)
    name = models.CharField(max_length=200)
    host = code_field(253, blank=True, default="")
    address = code_field(2000, blank=True, default="")
    category = code_field(32, blank=True, default="")
    tier = models.PositiveSmallIntegerField(default=2)
    tags = ArrayField(code_field(40), default=list, db_default=[])
    state = code_field(16, default=ServiceState.FILED)
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="services")
    unit = models.ForeignKey(Unit, models.PROTECT)

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["host"], condition=~models.Q(host=""), name="one_service_per_host")
        ]

    def __str__(self) -> str:
        return self.name
