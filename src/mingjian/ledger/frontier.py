"""Leaf digests in, size and root out: the right edge of the tree, all that is needed to go on growing it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from mingjian.errors import EvidenceError
from mingjian.ledger.hashing import EMPTY_ROOT, HASH_SIZE, fold, node_hash

_SIZE_BYTES = 8


class Frontier:
    """A compact range: the number of leaves and the roots of the perfect subtrees that they fill, leftmost first.

    It holds at most one digest for each bit of the size, so a tree of ten million leaves goes on from 300 bytes.
    """

    __slots__ = ("_nodes", "_size")

    def __init__(self, size: int = 0, nodes: Iterable[bytes] = ()) -> None:
        """Take up a tree of `size` leaves. `nodes`: one 32-byte digest for each set bit of the size, highest first.

        Raises: EvidenceError, if the digests do not fit the size.
        """
        self._size = size
        self._nodes = list(nodes)
        fitting = size >= 0 and len(self._nodes) == size.bit_count()
        if not fitting or any(len(node) != HASH_SIZE for node in self._nodes):
            raise EvidenceError(
                f"The frontier of a tree of {size} leaves does not have the digests it must have.",
                f"规模为 {size} 的树，其右边缘的摘要数量或长度不符。",
            )

    @property
    def size(self) -> int:
        """Number of leaves so far."""
        return self._size

    @property
    def nodes(self) -> tuple[bytes, ...]:
        """Roots of the perfect subtrees, leftmost and largest first."""
        return tuple(self._nodes)

    def append(self, leaf: bytes) -> int:
        """Add one leaf digest and give the index it has taken (from 0).

        Raises: ValueError, if the digest is not 32 bytes long.
        """
        self.extend((leaf,))
        return self._size - 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add leaf digests in order.

        Raises: ValueError, if one of them is not 32 bytes long; those before it have been added.
        """
        nodes = self._nodes
        for leaf in leaves:
            if len(leaf) != HASH_SIZE:
                raise ValueError(f"a leaf digest has {HASH_SIZE} bytes, this one has {len(leaf)}")
            carry, size = leaf, self._size
            while size & 1:  # like adding one to a binary number: every trailing one bit merges
                carry = node_hash(nodes.pop(), carry)
                size >>= 1
            nodes.append(carry)
            self._size += 1

    def root(self) -> bytes:
        """Root of the whole tree (32 bytes)."""
        return fold(self._nodes) if self._nodes else EMPTY_ROOT

    def copy(self) -> Frontier:
        """Give a frontier of its own that grows without touching this one."""
        return Frontier(self._size, self._nodes)

    def to_bytes(self) -> bytes:
        """Write it down: 8 bytes of size (big endian), then the digests."""
        return self._size.to_bytes(_SIZE_BYTES, "big") + b"".join(self._nodes)

    @classmethod
    def from_bytes(cls, written: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises: EvidenceError, if the length does not fit the size.
        """
        written = bytes(written)
        body = written[_SIZE_BYTES:]
        if len(written) < _SIZE_BYTES:
            raise EvidenceError("A stored frontier is cut off.", "保存的右边缘数据不完整。")
        nodes = [body[i : i + HASH_SIZE] for i in range(0, len(body), HASH_SIZE)]
        return cls(int.from_bytes(written[:_SIZE_BYTES], "big"), nodes)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Frontier) and (self._size, self._nodes) == (other._size, other._nodes)

    def __hash__(self) -> int:
        return hash((self._size, *self._nodes))

    def __repr__(self) -> str:
        return f"Frontier(size={self._size}, root={self.root().hex()})"
