"""One answer of a site: status, headers and body, and how it goes over the wire."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. `pauses`: seconds waited before each further piece of the body; `reset`: hang up without a word."""

    status: int
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    pauses: tuple[float, ...] = ()
    reset: bool = False

    @property
    def etag(self) -> str:
        """A mark of the body, the same as long as the body is."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    def head(self, *, keep: bool, length: int) -> bytes:
        """Give the head as it goes over the wire; `length` is that of the body as sent, bytes."""
        lines = [f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}", "Server: nginx"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        lines += [f"Content-Length: {length}", f"Connection: {'keep-alive' if keep else 'close'}"]
        return "\r\n".join([*lines, "", ""]).encode("ascii")

    def pieces(self) -> list[bytes]:
        """Split the body into as many pieces as there are pauses, and one."""
        size = -(-len(self.body) // (len(self.pauses) + 1)) or 1
        return [self.body[at : at + size] for at in range(0, len(self.body), size)] or [b""]


def page(html: str, *, charset: str = "utf-8", declared: str | None = "utf-8", status: int = 200) -> Answer:
    """Give a page in a charset; `declared` is what the header says, None: nothing."""
    kind = f"text/html; charset={declared}" if declared else "text/html"
    return Answer(status, html.encode(charset, "xmlcharrefreplace"), (("Content-Type", kind),))


def redirect(status: int, to: str) -> Answer:
    """Give a redirect to an address."""
    return Answer(status, b"", (("Location", to), ("Content-Type", "text/html")))


def zipped(answer: Answer) -> Answer:
    """Give the same answer compressed, byte for byte the same every time."""
    headers = (*answer.headers, ("Content-Encoding", "gzip"))
    return Answer(answer.status, gzip.compress(answer.body, mtime=0), headers, answer.pauses)
