"""RFC 6962 as it is written, recursive and slow: what the engine is held against."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def sha(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def mth(contents: Sequence[bytes]) -> bytes:
    """MTH of §2.1, over the contents themselves."""
    n = len(contents)
    if n == 0:
        return sha(b"")
    if n == 1:
        return sha(b"\x00" + contents[0])
    k = split(n)
    return sha(b"\x01" + mth(contents[:k]) + mth(contents[k:]))


def path(m: int, contents: Sequence[bytes]) -> list[bytes]:
    """PATH of §2.1.1."""
    n = len(contents)
    if n == 1:
        return []
    k = split(n)
    if m < k:
        return [*path(m, contents[:k]), mth(contents[k:])]
    return [*path(m - k, contents[k:]), mth(contents[:k])]


def proof(m: int, contents: Sequence[bytes]) -> list[bytes]:
    """PROOF of §2.1.2."""
    return subproof(m, contents, whole=True)


def subproof(m: int, contents: Sequence[bytes], *, whole: bool) -> list[bytes]:
    n = len(contents)
    if m == n:
        return [] if whole else [mth(contents)]
    k = split(n)
    if m <= k:
        return [*subproof(m, contents[:k], whole=whole), mth(contents[k:])]
    return [*subproof(m - k, contents[k:], whole=False), mth(contents[:k])]
