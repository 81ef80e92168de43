"""One bit of a text or of bytes turned over."""

from __future__ import annotations


def flip(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def codes(reasons) -> set[str]:
    return {reason.code for reason in reasons}
