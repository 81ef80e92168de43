"""Publishing the sealed rows: whatever is killed in between, the next call goes on, and nothing wrong gets out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger import (
    FolderStore,
    MemoryStore,
    OfficeKeys,
    Opening,
    damaged_tiles,
    leaf_hash,
    prove_entry,
    publish,
    published,
    root,
    verify_proof_file,
)
from tests.ledger.conftest import CONTENT, LATER, NOON, SALT, entry
from tests.ledger.flips import codes

LEAVES = [leaf_hash(entry(number)) for number in range(700)]


def rows(first: int, last: int) -> list[bytes]:
    return LEAVES[first:last]


def head(keys: OfficeKeys, size: int) -> str:
    return str(keys.sign_checkpoint(size, root(LEAVES[:size]), at=NOON))


def test_a_log_is_published_step_by_step(tmp_path, office):
    store = FolderStore(tmp_path)
    assert published(store) is None
    assert publish(store, head(office, 0), rows) == 0
    assert publish(store, head(office, 300), rows) == 300
    assert publish(store, head(office, 300), rows) == 0
    assert publish(store, head(office, 700), rows) == 400
    assert published(store).size == 700
    assert list(damaged_tiles(store, 700, root(LEAVES))) == []


class Killed(BaseException):
    """Stands for a process that ends at this instant."""


class Mortal(MemoryStore):
    """A store whose process is killed after so many writes."""

    def __init__(self, files: dict[str, bytes], left: int) -> None:
        super().__init__()
        self.files, self.left = files, left

    def write(self, name: str, content: bytes) -> None:
        self._live()
        super().write(name, content)

    def replace(self, name: str, content: bytes) -> None:
        self._live()
        super().replace(name, content)

    def _live(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Killed


@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(st.integers(0, 700), min_size=1, max_size=4), deaths=st.lists(st.integers(0, 6), max_size=6))
def test_a_publisher_killed_at_any_write_is_taken_up_by_the_next(office, sizes, deaths):
    files: dict[str, bytes] = {}
    sizes = sorted(sizes)
    for left, size in zip([*deaths, *[99] * len(sizes)], [*[sizes[0]] * len(deaths), *sizes], strict=False):
        before = published(Mortal(files, 0))
        try:
            publish(Mortal(files, left), head(office, size), rows)
        except Killed:
            assert published(Mortal(files, 0)) == before
    store = Mortal(files, 99)
    assert published(store).size == sizes[-1]
    assert list(damaged_tiles(store, sizes[-1], root(LEAVES[: sizes[-1]]))) == []


def test_rows_that_do_not_give_the_signed_root_are_not_published(office):
    store = MemoryStore()
    publish(store, head(office, 300), rows)
    kept = dict(store.files)
    wrong = [*LEAVES[:400], leaf_hash(b"altered"), *LEAVES[401:]]
    for reader in (lambda first, last: wrong[first:last], lambda first, last: LEAVES[first : last - 1]):
        with pytest.raises(EvidenceError, match="do not give that root"):
            publish(store, head(office, 700), reader)
    assert store.files == kept


def test_a_published_log_neither_shrinks_nor_becomes_another_one(office, superior):
    store = MemoryStore()
    publish(store, head(office, 300), rows)
    with pytest.raises(EvidenceError, match="has 300 entries already"):
        publish(store, head(office, 299), rows)
    with pytest.raises(EvidenceError, match="holds the log of wangxin"):
        publish(store, head(superior, 400), rows)
    other = str(office.sign_checkpoint(300, LEAVES[0], at=LATER))
    with pytest.raises(EvidenceError, match="do not give that root"):
        publish(store, other, rows)


def test_an_entry_is_proven_from_the_published_log(office, trust):
    store = MemoryStore()
    publish(store, head(office, 300), rows)
    written = prove_entry(store, 7, entry(7), {"content": Opening(CONTENT, SALT)})
    answer = verify_proof_file(written, trust)
    assert answer.verdict == "genuine"
    assert {"included", "opened"} <= codes(answer.proven)
    with pytest.raises(BadInput, match="not in a published head"):
        prove_entry(store, 300, entry(300))
    with pytest.raises(BadInput, match="not in a published head"):
        prove_entry(MemoryStore(), 0, entry(0))
    with pytest.raises(EvidenceError, match="Entry 6 is not the one"):
        prove_entry(store, 6, entry(7))
