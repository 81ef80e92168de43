"""Sealing and proving: our log beside a chain of digests, the usual way to make a table tamper-evident, in one run.

`python -m benchmarks.ledger [LEAVES]` prints one JSON object; figures are CPU seconds of this process unless they say
otherwise.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from benchmarks.ledger_writers import cost_to_writers

from mingjian.ledger import (
    FolderStore,
    Frontier,
    MemoryStore,
    TileTree,
    check_inclusion,
    entry_bytes,
    extend_tiles,
    leaf_hash,
    make_keys,
    verify,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)
BATCH = 20_000
"""Leaves of one seal: a busy second."""


def run(argv: list[str]) -> dict[str, float]:
    """Measure proofs out of a log of LEAVES entries on disk and the sealing of SEALED events (10,000,000 200,000).

    What sealing costs the writers of a database is measured too, unless numbers are given.
    """
    leaves = int(argv[0]) if argv else 10_000_000
    sealed = int(argv[1]) if len(argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        answer = _sealing(FolderStore(Path(folder, "sealed")), sealed)
        answer |= _proving(FolderStore(Path(folder, "large")), leaves)
    return answer | _chain(sealed, leaves) | ({} if argv else cost_to_writers())


def _event(number: int) -> dict[str, object]:
    return {
        "id": UUID(int=number),
        "at": AT,
        "actor": None,
        "unit": UUID(int=7),
        "verb": "visit_recorded",
        "kind": "visit",
        "object": UUID(int=number * 3),
        "content": {"capture": f"{number:064x}", "finding": None, "views": ["plain", "search", "phone"]},
    }


def _sealing(store: FolderStore, count: int) -> dict[str, float]:
    """All of it: canonical bytes, digests, frontier, tiles on disk (fsync), and one signed checkpoint a batch."""
    keys = make_keys("bench.example/ledger", at=AT)
    events = [_event(number) for number in range(count)]
    frontier = Frontier()
    wall, cpu = time.perf_counter(), time.process_time()
    for first in range(0, count, BATCH):
        digests = [leaf_hash(entry_bytes(event)) for event in events[first : first + BATCH]]
        size = frontier.size
        frontier.extend(digests)
        extend_tiles(store, size, digests)
        store.replace("checkpoint", str(keys.sign_checkpoint(frontier.size, frontier.root(), at=AT)).encode())
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    signing = _median(lambda: keys.sign_checkpoint(frontier.size, frontier.root(), at=AT), 20)
    note = str(keys.sign_checkpoint(frontier.size, frontier.root(), at=AT))
    checking = _median(lambda: verify(None, note, keys.public), 20)
    return {
        "sealed_per_second_cpu": round(count / cpu),
        "sealed_per_second_wall": round(count / wall),
        "sign_checkpoint_ms": _ms(signing),
        "verify_checkpoint_ms": _ms(checking),
    }


def _proving(store: FolderStore, count: int) -> dict[str, float]:
    """One proof at a time, each with a reader that has read nothing yet; the operating system may have the files."""
    cpu = time.process_time()
    with_frontier = _grow(store, count)
    building = time.process_time() - cpu
    top, draw = with_frontier.root(), random.Random(7)
    times = []
    for index in (draw.randrange(count) for _ in range(300)):
        start = time.perf_counter()
        tree = TileTree(store, count)
        proof = tree.prove_inclusion(index, top)
        times.append(time.perf_counter() - start)
        assert check_inclusion(tree.leaf(index), index, count, proof, top)
    times.sort()
    old = Frontier()
    old.extend(_leaves(count // 3))
    consistency = _median(lambda: TileTree(store, count).prove_consistency(old.size, old.root(), top), 20)
    return {
        "leaves": count,
        "tiles_per_second_cpu_leaves": round(count / building),
        "proof_ms_median": _ms(times[len(times) // 2]),
        "proof_ms_p99": _ms(times[len(times) * 99 // 100]),
        "consistency_ms": _ms(consistency),
    }


def _leaves(count: int) -> Iterator[bytes]:
    return (hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(count))


def _grow(store: FolderStore, count: int) -> Frontier:
    """Tiles are written without waiting for the disk: here only their reading is measured."""
    frontier, size, batch = Frontier(), 0, []
    for leaf in _leaves(count):
        batch.append(leaf)
        if len(batch) == 1 << 18:
            size = _put(store, size, batch, frontier)
            batch = []
    _put(store, size, batch, frontier)
    return frontier


def _put(store: FolderStore, size: int, batch: list[bytes], frontier: Frontier) -> int:
    memory = _Beside(store)
    frontier.extend(batch)
    size = extend_tiles(memory, size, batch)
    for name, content in memory.files.items():
        path = store.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return size


class _Beside(MemoryStore):
    """Keeps what is written in memory and reads the rest from a folder."""

    def __init__(self, store: FolderStore) -> None:
        super().__init__()
        self._store = store

    def read(self, name: str) -> bytes | None:
        return self.files.get(name) or self._store.read(name)


def _chain(sealed: int, leaves: int) -> dict[str, float]:
    """Measure the peer: each row holds the digest of itself and of the row before; a proof hashes all that follow."""
    events = [_event(number) for number in range(sealed)]
    cpu, head = time.process_time(), b""
    for event in events:
        head = hashlib.sha256(head + entry_bytes(event)).digest()
    sealing = time.process_time() - cpu
    rows = list(_leaves(min(leaves, 1_000_000)))  # walking is linear: a million rows stand for all
    cpu = time.process_time()
    for row in rows:
        head = hashlib.sha256(head + row).digest()
    walking = (time.process_time() - cpu) * leaves / len(rows)
    return {"chain_sealed_per_second_cpu": round(sealed / sealing), "chain_proof_ms": _ms(walking / 2)}


def _median(measured: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        measured()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[times // 2]


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1:]), indent=1))
