"""Three ways to read an HTTP/1 answer, from fast and lenient to whatever can still be made of the bytes.

Each takes bytes by `feed`, the end of the connection by `close`, and holds what it understood so far.
"""

from __future__ import annotations

import re
from typing import Any

import h11
import httptools

_LENIENT = (
    "lenient_headers",
    "lenient_chunked_length",
    "lenient_keep_alive",
    "lenient_transfer_encoding",
    "lenient_version",
    "lenient_data_after_close",
    "lenient_optional_lf_after_cr",
    "lenient_optional_cr_before_lf",
    "lenient_optional_crlf_after_chunk",
    "lenient_spaces_after_chunk_size",
)
_LENIENCIES: dict[str, Any] = dict.fromkeys(_LENIENT, True)
HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"^[^\s<>]{2,12} +(\d{3})(?!\d)[ \t]*([^\r\n]*)")
_DIGITS = re.compile(rb"\d{1,15}$")


class Unreadable(Exception):
    """This parser cannot read the answer."""


class Parsed:
    """What a parser understood. `interim` counts the 1xx answers before the final one."""

    name = "none"

    def __init__(self) -> None:
        self.status: int | None = None
        self.phrase = b""
        self.headers: list[tuple[bytes, bytes]] = []
        self.body: list[bytes] = []
        self.head_done = False
        self.complete = False
        self.keep_alive = False
        self.surplus = False
        self.interim = 0

    def feed(self, content: bytes) -> None:
        """Take the next bytes. Raises: Unreadable."""
        raise NotImplementedError

    def close(self) -> None:
        """Note that the connection has ended: complete if the answer was to last until then."""
        if self.head_done and not self.complete:
            self.complete = not any(
                name.lower() in (b"content-length", b"transfer-encoding") for name, _ in self.headers
            )


class FastParser(Parsed):
    """httptools with every leniency: reads nearly all of the web at a tenth of the cost."""

    name = "httptools"

    def __init__(self) -> None:
        super().__init__()
        self._parser = httptools.HttpResponseParser(self)
        self._parser.set_dangerous_leniencies(**_LENIENCIES)

    def feed(self, content: bytes) -> None:
        """Take the next bytes. Raises: Unreadable."""
        try:
            self._parser.feed_data(content)
        except httptools.HttpParserUpgrade:
            self.complete = True
        except httptools.HttpParserError as fault:
            if self.complete:
                self.surplus = True
            else:
                raise Unreadable from fault

    def on_message_begin(self) -> None:  # noqa: D102
        if self.complete:
            self.surplus = True

    def on_status(self, phrase: bytes) -> None:  # noqa: D102
        if not self.complete:
            self.phrase += phrase

    def on_header(self, name: bytes, value: bytes) -> None:  # noqa: D102
        if not self.complete:
            self.headers.append((name, value))

    def on_headers_complete(self) -> None:  # noqa: D102
        if not self.complete:
            self.status = self._parser.get_status_code()
            self.head_done = True

    def on_body(self, content: bytes) -> None:  # noqa: D102
        if not self.complete:
            self.body.append(content)

    def on_message_complete(self) -> None:  # noqa: D102
        if self.complete:
            return
        if self.status is not None and self.status < 200 and self.status != 101:
            self.status, self.phrase, self.headers, self.head_done = None, b"", [], False
            self.interim += 1
            return
        self.complete = True
        self.keep_alive = self._parser.should_keep_alive()


class SecondParser(Parsed):
    """h11, which reads some answers that httptools refuses."""

    name = "h11"

    def __init__(self) -> None:
        super().__init__()
        self._connection = h11.Connection(h11.CLIENT, max_incomplete_event_size=1 << 20)
        self._connection.send(h11.Request(method="GET", target="/", headers=[("Host", "h")]))
        self._connection.send(h11.EndOfMessage())

    def feed(self, content: bytes) -> None:
        """Take the next bytes. Raises: Unreadable."""
        if self.complete:
            self.surplus = True
            return
        try:
            self._connection.receive_data(content)
            while not self.complete and self._take(self._connection.next_event()):
                pass
        except h11.RemoteProtocolError as fault:
            raise Unreadable from fault

    def _take(self, event: object) -> bool:
        match event:
            case h11.InformationalResponse():
                self.interim += 1
            case h11.Response():
                self.status, self.phrase, self.head_done = event.status_code, bytes(event.reason), True
                self.headers = list(event.headers.raw_items())
            case h11.Data():
                self.body.append(bytes(event.data))
            case h11.EndOfMessage():
                self.complete = True
                self.surplus = bool(self._connection.trailing_data[0])
            case _:
                return False
        return True

    def close(self) -> None:
        """Note that the connection has ended."""
        if not self.complete:
            try:
                self._connection.receive_data(b"")
                while not self.complete and self._take(self._connection.next_event()):
                    pass
            except h11.RemoteProtocolError:
                return


class LastParser(Parsed):
    """What can still be made of the bytes: a status line and header lines if there are any, else all of it is body."""

    name = "none"

    def __init__(self) -> None:
        super().__init__()
        self._held = b""
        self._left: int | None = None

    def feed(self, content: bytes) -> None:
        """Take the next bytes; never raises."""
        if not self.head_done:
            self._held += content
            end = HEAD_END.search(self._held)
            if end is None or not _STATUS.match(self._held):
                return
            self._read_head(self._held[: end.start()])
            content, self._held = self._held[end.end() :], b""
        self.body.append(content)
        if self._left is not None:
            self._left -= len(content)
            self.complete = self._left <= 0
            self.surplus = self._left < 0

    def _read_head(self, head: bytes) -> None:
        first, *lines = re.split(rb"\r?\n", head)
        match = _STATUS.match(first)
        assert match is not None
        self.status, self.phrase, self.head_done = int(match[1]), match[2], True
        for line in lines:
            name, colon, value = line.partition(b":")
            if colon and name.strip():
                self.headers.append((name.strip(), value.strip()))
        lengths = {value for name, value in self.headers if name.lower() == b"content-length" and _DIGITS.match(value)}
        if lengths and not any(name.lower() == b"transfer-encoding" for name, _ in self.headers):
            # Of several lengths the longest is believed, so that nothing is left behind.
            self._left = max(int(value) for value in lengths)

    def close(self) -> None:
        """Note that the connection has ended: what came is the answer."""
        if not self.head_done:
            self.body.append(self._held)
        self.complete = True


PARSERS: tuple[type[Parsed], ...] = (FastParser, SecondParser, LastParser)
