"""What a visit found: the hops with their exact bytes, the page at the end, and what it was if it failed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from mingjian.capture.reasons import say
from mingjian.capture.views import View
from mingjian.reasons import Reason

Via = Literal["start", "location", "meta", "refresh"]
Cut = Literal["length", "time", "disconnect"]  # the words of WARC-Truncated
Header = tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class Tls:
    """How a connection was secured. `fault` names why the certificate is not trusted; None if it is."""

    version: str
    cipher: str
    certificates: tuple[bytes, ...] = field(repr=False)  # DER, the server's own first
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One request and its answer. `request` and `response` are the exact bytes of the wire; times are UTC."""

    url: str
    via: Via
    address: str | None
    port: int | None
    request: bytes = field(repr=False)
    response: bytes = field(repr=False)  # a repr of megabytes costs more than the visit did
    status: int | None
    phrase: bytes
    headers: tuple[Header, ...] = field(repr=False)
    body_at: int  # where the body (still chunked, still compressed) starts in `response`
    tls: Tls | None
    started_at: datetime
    finished_at: datetime
    oddities: tuple[str, ...] = ()
    cut: Cut | None = None
    refused: tuple[str, ...] = ()  # addresses the name also had and the guard refused

    def header(self, name: str) -> str | None:
        """Give the first header of that name as text, or None."""
        wanted = name.lower().encode("ascii")
        return next((value.decode("latin-1") for key, value in self.headers if key.lower() == wanted), None)


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit by one view. `body` is decoded (not chunked, not compressed); `error` says what it was if it failed.

    A visit may have both a body and an error: a page cut at its bound, a broken compression after a good start.
    """

    view: View
    url: str
    hops: tuple[Hop, ...]
    final_url: str
    status: int | None
    body: bytes = field(repr=False)
    media_type: str | None
    charset: str | None
    error: Reason | None
    started_at: datetime
    finished_at: datetime
    notes: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def reached(self) -> bool:
        """Whether a server answered with a status."""
        return self.status is not None

    @property
    def unchanged(self) -> bool:
        """Whether the server answered that nothing changed since the visit whose validators were sent (304)."""
        return self.status == 304

    def header(self, name: str) -> str | None:
        """Give the first header of that name in the last answer, or None."""
        return self.hops[-1].header(name) if self.hops else None

    def say(self, language: str) -> str:
        """Say what went wrong, as one sentence; empty if nothing did."""
        return say(self.error, language) if self.error else ""
