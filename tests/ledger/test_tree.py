"""The Merkle tree: the engine against RFC 6962 written out naively, and against the vectors published with it."""

from __future__ import annotations

from binascii import unhexlify
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.errors import EvidenceError
from mingjian.ledger import (
    EMPTY_ROOT,
    Frontier,
    check_consistency,
    check_inclusion,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root,
)
from tests.ledger import naive

CONTENTS = [
    unhexlify(h)
    for h in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
ROOTS = {  # of the first n of these contents, as the Certificate Transparency code bases publish them
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    5: "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def reader(leaves: Sequence[bytes]):
    """A reader of the tree that computes every node from the leaves."""

    def hash_at(level: int, index: int) -> bytes:
        inside = leaves[index << level : (index + 1) << level]
        assert len(inside) == 1 << level, "asked for a node that is not full"
        return root(inside)

    return hash_at


contents_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def test_an_empty_log_has_the_digest_of_nothing_as_its_root():
    assert root([]) == EMPTY_ROOT == naive.sha(b"")
    assert Frontier().root() == EMPTY_ROOT


@pytest.mark.parametrize("size", ROOTS)
def test_published_roots(size):
    assert root(map(leaf_hash, CONTENTS[:size])).hex() == ROOTS[size]


def test_a_leaf_cannot_pass_for_an_inner_node():
    left, right = leaf_hash(b"a"), leaf_hash(b"b")
    assert leaf_hash(left + right) != node_hash(left, right)


@given(contents_lists)
def test_root_and_frontier_equal_the_naive_tree(contents):
    leaves = [leaf_hash(content) for content in contents]
    frontier = Frontier()
    for number, leaf in enumerate(leaves):
        assert frontier.append(leaf) == number
    assert root(leaves) == frontier.root() == naive.mth(contents)


@given(contents_lists, st.data())
def test_a_frontier_goes_on_from_its_written_form(contents, data):
    leaves = [leaf_hash(content) for content in contents]
    cut = data.draw(st.integers(0, len(leaves)))
    first = Frontier()
    first.extend(leaves[:cut])
    again = Frontier.from_bytes(first.to_bytes())
    again.extend(leaves[cut:])
    assert again.root() == root(leaves)
    assert first.size == cut


@pytest.mark.parametrize("written", [b"", b"\0" * 7, (1).to_bytes(8, "big"), (2).to_bytes(8, "big") + b"x" * 31])
def test_a_damaged_frontier_is_refused(written):
    with pytest.raises(EvidenceError):
        Frontier.from_bytes(written)


def test_a_digest_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier().append(b"short")


@pytest.mark.parametrize("size", [*range(1, 20), 31, 32, 33])
def test_every_inclusion_proof_is_the_one_of_the_rfc(size):
    contents = [bytes([n]) for n in range(size)]
    leaves = [leaf_hash(content) for content in contents]
    for index in range(size):
        proof = inclusion_proof(index, size, reader(leaves))
        assert proof == naive.path(index, contents)
        assert check_inclusion(leaves[index], index, size, proof, root(leaves))


@pytest.mark.parametrize("new", [*range(1, 20), 32, 33])
def test_every_consistency_proof_is_the_one_of_the_rfc(new):
    contents = [bytes([n]) for n in range(new)]
    leaves = [leaf_hash(content) for content in contents]
    for old in range(1, new + 1):
        proof = consistency_proof(old, new, reader(leaves))
        assert proof == naive.proof(old, contents)
        assert check_consistency(old, new, proof, root(leaves[:old]), root(leaves))


def test_every_log_goes_on_from_the_empty_one():
    assert check_consistency(0, 3, [], EMPTY_ROOT, leaf_hash(b""))
    assert not check_consistency(0, 3, [leaf_hash(b"")], EMPTY_ROOT, leaf_hash(b""))
    assert not check_consistency(0, 3, [], leaf_hash(b"x"), leaf_hash(b""))


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_no_proof_of_a_leaf_that_is_not_there(index, size):
    with pytest.raises(ValueError, match="no leaf"):
        inclusion_proof(index, size, reader([leaf_hash(b"")] * 3))
    assert not check_inclusion(leaf_hash(b""), index, size, [], leaf_hash(b""))


def test_no_consistency_backwards():
    with pytest.raises(ValueError, match="not the beginning"):
        consistency_proof(4, 3, reader([]))
    assert not check_consistency(4, 3, [], EMPTY_ROOT, EMPTY_ROOT)


def flipped(digests: Sequence[bytes], which: int, bit: int) -> list[bytes]:
    changed = bytearray(digests[which])
    changed[bit // 8] ^= 1 << bit % 8
    return [*digests[:which], bytes(changed), *digests[which + 1 :]]


@settings(max_examples=200)
@given(st.integers(2, 80), st.data())
def test_any_flipped_bit_of_an_inclusion_proof_is_found(size, data):
    leaves = [leaf_hash(bytes([n])) for n in range(size)]
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, reader(leaves))
    which, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    top = root(leaves)
    assert not check_inclusion(leaves[index], index, size, flipped(proof, which, bit), top)
    assert not check_inclusion(flipped(leaves, index, bit)[index], index, size, proof, top)
    assert not check_inclusion(leaves[index], index, size, proof, flipped([top], 0, bit)[0])
    assert not check_inclusion(leaves[index], index, size, proof[:-1], top)
    assert not check_inclusion(leaves[index], index, size, [*proof, top], top)
    other = data.draw(st.integers(0, size - 1).filter(lambda place: place != index))
    assert not check_inclusion(leaves[index], other, size, proof, top)


@settings(max_examples=200)
@given(st.integers(2, 80), st.data())
def test_any_flipped_bit_of_a_consistency_proof_is_found(new, data):
    leaves = [leaf_hash(bytes([n])) for n in range(new)]
    old = data.draw(st.integers(1, new - 1))
    proof = consistency_proof(old, new, reader(leaves))
    which, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    roots = root(leaves[:old]), root(leaves)
    assert not check_consistency(old, new, flipped(proof, which, bit), *roots)
    assert not check_consistency(old, new, proof, flipped(roots, 0, bit)[0], roots[1])
    assert not check_consistency(old, new, proof, roots[0], flipped(roots, 1, bit)[1])
    assert not check_consistency(old, new, proof[:-1], *roots)
    assert not check_consistency(old, new, [*proof, roots[0]], *roots)


@given(st.integers(3, 60), st.data())
def test_a_history_that_was_rewritten_has_no_proof(new, data):
    """Whoever changes an old leaf cannot prove the new tree from the old root with the honest proof of his tree."""
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    before = [leaf_hash(bytes([n])) for n in range(new)]
    after = flipped(before, changed, 0)
    proof = consistency_proof(old, new, reader(after))
    assert not check_consistency(old, new, proof, root(before[:old]), root(after))


def test_a_path_that_ends_below_the_top_proves_nothing():
    """Otherwise the root of a small log would do for a larger one with the same root."""
    leaf = leaf_hash(b"")
    assert check_inclusion(leaf, 0, 1, [], leaf)
    assert not check_inclusion(leaf, 0, 2, [], leaf)
