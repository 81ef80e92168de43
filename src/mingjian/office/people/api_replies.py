"""Replies kept under the caller's key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mingjian.records.models import ApiReply, ExecutorToken


def begin_reply(token: ExecutorToken, key: str, request: str, *, at: datetime) -> ApiReply:
    """Take a key; a second taker waits until the first has ended, and then fails.

    Raises: django.db.IntegrityError, if the key was used.
    """
    return ApiReply.objects.create(token=token, key=key, request=request, at=at)


def keep_reply(reply: ApiReply, status: int, body: Mapping[str, Any]) -> None:
    """Keep what was answered, in the transaction of the act."""
    reply.status, reply.body = status, dict(body)
    reply.save(update_fields=["status", "body"])


def reply_of(token: ExecutorToken, key: str) -> ApiReply | None:
    """What was answered to a key, if it was used."""
    return ApiReply.objects.filter(token=token, key=key).first()
