"""JSON Lines in (also gzipped), one document a line out: `text` or `html`, optional `id` and `url`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from mingjian.reasons import Reason
from mingjian.scan.bounds import MAX_LINE
from mingjian.scan.files import File
from mingjian.scan.item import Fault, Found, Reading, sound, text_item
from mingjian.scan.pages import BROKEN_GZIP, opened

_LONGEST_NAME = 500


def read_lines(file: File) -> Reading:
    """Read each line of a file of JSON Lines; a bad line is a fault and the next one is read."""
    number = 0
    try:
        with opened(file.path) as stream:
            for number, line in enumerate(_split(stream), 1):
                if line is None:
                    yield Fault(f"{file.label}#{number}", Reason("line_too_long", {"limit": MAX_LINE}))
                elif line.strip():
                    yield _item(file.label, number, line)
    except BROKEN_GZIP as error:
        packed = not isinstance(error, OSError) or error.errno is None
        reason = Reason("broken_gzip" if packed else "unreadable", {"fault": str(error) or "EOF"})
        yield Fault(f"{file.label}#{number + 1}", reason)
        return
    if not number:
        yield Fault(file.label, Reason("empty"))


def _split(stream: IO[bytes]) -> Iterator[bytes | None]:
    """Give the lines; None for one beyond `MAX_LINE`, which is read past without being kept."""
    while line := stream.readline(MAX_LINE + 1):
        if len(line) <= MAX_LINE or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE)
        yield None


def _item(label: str, number: int, line: bytes) -> Found:
    source = f"{label}#{number}"
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError:
        return Fault(source, Reason("line_not_utf8"))
    except (ValueError, RecursionError) as error:
        return Fault(source, Reason("no_json", {"fault": str(error)[:200]}))
    if not isinstance(row, dict):
        return Fault(source, Reason("no_json", {"fault": type(row).__name__}))
    return _document(f"{label}#{_name(row, number)}", row)


def _document(source: str, row: dict[str, Any]) -> Found:
    url = row.get("url")
    for form in ("html", "text"):
        if isinstance(row.get(form), str):
            return text_item(source, row[form], html=form == "html", url=sound(url) if isinstance(url, str) else None)
    return Fault(source, Reason("no_text"))


def _name(row: dict[str, Any], number: int) -> str:
    name = row.get("id")
    return sound(str(name)[:_LONGEST_NAME]) if isinstance(name, str | int) and str(name) else str(number)
