"""Tree sizes in, tile names and shapes out: how a log is cut into tiles of 256 digests (C2SP tlog-tiles)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mingjian.ledger.hashing import HASH_SIZE

TILE_HEIGHT = 8
"""Tree levels that one tile spans."""

TILE_WIDTH = 1 << TILE_HEIGHT
"""Digests in a full tile."""


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """One tile: its level (0 holds leaf digests), its number from the left, and its width (1 to 256 digests).

    Source: C2SP tlog-tiles, "Merkle Tree"
    """

    level: int
    number: int
    width: int = TILE_WIDTH

    @property
    def path(self) -> str:
        """Name below the log's prefix, as `tile/0/x001/x234/067` or `tile/1/000.p/17`."""
        return f"tile/{self.level}/{number_path(self.number)}{self._suffix}"

    @property
    def full(self) -> bool:
        """Whether all 256 digests are there."""
        return self.width == TILE_WIDTH

    @property
    def size(self) -> int:
        """Bytes of the tile."""
        return self.width * HASH_SIZE

    @property
    def _suffix(self) -> str:
        return "" if self.full else f".p/{self.width}"


def number_path(number: int) -> str:
    """Write a tile number in groups of three digits, all but the last marked with an x: 1234067 is x001/x234/067."""
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.append(f"x{number % 1000:03d}")
    return "/".join(reversed(groups))


def tile_at(level: int, number: int, size: int) -> Tile | None:
    """Give tile `number` of `level` as it is in a tree of `size` leaves; None where that tree has none there."""
    width = min(TILE_WIDTH, (size >> level * TILE_HEIGHT) - number * TILE_WIDTH)
    return Tile(level, number, width) if width > 0 else None


def tiles_of(size: int) -> Iterator[Tile]:
    """List all tiles of a tree of `size` leaves, level by level from the leaves, left to right."""
    yield from tiles_between(0, size)


def tiles_between(old: int, new: int) -> Iterator[Tile]:
    """List the tiles that a tree of `new` leaves has and one of `old` leaves does not (the partial ones grow)."""
    level = 0
    while nodes := new >> level * TILE_HEIGHT:
        before = old >> level * TILE_HEIGHT
        if before < nodes:
            for number in range(before // TILE_WIDTH, -(-nodes // TILE_WIDTH)):
                tile = tile_at(level, number, new)
                if tile:
                    yield tile
        level += 1
