"""Sealed rows in, a published log (tiles and newest checkpoint in a store) and proofs of single entries out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.frontier import Frontier
from mingjian.ledger.hashing import leaf_hash
from mingjian.ledger.note import read_note
from mingjian.ledger.proof_file import Opening, Proof, write_proof
from mingjian.ledger.stores import TileStore
from mingjian.ledger.tree import TileTree, extend_tiles

CHECKPOINT_NAME = "checkpoint"


class LogStore(TileStore, Protocol):
    """A store whose checkpoint may be replaced by a newer one."""

    def replace(self, name: str, content: bytes) -> None:
        """Put new bytes under a name that is meant to change."""


Leaves = Callable[[int, int], Iterable[bytes]]
"""Reader of the sealed rows: the leaf digests from the first index to the last (not counted), in order."""


def publish(store: LogStore, checkpoint: str, leaves: Leaves) -> int:
    """Bring a store up to a signed checkpoint and give the number of entries that were added.

    Call it after the rows and their seal are committed; it takes up where a killed process left off, and calling it
    again changes nothing. `leaves` is asked twice, so that nothing is written before the rows are known to give the
    signed root. Raises: EvidenceError, if they do not, or the store is ahead of the checkpoint or damaged.
    """
    head = read_checkpoint(read_note(checkpoint).text)
    before = published(store)
    old = before.size if before else 0
    if before and before.origin != head.origin:
        raise _differs(f"holds the log of {before.origin}", f"存放的是 {before.origin} 的日志", head)
    if head.size < old:
        raise _differs(f"has {old} entries already", f"已有 {old} 条", head)
    frontier = _frontier(store, old)
    frontier.extend(leaves(old, head.size))
    if (frontier.size, frontier.root()) != (head.size, head.root):
        raise _differs("or the sealed rows do not give that root", "与已封存的记录得出的根不符", head)
    extend_tiles(store, old, leaves(old, head.size))
    store.replace(CHECKPOINT_NAME, checkpoint.encode())
    return head.size - old


def published(store: TileStore) -> Checkpoint | None:
    """Give the head of the log in a store; None if nothing was published yet. Its signatures are not checked.

    Raises: EvidenceError, if it is damaged.
    """
    written = store.read(CHECKPOINT_NAME)
    return None if written is None else read_checkpoint(read_note(written).text)


def prove_entry(store: TileStore, index: int, entry: bytes, openings: Mapping[str, Opening] | None = None) -> str:
    """Give the `.tlog-proof` text of an entry against the newest checkpoint of a store.

    Raises: BadInput, if the entry is not published yet; EvidenceError, if it is not the one that was sealed there, or
    the store is damaged.
    """
    head = published(store)
    if head is None or not 0 <= index < head.size:
        raise BadInput(
            f"Entry {index} is not in a published head of the log yet; try again in a minute.",
            f"第 {index} 条尚未进入已公布的日志，请稍后再试。",
        )
    tree = TileTree(store, head.size)
    if tree.leaf(index) != leaf_hash(entry):
        raise EvidenceError(f"Entry {index} is not the one that was sealed.", f"第 {index} 条与封存时不一致。")
    proof = Proof(index, tuple(tree.prove_inclusion(index, head.root)), entry, openings or {})
    return write_proof(proof, (store.read(CHECKPOINT_NAME) or b"").decode())


def _frontier(store: TileStore, size: int) -> Frontier:
    tree, nodes, first = TileTree(store, size), [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            nodes.append(tree.hash_at(level, first >> level))
            first += 1 << level
    return Frontier(size, nodes)


def _differs(en: str, zh: str, head: Checkpoint) -> EvidenceError:
    return EvidenceError(
        f"The published log cannot go on to {head.size} entries of {head.origin}: the store {en}.",
        f"已公布的日志无法延续到 {head.origin} 的 {head.size} 条：{zh}。",
    )
