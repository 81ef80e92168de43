"""Node digests in, proofs out, and the other way round: inclusion and consistency proofs of RFC 6962 and RFC 9162."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mingjian.ledger.hashing import EMPTY_ROOT, fold, node_hash

HashAt = Callable[[int, int], bytes]
"""Reader of the tree: `hash_at(level, index)` is the digest over the leaves from `index << level` to
`(index + 1) << level` (level 0 are the leaf digests). It is only asked for nodes whose leaves are all there."""


def subtree_root(first: int, last: int, hash_at: HashAt) -> bytes:
    """Give the root over the leaves `first` to `last` (not counted), as they are split in RFC 6962.

    `first` must be a multiple of the largest power of two not above the number of leaves.
    """
    perfect = []
    while first < last:
        level = (last - first).bit_length() - 1
        perfect.append(hash_at(level, first >> level))
        first += 1 << level
    return fold(perfect)


def inclusion_proof(index: int, size: int, hash_at: HashAt) -> list[bytes]:
    """Prove that leaf `index` (from 0) stands in the tree of `size` leaves: siblings, from the leaf upwards.

    Raises: ValueError, if there is no such leaf.
    Source: RFC 6962 §2.1.1
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} leaves has no leaf {index}")
    path, first, last = [], 0, size
    while last - first > 1:
        middle = first + _split(last - first)
        if index < middle:
            path.append(subtree_root(middle, last, hash_at))
            last = middle
        else:
            path.append(subtree_root(first, middle, hash_at))
            first = middle
    return path[::-1]


def consistency_proof(old: int, new: int, hash_at: HashAt) -> list[bytes]:
    """Prove that the tree of `old` leaves is the beginning of the tree of `new` leaves.

    Empty when the sizes are equal or `old` is 0. Raises: ValueError, if `old` is not between 0 and `new`.
    Source: RFC 6962 §2.1.2
    """
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {old} leaves is not the beginning of one of {new}")
    if old == 0:
        return []
    path, first, last, whole = [], 0, new, True
    while last != old:
        middle = first + _split(last - first)
        if old <= middle:
            path.append(subtree_root(middle, last, hash_at))
            last = middle
        else:
            path.append(subtree_root(first, middle, hash_at))
            first, whole = middle, False
    if not whole:  # the verifier knows the old root itself, but not this part of it
        path.append(subtree_root(first, last, hash_at))
    return path[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether `proof` shows the leaf digest `leaf` at `index` in the tree of `size` leaves with this root.

    Source: RFC 9162 §2.1.3.2
    """
    if not 0 <= index < size:
        return False
    joined, place, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            joined = node_hash(sibling, joined)
            place, last = _next_left_join(place, last)
        else:
            joined = node_hash(joined, sibling)
        place >>= 1
        last >>= 1
    return last == 0 and joined == root


def check_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Say whether `proof` shows that the tree of `new` leaves begins with the tree of `old` leaves.

    Source: RFC 9162 §2.1.4.2
    """
    if not 0 <= old <= new:
        return False
    if old in (0, new):
        expected = new_root if old == new else EMPTY_ROOT
        return not proof and old_root == expected
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old_joined = new_joined = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old_joined, new_joined = node_hash(sibling, old_joined), node_hash(sibling, new_joined)
            place, last = _next_left_join(place, last)
        else:
            new_joined = node_hash(new_joined, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and old_joined == old_root and new_joined == new_root


def _next_left_join(place: int, last: int) -> tuple[int, int]:
    """Climb over the levels where the right edge has no sibling, so that the next halving leaves them behind."""
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _split(count: int) -> int:
    """Largest power of two below `count` (which is at least 2)."""
    return 1 << ((count - 1).bit_length() - 1)
