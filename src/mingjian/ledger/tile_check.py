"""Tiles and a signed root in, the damaged tiles by name out."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.errors import EvidenceError
from mingjian.ledger.hashing import EMPTY_ROOT, HASH_SIZE, fold
from mingjian.ledger.hashing import root as root_of
from mingjian.ledger.stores import TileStore
from mingjian.ledger.tile import TILE_HEIGHT, TILE_WIDTH, Tile, tiles_of
from mingjian.ledger.tree import read_tile


def damaged_tiles(store: TileStore, size: int, root: bytes) -> Iterator[str]:
    """Name the tiles of a tree of `size` leaves that do not agree with the root of its checkpoint; none if all do.

    From the top down: the partial tiles at the right edge make the root together, and each full tile must make the
    digest that stands for it one level up. If the edge does not make the root, all its tiles are named, because any of
    them may be the damaged one; what hangs below a damaged tile cannot be judged and is not named.
    """
    edge = sorted((tile for tile in tiles_of(size) if not tile.full), reverse=True)
    broken = [tile.path for tile in edge if _content(store, tile) is None]
    if not broken and _root_of_edge(store, edge) != root:
        broken = [tile.path for tile in edge]
    yield from broken
    if not broken:
        for tile in edge:
            yield from _damaged_below(store, tile)


def _damaged_below(store: TileStore, tile: Tile) -> Iterator[str]:
    if tile.level == 0:
        return
    content = read_tile(store, tile)
    for place in range(tile.width):
        child = Tile(tile.level - 1, tile.number * TILE_WIDTH + place)
        below = _content(store, child)
        if below is None or root_of(_digests(below)) != content[place * HASH_SIZE : (place + 1) * HASH_SIZE]:
            yield child.path
        else:
            yield from _damaged_below(store, child)


def _root_of_edge(store: TileStore, edge: list[Tile]) -> bytes:
    nodes = [node for tile in edge for node in _perfect(_digests(read_tile(store, tile)))]
    return fold(nodes) if nodes else EMPTY_ROOT


def _perfect(digests: list[bytes]) -> Iterator[bytes]:
    """Roots of the perfect subtrees that the digests of a partial tile fill, largest first."""
    first = 0
    for bit in (1 << height for height in reversed(range(TILE_HEIGHT))):
        if len(digests) & bit:
            yield root_of(digests[first : first + bit])
            first += bit


def _content(store: TileStore, tile: Tile) -> bytes | None:
    try:
        return read_tile(store, tile)
    except EvidenceError:
        return None


def _digests(content: bytes) -> list[bytes]:
    return [content[i : i + HASH_SIZE] for i in range(0, len(content), HASH_SIZE)]
