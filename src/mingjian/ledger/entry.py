"""An event in, the bytes that are sealed out: one JSON text for one meaning, digests where content may be destroyed.

Keys in code point order, no spaces, UTF-8, numbers in one form only: the same event gives the same bytes on every
machine, and also after a database has stored its content as jsonb and given it back.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from mingjian.errors import BadInput

SALT_SIZE = 32
"""Bytes of a salt: one length only, so that no two salts can open the same digest."""

_MARK = "$hmac-sha256"


@dataclass(frozen=True, slots=True)
class Concealed:
    """Content of which the log keeps only a salted digest (32 bytes); without content and salt it says nothing."""

    digest: bytes


def new_salt() -> bytes:
    """Draw a salt. It is kept beside the content and destroyed with it."""
    return secrets.token_bytes(SALT_SIZE)


def conceal(content: object, salt: bytes) -> Concealed:
    """Bind the log to `content` without telling it: HMAC-SHA-256 over its canonical bytes (or the bytes given).

    Once content and salt are destroyed nobody can tell from the digest what it was, not even by guessing.
    Raises: BadInput, if the content has no canonical form; ValueError, if the salt is not `SALT_SIZE` bytes.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, this one has {len(salt)}")
    kind, raw = (b"bytes\x00", content) if isinstance(content, bytes) else (b"json\x00", canonical(content))
    return Concealed(hmac.new(salt, kind + raw, hashlib.sha256).digest())


def opens(concealed: Concealed, content: object, salt: bytes) -> bool:
    """Say whether `content` with `salt` is what the log was bound to."""
    return len(salt) == SALT_SIZE and hmac.compare_digest(conceal(content, salt).digest, concealed.digest)


def entry_bytes(event: Mapping[str, object]) -> bytes:
    """Give the bytes of an event that `leaf_hash` takes; `Concealed` values stand in it as their digests.

    Values: text, whole and finite numbers, booleans, None, aware datetimes (written in UTC), dates, UUIDs, `Concealed`,
    lists and mappings of these. Raises: BadInput, if a value has no canonical form; it names the place.
    """
    return canonical(event)


def canonical(value: object) -> bytes:
    """Give the one JSON text of a value as UTF-8.

    A number with a whole value is written as a whole number (1.0 and 1 mean the same after jsonb), another float in
    its shortest form; a key that begins with a dollar sign gets another one before it.
    Raises: BadInput, if a value has no canonical form; it names the place.
    """
    return json.dumps(
        _plain(value, "$"), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8")


def restored(value: Any) -> Any:
    """Give the value whose canonical text was parsed to `value`: dollar signs taken off, digests as `Concealed`.

    So that `canonical(restored(json.loads(text)))` is the text again, if it was canonical.
    """
    if isinstance(value, list):
        return [restored(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    if (digest := _marked(value)) is not None:
        return digest
    return {key[1:] if key.startswith("$$") else key: restored(inner) for key, inner in value.items()}


def concealed_in(entry: Mapping[str, Any]) -> dict[str, Concealed]:
    """Find the fields of a read entry (parsed JSON) that hold digests instead of content."""
    found = {name: _marked(value) for name, value in entry.items() if isinstance(value, dict)}
    return {name: digest for name, digest in found.items() if digest is not None}


def _marked(value: Mapping[str, Any]) -> Concealed | None:
    """Read the form in which a digest stands in canonical JSON; None if it is anything else."""
    written = value.get(_MARK)
    if len(value) != 1 or not isinstance(written, str):
        return None
    try:
        digest = Concealed(bytes.fromhex(written))
    except ValueError:
        return None
    return digest if digest.digest.hex() == written else None  # capitals would be a second way to write it


def _plain(value: object, where: str) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, float):
        return _number(value, where)
    if isinstance(value, Mapping):
        return {_key(key, where): _plain(inner, f"{where}.{key}") for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, f"{where}[{place}]") for place, inner in enumerate(value)]
    return _other(value, where)


def _other(value: object, where: str) -> Any:
    if isinstance(value, Concealed):
        return {_MARK: value.digest.hex()}
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise _unfit(where, "a time without its zone", "没有时区的时间")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise _unfit(where, f"a {type(value).__name__}", f"{type(value).__name__} 类型的值")


def _number(value: float, where: str) -> int | float:
    if not math.isfinite(value):
        raise _unfit(where, f"the number {value}", f"数值 {value}")
    return int(value) if value.is_integer() else value


def _text(value: str, where: str) -> str:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise _unfit(where, "half of a character (a lone surrogate)", "不完整的字符（孤立代理项）") from None
    return value


def _key(key: object, where: str) -> str:
    if not isinstance(key, str):
        raise _unfit(where, f"the key {key!r}, which is not text", f"非文本的键 {key!r}")
    text = _text(key, where)
    return f"${text}" if text.startswith("$") else text  # so that no content can pass itself off as a digest


def _unfit(where: str, en: str, zh: str) -> BadInput:
    return BadInput(
        f"An entry of the log cannot hold {en} (at {where}); give text, numbers, times with a zone, lists or objects.",
        f"日志条目不能包含{zh}（位置 {where}），请改为文本、数字、带时区的时间、列表或对象。",
    )
