"""Tiles: names and shapes as C2SP tlog-tiles says, proofs from them, and a damaged one found by name."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.errors import EvidenceError
from mingjian.ledger import Frontier, check_consistency, check_inclusion, leaf_hash, root
from mingjian.ledger.stores import FolderStore, MemoryStore
from mingjian.ledger.tile import number_path, tiles_of
from mingjian.ledger.tile_check import damaged_tiles
from mingjian.ledger.tree import TileTree, extend_tiles

LEAVES = [leaf_hash(n.to_bytes(4, "big")) for n in range(65_800)]


@cache
def built(size: int) -> dict[str, bytes]:
    store = MemoryStore()
    extend_tiles(store, 0, LEAVES[:size])
    return store.files


def store_of(size: int) -> MemoryStore:
    store = MemoryStore()
    store.files = dict(built(size))
    return store


@pytest.mark.parametrize(("number", "name"), [(0, "000"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067")])
def test_tile_numbers_are_written_in_groups_of_three(number, name):
    assert number_path(number) == name


@pytest.mark.parametrize(
    ("size", "shapes"),
    [
        (0, {}),
        (1, {0: (0, 1)}),
        (255, {0: (0, 255)}),
        (256, {0: (1, 0), 1: (0, 1)}),
        (257, {0: (1, 1), 1: (0, 1)}),
        (65_535, {0: (255, 255), 1: (0, 255)}),
        (65_536, {0: (256, 0), 1: (1, 0), 2: (0, 1)}),
        (65_537, {0: (256, 1), 1: (1, 0), 2: (0, 1)}),
        (70_000, {0: (273, 112), 1: (1, 17), 2: (0, 1)}),  # the example of the specification
    ],
)
def test_which_tiles_a_tree_has(size, shapes):
    """`shapes`: for each level the number of full tiles and the width of the partial one."""
    found: dict[int, tuple[int, int]] = {}
    for tile in tiles_of(size):
        full, partial = found.get(tile.level, (0, 0))
        found[tile.level] = (full + tile.full, tile.width if not tile.full else partial)
    assert found == shapes


@pytest.mark.parametrize("size", [1, 255, 256, 257, 65_535, 65_536, 65_537])
def test_the_tiles_written_are_exactly_those_of_the_tree(size):
    files = built(size)
    assert {tile.path: tile.size for tile in tiles_of(size)} == {name: len(content) for name, content in files.items()}
    assert TileTree(store_of(size), size).root() == root(LEAVES[:size])


def test_what_stands_in_a_tile():
    files = built(65_537)
    assert files["tile/0/000"] == b"".join(LEAVES[:256])
    assert files["tile/0/256.p/1"] == LEAVES[65_536]
    assert files["tile/1/000"] == b"".join(root(LEAVES[i : i + 256]) for i in range(0, 65_536, 256))
    assert files["tile/2/000.p/1"] == root(LEAVES[:65_536])


@given(st.lists(st.integers(0, 700), min_size=1, max_size=5))
@settings(max_examples=30, deadline=None)
def test_a_tree_grown_in_steps_has_the_tiles_of_one_grown_at_once(steps):
    store, size = MemoryStore(), 0
    for step in steps:
        size = extend_tiles(store, size, LEAVES[size : size + step])
    assert size == sum(steps)
    at_once = built(size)
    assert at_once.items() <= store.files.items()
    assert TileTree(store, size).root() == root(LEAVES[:size])


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 300, 65_537])
def test_proofs_from_tiles_hold(size):
    tree = TileTree(store_of(size), size)
    top = root(LEAVES[:size])
    for index in {0, size // 3, size // 2, size - 1}:
        proof = tree.prove_inclusion(index, top)
        assert check_inclusion(LEAVES[index], index, size, proof, top)
    for old in {0, 1, size // 2, size}:
        before = root(LEAVES[:old])
        assert check_consistency(old, size, tree.prove_consistency(old, before, top), before, top)


def test_there_is_no_node_beyond_the_tree():
    tree = TileTree(store_of(300), 300)
    with pytest.raises(ValueError, match="no full node"):
        tree.hash_at(0, 300)
    with pytest.raises(ValueError, match="no full node"):
        tree.hash_at(8, 1)


@given(st.sampled_from([5, 257, 600]), st.data())
@settings(max_examples=60, deadline=None)
def test_a_flipped_bit_in_any_tile_is_found_and_the_tile_named(size, data):
    store = store_of(size)
    name = data.draw(st.sampled_from(sorted(store.files)))
    changed = bytearray(store.files[name])
    bit = data.draw(st.integers(0, len(changed) * 8 - 1))
    changed[bit // 8] ^= 1 << bit % 8
    store.files[name] = bytes(changed)
    found = list(damaged_tiles(store, size, root(LEAVES[:size])))
    assert name in found
    assert ".p/" in name or found == [name]
    if name.startswith("tile/0/"):
        place = int(name.split("/")[2][:3]) * 256 + bit // 256
        with pytest.raises(EvidenceError, match="do not give the signed root"):
            TileTree(store, size).prove_inclusion(place, root(LEAVES[:size]))


@pytest.mark.parametrize("name", ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2"])
@pytest.mark.parametrize("left", [None, 31])
def test_a_missing_or_cut_tile_is_named(name, left):
    store = store_of(600)
    assert list(damaged_tiles(store, 600, root(LEAVES[:600]))) == []
    kept = store.files.pop(name)
    if left is not None:
        store.files[name] = kept[:left]
    assert list(damaged_tiles(store, 600, root(LEAVES[:600]))) == [name]
    tree = TileTree(store, 600)
    with pytest.raises(EvidenceError, match=name):
        [tree.leaf(0), tree.root()]


def test_the_edge_is_taken_up_from_a_full_tile_when_the_partial_one_was_cleared_away():
    store = store_of(256)
    assert TileTree(store, 100).root() == root(LEAVES[:100])


def test_a_published_tile_never_changes(tmp_path):
    store = FolderStore(tmp_path)
    extend_tiles(store, 0, LEAVES[:3])
    extend_tiles(store, 0, LEAVES[:3])  # the same again is no change
    with pytest.raises(EvidenceError, match=r"tile/0/000\.p/3 is already in the log"):
        extend_tiles(store, 0, LEAVES[3:6])


def test_a_folder_holds_the_log_in_the_layout_that_a_web_server_can_serve(tmp_path):
    store = FolderStore(tmp_path)
    size = extend_tiles(store, 0, LEAVES[:300])
    store.replace("checkpoint", b"one")
    store.replace("checkpoint", b"two")
    names = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())
    assert names == ["checkpoint", "tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1"]
    assert store.read("checkpoint") == b"two"
    frontier = Frontier()
    frontier.extend(LEAVES[:300])
    assert TileTree(store, size).root() == frontier.root()
    assert store.read("tile/9/000") is None
