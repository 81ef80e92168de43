"""Content under its own key: a bundle in, a sealed file out that is worth nothing once its key is destroyed.

The file is AES-256-GCM in segments, each bound to its place, so that cutting, swapping and appending are found. The
log keeps `salted_digest`, which tells nothing about the content to who has not the salt.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import struct
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mingjian.errors import EvidenceError

MAGIC = b"MJSEAL1\n"
SEGMENT = 1 << 16  # bytes of content in one segment
_TAG = 16
_PREFIX = 7


def new_key() -> bytes:
    """Give a fresh key of 32 bytes; one for each bundle, kept where it can be destroyed alone."""
    return AESGCM.generate_key(256)


def new_salt() -> bytes:
    """Give a fresh salt of 32 bytes; destroyed together with the key."""
    return os.urandom(32)


def salted_digest(digest: str, salt: bytes) -> str:
    """Give the digest for the log (hex): HMAC-SHA-256 of the bundle's SHA-256 under the salt."""
    return hmac.new(salt, bytes.fromhex(digest), hashlib.sha256).hexdigest()


def seal(content: bytes, key: bytes) -> bytes:
    """Encrypt a bundle under its key."""
    prefix = os.urandom(_PREFIX)
    box = AESGCM(key)
    pieces = [content[at : at + SEGMENT] for at in range(0, len(content), SEGMENT)] or [b""]
    last = len(pieces) - 1
    sealed = [box.encrypt(_nonce(prefix, n, n == last), piece, MAGIC) for n, piece in enumerate(pieces)]
    return MAGIC + prefix + b"".join(sealed)


def unseal(sealed: bytes, key: bytes) -> bytes:
    """Decrypt a sealed bundle.

    Raises: EvidenceError, if it was altered, cut, or is sealed under another key.
    """
    if not sealed.startswith(MAGIC) or len(sealed) < len(MAGIC) + _PREFIX + _TAG:
        raise EvidenceError("not a sealed bundle", "不是加密存储的证据包")
    prefix, start = sealed[len(MAGIC) :][:_PREFIX], len(MAGIC) + _PREFIX
    places = range(start, len(sealed), SEGMENT + _TAG)
    box = AESGCM(key)
    out = []
    for number, place in enumerate(places):
        piece = sealed[place : place + SEGMENT + _TAG]
        try:
            out.append(box.decrypt(_nonce(prefix, number, number == len(places) - 1), piece, MAGIC))
        except InvalidTag:
            raise _altered(number) from None
    return b"".join(out)


def seal_stream(source: BinaryIO, target: BinaryIO, key: bytes) -> None:
    """Encrypt a stream under its key, a segment at a time; `unseal` and `unseal_stream` read it."""
    prefix, box = os.urandom(_PREFIX), AESGCM(key)
    target.write(MAGIC + prefix)
    number, piece = 0, source.read(SEGMENT)
    while True:
        following = source.read(SEGMENT)
        target.write(box.encrypt(_nonce(prefix, number, not following), piece, MAGIC))
        if not following:
            return
        number, piece = number + 1, following


def unseal_stream(source: BinaryIO, target: BinaryIO, key: bytes) -> None:
    """Decrypt a stream, a segment at a time. What was written before a fault is found must not be used.

    Raises: EvidenceError, if it was altered, cut, or is sealed under another key.
    """
    head = source.read(len(MAGIC) + _PREFIX)
    if not head.startswith(MAGIC) or len(head) < len(MAGIC) + _PREFIX:
        raise EvidenceError("not a sealed bundle", "不是加密存储的证据包")
    prefix, box = head[len(MAGIC) :], AESGCM(key)
    number, piece = 0, source.read(SEGMENT + _TAG)
    while True:
        following = source.read(SEGMENT + _TAG)
        try:
            target.write(box.decrypt(_nonce(prefix, number, not following), piece, MAGIC))
        except InvalidTag:
            raise _altered(number) from None
        if not following:
            return
        number, piece = number + 1, following


def _altered(number: int) -> EvidenceError:
    return EvidenceError(
        f"the sealed bundle was altered in segment {number + 1}, or this is not its key",
        f"加密证据包第 {number + 1} 段被改动，或密钥不符",
    )


def _nonce(prefix: bytes, number: int, last: bool) -> bytes:
    return prefix + struct.pack(">I?", number, last)
