"""Leaf contents and digests in, node digests and roots out: the hashing of the Merkle tree of RFC 6962."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

HASH_SIZE = 32
"""Bytes of every digest in the log (SHA-256)."""

EMPTY_ROOT = hashlib.sha256(b"").digest()
"""Root of the tree without leaves."""

_sha256 = hashlib.sha256


def leaf_hash(content: bytes) -> bytes:
    """Give the digest of one leaf: SHA-256 over a zero byte and the content (32 bytes).

    Source: RFC 6962 §2.1
    """
    return _sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Give the digest of an inner node over its two children: SHA-256 over a one byte, left, right (32 bytes).

    Source: RFC 6962 §2.1
    """
    return _sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """Give the root of the tree over leaf digests (not contents) in log order; `EMPTY_ROOT` without any.

    Source: RFC 6962 §2.1
    """
    row = list(leaf_hashes)
    if not row:
        return EMPTY_ROOT
    while len(row) > 1:  # a last node without a neighbour rises unchanged: the same tree as the split at powers of two
        paired = [node_hash(row[i], row[i + 1]) for i in range(0, len(row) - 1, 2)]
        row = paired + row[len(paired) * 2 :]
    return row[0]


def fold(perfect: Iterable[bytes]) -> bytes:
    """Join the roots of adjacent perfect subtrees, largest (leftmost) first, into one root.

    Raises: ValueError, without any subtree.
    """
    nodes = list(perfect)
    if not nodes:
        raise ValueError("there is nothing to fold")
    joined = nodes.pop()
    while nodes:
        joined = node_hash(nodes.pop(), joined)
    return joined
