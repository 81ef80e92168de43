"""CSV returns, line by line: UTF-8 or GBK, with the lines that are encoded otherwise marked."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from mingjian.errors import BadInput
from mingjian.returns.opening import COLUMNS_AT_MOST, ROWS_AT_MOST, Line, too_many_rows
from mingjian.returns.schema import Category, Headings, read_headings

LINE_AT_MOST = 1 << 20
"""Bytes of one line."""
SAMPLE = 1 << 20
_CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class CsvReturn:
    """A CSV file whose first row fits its category."""

    format = "csv"

    def __init__(self, path: Path, kind: Category) -> None:
        self._path = path
        self.encoding = encoding_of(path)
        self._mixed: set[int] = set()
        self._separator = ","
        first = next(self._rows(None), None)
        if first is None:
            raise BadInput("The file has no first row; take the template.", "文件没有首行；请使用模板。")
        self._separator = max(",;\t", key=first.count)
        try:
            cells = next(csv.reader([first], delimiter=self._separator), [])
        except csv.Error as error:
            raise _broken(1, f"the CSV is broken ({error})", f"CSV 格式错误（{error}）") from None
        if len(cells) > COLUMNS_AT_MOST:
            raise BadInput(
                f"The first row has {len(cells)} columns; is this a CSV file?",
                f"首行有 {len(cells)} 列，这是 CSV 文件吗？",
            )
        self._headings: Headings = read_headings(cells, kind)
        self._width = len(cells)
        self.unread, self.columns = self._headings.unread, frozenset(self._headings.places)

    def _rows(self, mixed: set[int] | None) -> Iterator[str]:
        """The lines as text; the numbers of those in another encoding go into `mixed`."""
        with self._path.open("rb") as stream:
            number = 0
            while raw := stream.readline(LINE_AT_MOST + 1):
                number += 1
                if len(raw) > LINE_AT_MOST:
                    raise _broken(number, "the line is longer than 1 MB", "该行超过 1 MB")
                if b"\0" in raw:
                    raise _broken(number, "there are zero bytes in it", "含有零字节")
                text, odd = _decode(raw.removeprefix(b"\xef\xbb\xbf") if number == 1 else raw, self.encoding)
                if odd and mixed is not None:
                    mixed.add(number)
                yield text

    def lines(self) -> Iterator[Line]:
        """Every row after the headings."""
        mixed = self._mixed
        reader = csv.reader(self._rows(mixed), delimiter=self._separator, strict=True)
        places, width = self._headings.places, self._width
        count = 0
        try:
            next(reader)
            before = reader.line_num
            for cells in reader:
                first, before = before + 1, reader.line_num
                if not any(cells):
                    continue
                count += 1
                if count > ROWS_AT_MOST:
                    raise too_many_rows()
                flaws: tuple[str, ...] = ()
                if mixed and any(number in mixed for number in range(first, before + 1)):
                    flaws = ("encoding_mixed",)
                if len(cells) != width and (len(cells) < width or any(cells[width:])):
                    flaws += ("cells_missing",)
                    cells += [""] * (width - len(cells))
                yield first, {name: cells[place] for name, place in places.items()}, flaws
        except csv.Error as error:
            raise _broken(reader.line_num, f"the CSV is broken ({error})", f"CSV 格式错误（{error}）") from None


def _broken(number: int, en: str, zh: str) -> BadInput:
    return BadInput(
        f"Line {number}: {en}; nothing of the file was taken. Mend the line and hand it in again.",
        f"第 {number} 行：{zh}；文件未被采用。请更正后重新报送。",
    )


def encoding_of(path: Path) -> str:
    """Whether a file is UTF-8 or GBK, by its first megabyte.

    Raises: BadInput, if it is neither.
    """
    with path.open("rb") as stream:
        head = stream.read(SAMPLE)
        if len(head) == SAMPLE:
            head += stream.readline(LINE_AT_MOST)
    if head.startswith(_UTF16):
        raise BadInput(
            "The file is UTF-16 (“Unicode text”); save it as CSV UTF-8.",
            "文件是 UTF-16（“Unicode 文本”）；请另存为 CSV UTF-8。",
        )
    if head.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    good, bad = {"utf-8": 0, "gb18030": 0}, {"utf-8": 0, "gb18030": 0}
    for line in head.split(b"\n"):
        if line.isascii():
            continue
        for name in good:
            try:
                text = line.decode(name)
            except UnicodeDecodeError:
                bad[name] += 1
            else:
                good[name] += len(_CHINESE.findall(text))
    if not any(good.values()) and any(bad.values()):
        raise BadInput(
            "The file is neither UTF-8 nor GBK text; save it as CSV UTF-8.",
            "文件不是 UTF-8 或 GBK 文本；请另存为 CSV UTF-8。",
        )
    return "utf-8" if bad["utf-8"] <= bad["gb18030"] or bad["utf-8"] == 0 else "gb18030"


def _decode(raw: bytes, encoding: str) -> tuple[str, bool]:
    """A line as text, and whether it is encoded otherwise than the file."""
    if raw.isascii():
        return raw.decode("ascii"), False
    if encoding == "gb18030" and _is_utf8(raw):
        return raw.decode("utf-8"), True
    try:
        return raw.decode(encoding), False
    except UnicodeDecodeError:
        other = "gb18030" if encoding == "utf-8" else "utf-8"
        return raw.decode(other, "replace"), True


def _is_utf8(raw: bytes) -> bool:
    """Whether a line of a GBK file is UTF-8 after all: it decodes, and every letter beyond ASCII is Chinese."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    foreign = [letter for letter in text if letter > "\x7f"]
    return len(foreign) > 1 and all(_CHINESE.match(letter) for letter in foreign)
