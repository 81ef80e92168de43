"""The unit of work: one archive file in, one file of rows out, as a pure function of the file and the options.

The same function runs in a pool of processes on one machine and under an existing engine on a cluster.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path

from mingjian.scan.bounds import BYTES_A_UNIT, PAGES_A_UNIT
from mingjian.scan.files import File
from mingjian.scan.item import Reading
from mingjian.scan.row import Counts, Options, Row, rows
from mingjian.scan.write import writing


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are scanned together: one archive, or some single pages. `number` is its place in the scan."""

    number: int
    files: tuple[File, ...]

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(file.size for file in self.files)

    def digest(self, options: Options) -> str:
        """Name the unit by everything its rows depend on: the files as they are now, the options, the program."""
        from mingjian import __version__  # noqa: PLC0415
        from mingjian.scan.row import model_version  # noqa: PLC0415

        facts = (__version__, model_version(), asdict(options), [asdict(file) for file in self.files])
        return hashlib.sha256(repr(facts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def units(files: Sequence[File]) -> Iterator[Unit]:
    """Cut a scan into units, always in the same way: each archive alone, neighbouring pages together."""
    together: list[File] = []
    number = 0
    for file in files:
        if file.kind != "page" or len(together) >= PAGES_A_UNIT or sum(f.size for f in together) >= BYTES_A_UNIT:
            if together:
                yield Unit(number, tuple(together))
                number += 1
            together = []
        if file.kind == "page":
            together.append(file)
        else:
            yield Unit(number, (file,))
            number += 1
    if together:
        yield Unit(number, tuple(together))


def read_file(file: File) -> Reading:
    """Read the documents of one file of any kind."""
    if file.kind == "warc":
        from mingjian.scan.warc import read_warc  # noqa: PLC0415  (each reader loads its own library)

        return read_warc(file)
    if file.kind == "wacz":
        from mingjian.scan.wacz import read_wacz  # noqa: PLC0415

        return read_wacz(file)
    if file.kind == "lines":
        from mingjian.scan.lines import read_lines  # noqa: PLC0415

        return read_lines(file)
    from mingjian.scan.pages import read_page  # noqa: PLC0415

    return read_page(file)


def judged(unit: Unit, options: Options, counts: Counts) -> Iterator[Row]:
    """Give the rows of a unit one by one; `counts` is kept as they are taken."""
    return rows(chain.from_iterable(read_file(file) for file in unit.files), options, counts)


def scan_unit(unit: Unit, out: Path, options: Options) -> Counts:
    """Scan one unit into the file `out` (.parquet or .jsonl); it is there whole, or not at all.

    Raises: BadInput, if `out` cannot be written.
    """
    counts = Counts()
    with writing(out) as writer:
        for row in judged(unit, options, counts):
            writer.write(row)
    return counts
