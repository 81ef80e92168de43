"""Leaf digests in, tiles out; tiles in, nodes and proofs out: the log as it is kept and served."""

from __future__ import annotations

from collections.abc import Iterable

from mingjian.errors import EvidenceError
from mingjian.ledger.hashing import EMPTY_ROOT, HASH_SIZE, node_hash, root
from mingjian.ledger.proofs import check_consistency, check_inclusion, consistency_proof, inclusion_proof, subtree_root
from mingjian.ledger.stores import TileStore
from mingjian.ledger.tile import TILE_HEIGHT, TILE_WIDTH, Tile, tile_at, tiles_between


def extend_tiles(store: TileStore, size: int, leaves: Iterable[bytes]) -> int:
    """Write the tiles that a tree of `size` leaves gains by further leaf digests and give the new size.

    Only the tiles at the right edge are read. Call it after the rows are committed: published tiles never change.
    Raises: EvidenceError, if a tile of the tree so far is missing or damaged in length, or would change.
    """
    edges, grown = _edges(store, size), size
    for leaf in leaves:
        grown += 1
        _add(store, edges, 0, leaf, grown)
    for tile in tiles_between(size, grown):
        if not tile.full:
            store.write(tile.path, b"".join(edges[tile.level]))
    return grown


def _edges(store: TileStore, size: int) -> list[list[bytes]]:
    """Digests of the partial tile of every level (an empty list where the last tile is full)."""
    edges, level = [], 0
    while nodes := size >> level * TILE_HEIGHT:
        width = nodes % TILE_WIDTH
        edges.append(_digests(read_tile(store, Tile(level, nodes // TILE_WIDTH, width))) if width else [])
        level += 1
    return edges


def _add(store: TileStore, edges: list[list[bytes]], level: int, digest: bytes, grown: int) -> None:
    if level == len(edges):
        edges.append([])
    edges[level].append(digest)
    if len(edges[level]) == TILE_WIDTH:
        whole = edges[level]
        edges[level] = []
        number = (grown >> level * TILE_HEIGHT) // TILE_WIDTH - 1
        store.write(Tile(level, number).path, b"".join(whole))
        _add(store, edges, level + 1, root(whole), grown)


def read_tile(store: TileStore, tile: Tile) -> bytes:
    """Give the bytes of a tile; a partial one may be cut from the full one that has replaced it.

    Raises: EvidenceError, if it is missing or has the wrong length.
    """
    content = store.read(tile.path)
    if content is None and not tile.full:
        content = (store.read(Tile(tile.level, tile.number).path) or b"")[: tile.size] or None
    if content is None:
        raise EvidenceError(f"{tile.path} is missing from the log.", f"日志缺少 {tile.path}。")
    if len(content) != tile.size:
        raise EvidenceError(
            f"{tile.path} has {len(content)} bytes instead of {tile.size}.",
            f"{tile.path} 长度为 {len(content)} 字节，应为 {tile.size} 字节。",
        )
    return content


class TileTree:
    """A tree of `size` leaves, read from its tiles (each at most once)."""

    def __init__(self, store: TileStore, size: int) -> None:
        self.size = size
        self._store = store
        self._tiles: dict[Tile, list[list[bytes]]] = {}

    def hash_at(self, level: int, index: int) -> bytes:
        """Give the node that covers the leaves from `index << level` to `(index + 1) << level` (a `HashAt` reader).

        Raises: EvidenceError, if its tile is missing or has the wrong length; ValueError, if the tree lacks leaves.
        """
        height, inside = divmod(level, TILE_HEIGHT)
        number, place = divmod(index, TILE_WIDTH >> inside)
        tile = tile_at(height, number, self.size)
        rows = self._rows(tile) if tile else []
        if not rows or place >= len(rows[inside]):
            raise ValueError(f"a tree of {self.size} leaves has no full node {index} at level {level}")
        return rows[inside][place]

    def leaf(self, index: int) -> bytes:
        """Give the digest of leaf `index`."""
        return self.hash_at(0, index)

    def root(self) -> bytes:
        """Root that the tiles make."""
        return subtree_root(0, self.size, self.hash_at) if self.size else EMPTY_ROOT

    def prove_inclusion(self, index: int, root: bytes) -> list[bytes]:
        """Prove leaf `index` against the root of a checkpoint of this size.

        Raises: EvidenceError, if the tiles on the way do not give that root; ValueError, if there is no such leaf.
        """
        proof = inclusion_proof(index, self.size, self.hash_at)
        if not check_inclusion(self.leaf(index), index, self.size, proof, root):
            raise _damaged(self.size)
        return proof

    def prove_consistency(self, old: int, old_root: bytes, root: bytes) -> list[bytes]:
        """Prove that the checkpoint of `old` leaves is the beginning of this tree.

        Raises: EvidenceError, if the tiles do not give both roots; ValueError, if `old` is larger than the tree.
        """
        proof = consistency_proof(old, self.size, self.hash_at)
        if not check_consistency(old, self.size, proof, old_root, root):
            raise _damaged(self.size)
        return proof

    def _rows(self, tile: Tile) -> list[list[bytes]]:
        """All full nodes inside a tile: its digests, their parents, up to the tile's own root if it is full."""
        if tile not in self._tiles:
            rows = [_digests(read_tile(self._store, tile))]
            for _ in range(TILE_HEIGHT - 1):
                below = rows[-1]
                rows.append([node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])
            self._tiles[tile] = rows
        return self._tiles[tile]


def _digests(content: bytes) -> list[bytes]:
    return [content[i : i + HASH_SIZE] for i in range(0, len(content), HASH_SIZE)]


def _damaged(size: int) -> EvidenceError:
    return EvidenceError(
        f"The tiles of the log of {size} entries do not give the signed root; run the log check to name the tile.",
        f"规模为 {size} 的日志，其分片与已签名的根不符；请运行日志检查以找出受损的分片。",
    )
