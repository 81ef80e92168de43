"""Accounts on platforms 账号: platform and uid, with their state."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from mingjian.records.agency import Agency
from mingjian.records.base import Record, code_field
from mingjian.records.onlineservice import OnlineService
from mingjian.records.scope import ScopedRows
from mingjian.records.unit import Unit


class AccountState(models.TextChoices):
    """What the platform has done to the account; `reborn` names one that carries on a closed one."""

    ACTIVE = "active"
    MUTED = "muted"
    UPDATE_STOPPED = "update_stopped"
    CLOSED = "closed"
    REBORN = "reborn"


class PlatformAccount(Record):
    """An account of a platform: the key is `platform` and `uid` (counting.md, Units). `service` is what a visit looks at: its profile page.

    `names` are its earlier names, newest last; `reborn_of` is the closed account that it carries on.
    """

    platform = models.ForeignKey(Agency, models.PROTECT, related_name="accounts")
    uid = code_field(200)
    service = models.OneToOneField(OnlineService, models.PROTECT, related_name="account")
    unit = models.ForeignKey(Unit, models.PROTECT)
    names = models.JSONField(default=list)
    followers = models.PositiveBigIntegerField(null=True)
    state = code_field(24, default=AccountState.ACTIVE)
    as_of = models.DateField()
    reborn_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="reborn_as")

    objects: ClassVar[Any] = ScopedRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "uid"], name="one_account_per_uid")]

    def __str__(self) -> str:
        return self.uid
