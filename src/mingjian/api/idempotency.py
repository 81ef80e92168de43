"""A POST sent twice under one `Idempotency-Key` is done once and answered the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction

from mingjian.errors import BadInput
from mingjian.office.people.api_replies import begin_reply, keep_reply, reply_of
from mingjian.records import clock
from mingjian.records.models import ExecutorToken

_KEY = re.compile(r"[!-~]{8,200}")


class Again(Exception):
    """The key was used before. `status` 0: that call still runs; `other`: it asked for something else."""

    def __init__(self, status: int, body: dict[str, Any], *, other: bool) -> None:
        super().__init__("again")
        self.status, self.body, self.other = status, body, other


def once(token: ExecutorToken, key: str, path: str, body: bytes, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Do `act` once for a key, together with keeping its reply: one transaction.

    Raises: BadInput, for a key that is none; Again, if the key was used; whatever `act` raises, and then the key is free.
    """
    if not _KEY.fullmatch(key):
        raise BadInput(
            "Send an Idempotency-Key of 8 to 200 visible ASCII characters.",
            "请提供 8 至 200 个可见 ASCII 字符的 Idempotency-Key。",
        )
    asked = hashlib.sha256(path.encode() + b"\0" + body).hexdigest()
    try:
        with transaction.atomic():
            reply = begin_reply(token, key, asked, at=clock.now())
            made = act()
            keep_reply(reply, 200, made)
            return made
    except IntegrityError as error:
        before = reply_of(token, key)
        if before is None:
            raise
        raise Again(before.status, before.body, other=before.request != asked) from error
