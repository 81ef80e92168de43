"""Bodies that the office works with: executors of orders and receivers of transfers."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field


class Agency(Record):
    """Another body (通信管理局, 公安机关, an app store ...). `confirmed` is false until the office has checked the row.

    `kind` is a code of `law.agencies` or an executor of a measure. `by_api`: it fetches its orders itself. `answer_days`:
    working days it has to answer an order; empty for the setting of its kind.
    """

    code = code_field(32, unique=True)
    kind = code_field(32, blank=True, db_default="")
    name_zh = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    theirs = models.TextField(blank=True)
    confirmed = models.BooleanField(default=False)
    by_api = models.BooleanField(db_default=False)
    answer_days = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return self.name_zh

    @property
    def executor_kind(self) -> str:
        """What kind of body it is: `kind`, else the first part of its code (`app_store.lanchuan`)."""
        return self.kind or self.code.partition(".")[0]
