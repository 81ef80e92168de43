"""What several operations of the API share: pages with cursors, answers with an ETag, texts without NUL."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import uuid
from typing import Any

from django.http import HttpResponse

from mingjian.errors import BadInput

STALE = ("The cursor is not one of ours; begin anew.", "游标无效，请从头读取。")


def page_of(rows: Any, after: str, limit: int) -> tuple[list[Any], str]:
    """Up to `limit` rows by id behind the one a cursor names, and the cursor of the rows after them; empty for none.

    Raises: BadInput, for a cursor that is none of ours.
    """
    rows = rows.order_by("id")
    if after:
        rows = rows.filter(id__gt=_place(after))
    found = list(rows[: limit + 1])
    more = len(found) > limit
    return found[:limit], base64.urlsafe_b64encode(found[limit - 1].pk.bytes).decode().rstrip("=") if more else ""


def _place(cursor: str) -> uuid.UUID:
    try:
        return uuid.UUID(bytes=base64.urlsafe_b64decode(cursor.encode() + b"=="))
    except (ValueError, binascii.Error) as error:
        raise BadInput(*STALE) from error


def with_tag(whole: dict[str, Any], if_none_match: str) -> HttpResponse:
    """An answer with an ETag of its content; 304 if the caller has just this already."""
    body = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
    known = {part.strip().removeprefix("W/") for part in if_none_match.split(",")}
    same = tag in known or "*" in known
    answer = HttpResponse(status=304) if same else HttpResponse(body, content_type="application/json")
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def refuse_nul(*texts: str) -> None:
    """Refuse texts with a character that the database cannot hold. Raises: BadInput."""
    if any("\0" in text for text in texts):
        raise BadInput("A text holds a NUL character.", "文本含有空字符。")
