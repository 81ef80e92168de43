"""The bytes of one answer in as they come; the answer with its exact bytes, its bounds and its oddities out."""

from __future__ import annotations

import re

from mingjian.capture.limits import Limits
from mingjian.capture.parsers import HEAD_END, PARSERS, Parsed, Unreadable
from mingjian.capture.visit import Cut
from mingjian.reasons import Reason

_BARE_LF = re.compile(rb"[^\r]\n")
_FOLDED = re.compile(rb"\n[ \t]+[^\s]")
_SPACED = re.compile(rb"\n[^:\r\n]*[ \t]:")


class Answer:
    """Reads one answer within its limits. `done` is true once no more bytes are wanted."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.received = 0
        self.done = False
        self.cut: Cut | None = None
        self.error: Reason | None = None
        self.parsed: Parsed = PARSERS[0]()
        self._chunks: list[bytes] = []
        self._tries = 0

    def feed(self, content: bytes) -> None:
        """Take bytes from the wire."""
        if self.done:
            self.parsed.surplus = True
            return
        room = self.limits.wire - self.received
        if len(content) > room:
            content = content[:room]
        self._chunks.append(content)
        self.received += len(content)
        self._parse(content)
        if self.parsed.complete:
            self.done = True
        elif not self.parsed.head_done and self.received > self.limits.head and self.parsed.name != "none":
            self._stop("length", Reason("head_too_long", {"limit": self.limits.head}))
        elif self.received >= self.limits.wire:
            self._stop("length", Reason("body_too_long", {"limit": self.limits.wire}))

    def _parse(self, content: bytes) -> None:
        while True:
            try:
                self.parsed.feed(content)
            except Unreadable:
                # The next parser starts again from the first byte.
                self._tries += 1
                self.parsed = PARSERS[self._tries]()
                content = b"".join(self._chunks)
                continue
            return

    def close(self) -> None:
        """Note that the server has closed the connection."""
        if self.done:
            return
        if not self.received:
            self._stop("disconnect", Reason("closed_without_answer"))
            return
        self._end()
        if self.parsed.complete:
            self.done = True
        else:
            self._stop("disconnect", Reason("cut_by_server", {"received": self.received}))

    def expire(self, seconds: float) -> None:
        """Note that the time is up."""
        if not self.done:
            if self.parsed.name != "httptools":
                self._end()  # without a readable head nothing says where the answer ends
            self._stop("time", Reason("timeout", {"seconds": round(seconds, 1), "received": self.received}))

    def _end(self) -> None:
        self.parsed.close()
        if self.parsed.name == "h11" and not self.parsed.head_done:
            self.parsed = PARSERS[-1]()
            self.parsed.feed(b"".join(self._chunks))
            self.parsed.close()

    def _stop(self, cut: Cut, error: Reason) -> None:
        self.cut, self.error, self.done = cut, error, True

    def settle(self) -> Reason | None:
        """Say what went wrong with the answer as such, or None."""
        if self.error is None and self.parsed.status is None:
            return Reason("http_0_9" if self.wire()[:512].lstrip()[:1] == b"<" else "not_http")
        return self.error

    def wire(self) -> bytes:
        """Give the exact bytes of the final answer, without 1xx answers before it."""
        raw = self._chunks[0] if len(self._chunks) == 1 else b"".join(self._chunks)
        for _ in range(self.parsed.interim):
            end = HEAD_END.search(raw)
            raw = raw[end.end() :] if end else raw
        return raw

    def body_at(self, raw: bytes) -> int:
        """Give where the body starts in the exact bytes `raw`."""
        if not self.parsed.head_done:
            return 0
        end = HEAD_END.search(raw)
        return end.end() if end else len(raw)

    def body(self) -> bytes:
        """Give the body without its chunk framing, still compressed."""
        return b"".join(self.parsed.body)

    def oddities(self, head: bytes) -> tuple[str, ...]:
        """Give what is not as the standard wants it: the marks of smuggling and of home-made servers."""
        parsed = self.parsed
        names = [name.lower() for name, _ in parsed.headers]
        found = {
            "length_and_chunked": b"content-length" in names and b"transfer-encoding" in names,
            "several_lengths": names.count(b"content-length") > 1,
            "surplus": parsed.surplus,
            "interim": parsed.interim > 0,
            "bare_line_feed": _BARE_LF.search(head) is not None,
            "folded_header": _FOLDED.search(head) is not None,
            "space_before_colon": _SPACED.search(head) is not None,
            "nul_in_header": b"\0" in head,
            "phrase_not_ascii": not parsed.phrase.isascii(),
            "no_status_line": parsed.status is None,
            "lax_parser": parsed.name != "httptools",
        }
        return tuple(name for name, so in found.items() if so)
