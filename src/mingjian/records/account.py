"""People who sign in: officers of an office, with the roles that say which acts are theirs."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

from mingjian.records.base import Record, code_field
from mingjian.records.unit import Unit


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by username; accounts are made by the act `office.people.add_account`."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account with this username.

        Raises: Account.DoesNotExist.
        """
        return self.get(username=username)


class Account(AbstractBaseUser, Record):
    """An officer. `roles` are codes of `law.roles`; `card_*` is the enforcement card, valid on both named days."""

    username = code_field(64, unique=True)
    name_zh = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="accounts")
    roles = ArrayField(code_field(32), default=list)
    card_number = code_field(32, blank=True, default="")
    card_from = models.DateField(null=True)
    card_to = models.DateField(null=True)
    legal_qualification = models.BooleanField(default=False)
    language = code_field(8, default="zh-hans")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[Any] = AccountManager()

    def __str__(self) -> str:
        return self.name_zh

    def has_role(self, *roles: str) -> bool:
        """Whether the account holds at least one of the roles."""
        return any(role in self.roles for role in roles)

    def holds_card_on(self, day: datetime.date) -> bool:
        """Whether the enforcement card is valid on `day`."""
        if not self.card_number or self.card_from is None or self.card_to is None:
            return False
        return self.card_from <= day <= self.card_to
