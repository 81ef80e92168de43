"""An archive and addresses of pictures in, the stored pictures out: an index made only when a page first asks for one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import IO, Any, Final

from fastwarc.warc import ArchiveIterator, WarcRecordType

from mingjian.scan.recognition import LARGEST
from mingjian.scan.response import page_bytes

_MOST: Final = 20_000  # pictures of one archive that are remembered
_BROKEN: Final = (OSError, ValueError, EOFError)


class Beside:
    """The picture records of an archive by address. `opened` gives the archive's stream from its beginning."""

    def __init__(self, opened: Callable[[], IO[bytes]]) -> None:
        self._opened = opened

    def fetch(self, addresses: Sequence[str]) -> Iterator[bytes]:
        """Give the bytes of those pictures that the archive holds, in the order asked for. Never fails."""
        places = [self._places[address] for address in addresses if address in self._places]
        if not places:
            return
        try:
            with self._opened() as stream:
                for place in places:
                    stream.seek(place)
                    if content := _content(stream):
                        yield content
        except _BROKEN:
            return

    @cached_property
    def _places(self) -> dict[str, int]:
        places: dict[str, int] = {}
        try:
            with self._opened() as stream:
                for record in _answers(stream):
                    if str(_header(record, "Content-Type")).lower().startswith("image/"):
                        address = str(record.headers.get("WARC-Target-URI") or "").strip("<>")
                        places.setdefault(address, int(record.stream_pos))
                        if len(places) == _MOST:
                            break
        except _BROKEN:
            pass  # what was found before the break can be used
        return places


def _answers(stream: IO[bytes]) -> ArchiveIterator:
    kinds = WarcRecordType.response | WarcRecordType.resource
    return ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="none")


def _header(record: Any, name: str) -> str:
    http = record.http_headers
    headers = http if http is not None else record.headers
    return str(headers.get(name) or "")


def _content(stream: IO[bytes]) -> bytes | None:
    record: Any = next(iter(_answers(stream)), None)
    if record is None or int(record.content_length) > LARGEST + 65_536:
        return None
    stored = bytes(record.reader.read(LARGEST))
    if record.http_headers is None:
        return stored
    transfer, encodings = _header(record, "Transfer-Encoding"), _header(record, "Content-Encoding")
    content, _, reason = page_bytes(stored, transfer, encodings, whole=True)
    return None if reason else content
