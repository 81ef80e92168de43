"""A POST sent twice under one `Idempotency-Key` is done once and answered the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse

from mingjian.api.problems import problem
from mingjian.errors import BadInput
from mingjian.office.people.api_replies import begin_reply, keep_reply, reply_of
from mingjian.records import clock
from mingjian.records.models import ExecutorToken

_KEY = re.compile(r"[!-~]{8,200}")


def once(
    token: ExecutorToken, key: str, path: str, body: bytes, act: Callable[[], dict[str, Any]]
) -> dict[str, Any] | HttpResponse:
    """Do `act` once for a key, together with keeping its reply: one transaction.

    A key that was used is answered as before, or refused (422) where it asked for something else.
    Raises: BadInput, for a key that is none; whatever `act` raises, and then the key is free.
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
    except IntegrityError:
        before = reply_of(token, key)
        if before is None:
            raise
    if before.request != asked:
        return problem(422, "This key was used for another request.", "这个键已用于另一请求。")
    kept: dict[str, Any] = before.body
    return kept
