"""One office with a log of 300 entries, its superior office, and a forger who calls himself like the office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mingjian.ledger import (
    MemoryStore,
    OfficeKeys,
    Opening,
    Proof,
    TileTree,
    Trust,
    conceal,
    entry_bytes,
    extend_tiles,
    leaf_hash,
    make_keys,
    write_proof,
)

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
OFFICE, SUPERIOR = "wangxin.example.gov.cn/ledger", "province.example.gov.cn/witness"
SALT = bytes(range(32))
CONTENT = {"举报人": "张三", "电话": "13800000000"}


def entry(number: int) -> bytes:
    """Entry 7 conceals its content, the others have none."""
    content = conceal(CONTENT, SALT) if number == 7 else {"number": number}
    return entry_bytes({"verb": "report_received", "id": number, "content": content})


class Log:
    """A small log with all that belongs to it."""

    def __init__(self, size: int, keys: OfficeKeys) -> None:
        self.keys = keys
        self.entries = [entry(number) for number in range(size)]
        self.leaves = [leaf_hash(content) for content in self.entries]
        self.store = MemoryStore()
        extend_tiles(self.store, 0, self.leaves)
        self.tree = TileTree(self.store, size)
        self.root = self.tree.root()
        self.checkpoint = str(keys.sign_checkpoint(size, self.root, at=NOON))

    def proof(self, index: int, *, opened: bool = False, bare: bool = False) -> Proof:
        hashes = tuple(self.tree.prove_inclusion(index, self.root))
        openings = {"content": Opening(CONTENT, SALT)} if opened else {}
        return Proof(index, hashes, None if bare else self.entries[index], openings)

    def proof_file(self, index: int, **how: bool) -> str:
        return write_proof(self.proof(index, **how), self.checkpoint)


@pytest.fixture(scope="session")
def office() -> OfficeKeys:
    return make_keys(OFFICE, at=NOON)


@pytest.fixture(scope="session")
def superior() -> OfficeKeys:
    return make_keys(SUPERIOR, at=NOON)


@pytest.fixture(scope="session")
def forger() -> OfficeKeys:
    return make_keys(OFFICE, at=NOON)


@pytest.fixture(scope="session")
def log(office: OfficeKeys) -> Log:
    return Log(300, office)


@pytest.fixture(scope="session")
def trust(office: OfficeKeys) -> Trust:
    return Trust.of(office.public)


@pytest.fixture(scope="session")
def trust_both(office: OfficeKeys, superior: OfficeKeys) -> Trust:
    return Trust.of([*office.public, *superior.public])
