"""Checkpoints of one log, or its rows, in; two histories, gaps, doubles and changed rows out, each named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mingjian.errors import EvidenceError
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.frontier import Frontier
from mingjian.ledger.note import read_note
from mingjian.ledger.proofs import check_consistency
from mingjian.ledger.trust import Trust
from mingjian.ledger.verify import verify
from mingjian.reasons import Reason


def compare(old: Checkpoint, new: Checkpoint, proof: Sequence[bytes] = ()) -> Reason | None:
    """Say why `new` cannot be the same log as `old`, grown or equal; None if `proof` shows that it is.

    The checkpoints' signatures are the caller's to check: only signed ones are evidence.
    """
    if old.origin != new.origin:
        return Reason("other_log", {"name": new.origin, "other": old.origin})
    sizes: dict[str, str | int | float] = {"name": new.origin, "old": old.size, "new": new.size}
    if new.size < old.size:
        return Reason("shrunk", sizes)
    if new.size == old.size and new.root != old.root:
        return Reason("equivocation", {"name": new.origin, "size": new.size})
    if not check_consistency(old.size, new.size, proof, old.root, new.root):
        return Reason("rewritten", sizes)
    return None


def find_equivocations(checkpoints: Iterable[str], trust: Trust) -> list[tuple[str, str]]:
    """Find pairs of signed checkpoints that convict a log: one origin, one size, two roots, both with its trusted key.

    Checkpoints that are not genuine convict nobody and are passed over.
    """
    first: dict[tuple[str, int], tuple[bytes, str]] = {}
    pairs = []
    for written in checkpoints:
        head = _genuine(written, trust)
        if head is None:
            continue
        root, earlier = first.setdefault((head.origin, head.size), (head.root, written))
        if root != head.root:
            pairs.append((earlier, written))
    return pairs


def find_gaps(indexes: Iterable[int], size: int) -> Iterator[Reason]:
    """Name the stretches missing from ascending indexes of a log of `size` entries, and indexes that come twice."""
    expected = 0
    for index in indexes:
        yield from _place(index, expected)
        expected = max(expected, index + 1)
    if expected < size:
        yield Reason("gap", {"first": expected, "last": size - 1})


def check_leaves(leaves: Iterable[tuple[int, bytes, bytes]], size: int, root: bytes) -> Iterator[Reason]:
    """Hold the rows of a log against its head: `leaves` are (index, digest kept, digest computed anew) in index order.

    Names each row that differs, gaps and doubles, and whether the rows give the signed root. Constant memory.
    """
    kept, expected = Frontier(), 0
    for index, digest, again in leaves:
        yield from _place(index, expected)
        expected = max(expected, index + 1)
        kept.append(digest)
        if digest != again:
            yield Reason("leaf_differs", {"index": index})
    if kept.size != size:
        yield Reason("size_differs", {"found": kept.size, "size": size})
    elif kept.root() != root:
        yield Reason("root_differs", {"size": size})


def _place(index: int, expected: int) -> Iterator[Reason]:
    if index < expected:
        yield Reason("doubled", {"index": index})
    elif index > expected:
        yield Reason("gap", {"first": expected, "last": index - 1})


def _genuine(written: str, trust: Trust) -> Checkpoint | None:
    if verify(None, written, trust).verdict != "genuine":
        return None
    try:
        return read_checkpoint(read_note(written).text)
    except EvidenceError:
        return None
