"""Apps 应用程序: what stands in stores under one package id, as one supervised service."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class App(Record):
    """An app. `platform` is android, ios, harmony ...; `package` its package or bundle id; the publisher is the service's subject.

    One app in five stores is one 款 (counting.md, Units): the key is `platform` and `package`.
    """

    service = models.OneToOneField(OnlineService, models.PROTECT, related_name="app")
    unit = models.ForeignKey(Unit, models.PROTECT)
    platform = code_field(16)
    package = code_field(200)
    filing_number = code_field(64, blank=True, default="")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "package"], name="one_app_per_package")]

    def __str__(self) -> str:
        return self.package
