"""A sheet of a workbook as a stream of rows: XML in pieces in, cells out, with little memory however long it is.

Shared strings lie in a file of their own while the sheet is read. Documents with a DTD are refused, so no entity expands;
a token or a cell beyond bounds is refused too. Source: ECMA-376, Part 1, 18.3 (sheets), 18.4 (strings), 18.8 (formats).
"""

from __future__ import annotations

import os
import re
import tempfile
import zipfile
from array import array
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, NoReturn
from xml.parsers import expat

PIECE = 1 << 16
TOKEN_AT_MOST = 1 << 20
"""Bytes of one tag."""
CELL_AT_MOST = 1 << 17
"""Letters of one cell; spreadsheets hold 32,767."""
STRINGS_KEPT = 4096
FORMATS_AT_MOST = 1 << 16
_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_SECOND = 1 / 86_400

Cell = str | float | bool | datetime
Start = Callable[[str, dict[str, str]], None]


class SheetFault(ValueError):
    """What is wrong with the XML of a workbook, in English."""


def _no_dtd(*_: object) -> NoReturn:
    raise SheetFault("it declares a document type")


def _fed(
    archive: zipfile.ZipFile, part: str, start: Start, end: Callable[[str], None], letters: Callable[[str], None] | None
) -> Iterator[None]:
    """Parse a part piece by piece; yields after each piece. The handlers get names without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_dtd
    parser.StartElementHandler = lambda name, given: start(name.rpartition(":")[2] if ":" in name else name, given)
    parser.EndElementHandler = lambda name: end(name.rpartition(":")[2] if ":" in name else name)
    parser.CharacterDataHandler = letters
    fed = 0
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > TOKEN_AT_MOST:
                raise SheetFault("a tag is longer than 1 MB")
            yield
        parser.Parse(b"", True)
        yield


class Text:
    """The letters of the element at hand, gathered while it is open."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.open = False

    def add(self, letters: str) -> None:
        """Take letters, if an element is open. Raises: SheetFault, beyond bounds."""
        if self.open:
            self.size += len(letters)
            if self.size > CELL_AT_MOST:
                raise SheetFault("a cell holds more than 131,072 letters")
            self.pieces.append(letters)

    def taken(self) -> str:
        """The letters so far; the next element begins anew."""
        said = "".join(self.pieces)
        self.pieces.clear()
        self.size, self.open = 0, False
        return said


class SharedStrings:
    """The strings of a workbook by their numbers, read as far as is asked for and kept in an unnamed file."""

    def __init__(self, archive: zipfile.ZipFile, part: str) -> None:
        self._file = tempfile.TemporaryFile(prefix="mingjian-strings-")  # noqa: SIM115 - lives as long as the strings
        self._ends = array("Q", [0])
        self._near: dict[int, str] = {}
        self._text = Text()
        self._phonetic = False
        self._steps = _fed(archive, part, self._start, self._end, self._text.add) if part else iter(())

    def _start(self, name: str, _: dict[str, str]) -> None:
        if name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._text.open = not self._phonetic

    def _end(self, name: str) -> None:
        if name == "t":
            self._text.open = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si":
            said = self._text.taken().encode("utf-8", "surrogatepass")
            self._file.write(said)
            self._ends.append(self._ends[-1] + len(said))

    def __getitem__(self, number: int) -> str:
        """A string. Raises: SheetFault, if there is none of this number."""
        found = self._near.get(number)
        if found is not None:
            return found
        while number >= len(self._ends) - 1:
            if next(self._steps, self) is self:
                raise SheetFault("a cell names a string that is not there")
        self._file.flush()
        begin, end = self._ends[number], self._ends[number + 1]
        said = os.pread(self._file.fileno(), end - begin, begin).decode("utf-8", "surrogatepass")
        if len(self._near) >= STRINGS_KEPT:
            self._near.clear()
        self._near[number] = said
        return said

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def day_styles(archive: zipfile.ZipFile, part: str) -> frozenset[int]:
    """The numbers of the styles that show a number as a day or a time."""
    own: dict[str, str] = {}
    formats: list[str] = []
    inside = False

    def start(name: str, given: dict[str, str]) -> None:
        nonlocal inside
        if name == "cellXfs":
            inside = True
        elif len(formats) + len(own) > FORMATS_AT_MOST:
            raise SheetFault("it has more than 65,536 formats")
        elif name == "numFmt":
            own[given.get("numFmtId", "")] = given.get("formatCode", "")
        elif name == "xf" and inside:
            formats.append(given.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    for _ in _fed(archive, part, start, end, None) if part else ():
        pass
    return frozenset(number for number, code in enumerate(formats) if _shows_day(code, own))


def _shows_day(code: str, own: dict[str, str]) -> bool:
    if code in own:
        plain = _LITERAL.sub("", own[code].partition(";")[0]).lower()
        return "general" not in plain and any(letter in plain for letter in "ymdhs年月日")
    return code.isdecimal() and int(code) in _DAYS


def _column(reference: str) -> int:
    """The column of a cell such as "AB12", from 0; -1 if the reference has none."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
        if number > 1 << 20:
            break
    return number - 1


class Rows:
    """The rows of a sheet as they are parsed. `most`: columns kept; what stands further right goes into the last."""

    def __init__(self, strings: SharedStrings, days: frozenset[int], first_day: datetime, most: int) -> None:
        self._strings, self._days, self._first_day, self._most = strings, days, first_day, most
        self._text = Text()
        self._columns: dict[str, int] = {}
        self._number, self._cells, self._formula = 0, [], False  # type: tuple[int, list[Any], bool]
        self._place, self._kind, self._style = -1, "n", ""
        self.ready: list[tuple[int, list[Any], bool]] = []

    def read(self, archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, list[Any], bool]]:
        """Each row that is written in the sheet: its number, its cells, and whether one of them holds a formula."""
        for _ in _fed(archive, part, self._start, self._end, self._text.add):
            yield from self.ready
            self.ready.clear()

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "c":
            self._cell(given)
        elif name in ("v", "t"):
            self._text.open = True
        elif name == "f":
            self._formula = True
        elif name == "row":
            told = given.get("r", "")
            self._number = int(told) if told.isdecimal() and len(told) < 9 else self._number + 1
            self._cells, self._formula, self._place = [], False, -1

    def _cell(self, given: dict[str, str]) -> None:
        letters = given.get("r", "").rstrip("0123456789")
        place = self._columns.get(letters)
        if place is None:
            place = self._columns[letters] = min(_column(letters), self._most - 1) if len(self._columns) < 999 else -1
        self._place = min(place if place >= 0 else self._place + 1, self._most - 1)
        self._kind, self._style = given.get("t", "n"), given.get("s", "")

    def _end(self, name: str) -> None:
        if name in ("v", "t"):
            self._text.open = False
        elif name == "c":
            value = self._value(self._text.taken())
            cells = self._cells
            if self._place >= len(cells):
                cells += [""] * (self._place - len(cells) + 1)
            cells[self._place] = value
        elif name == "row":
            self.ready.append((self._number, self._cells, self._formula))

    def _value(self, said: str) -> Cell:
        if self._kind == "s":
            return self._strings[int(said)] if said.isdecimal() and len(said) < 9 else ""
        if self._kind == "b":
            return said == "1"
        if self._kind != "n" or not said:
            return said
        try:
            number = float(said)
        except ValueError:
            return said
        if self._style.isdecimal() and int(self._style) in self._days and abs(number) < 1e7:
            return self._first_day + timedelta(seconds=round(number / _SECOND))
        return number
