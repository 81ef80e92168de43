"""Two visits in, their differences out: what one visitor is shown and another is not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import urlsplit

from mingjian.capture.visit import Visit
from mingjian.text import Document, read

Kind = Literal["status", "redirect", "title", "text", "links"]
_SEEN = frozenset({"title", "heading", "body", "link", "footer", "noscript"})
GRAM = 3  # characters; short enough for Chinese, long enough to tell texts apart
_SECOND = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})  # under which a country's registry gives names
ALIKE = 0.7  # share of common character triples from which two texts count as the same page with other news


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two visits. `left` and `right` show both sides; `share`: what is common."""

    kind: Kind
    left: str
    right: str
    share: float | None = None


def compare(left: Visit, right: Visit) -> tuple[Difference, ...]:
    """Say in what two visits to the same service differ: status, where it led, title, text, links to other sites.

    A visit that failed on our side of the wire differs in status only; texts that share most of their characters
    (a counter, the day's news) do not differ.
    """
    found: list[Difference] = []
    if _status(left) != _status(right):
        found.append(Difference("status", _status(left), _status(right)))
    if _host(left.final_url) != _host(right.final_url):
        found.append(Difference("redirect", left.final_url, right.final_url))
    if left.status is None or right.status is None:
        return tuple(found)
    return (*found, *_of_pages(document_of(left), document_of(right)))


def _of_pages(left: Document, right: Document) -> Iterable[Difference]:
    if left.title.strip() != right.title.strip():
        yield Difference("title", left.title.strip(), right.title.strip())
    texts = visible_text(left), visible_text(right)
    common = share(*texts)
    if common < ALIKE:
        yield Difference("text", _only(*texts), _only(texts[1], texts[0]), round(common, 3))
    hosts = outward(left), outward(right)
    if hosts[0] != hosts[1]:
        ours, theirs = (", ".join(sorted(mine - other)) for mine, other in (hosts, hosts[::-1]))
        union = hosts[0] | hosts[1]
        yield Difference("links", ours, theirs, round(len(hosts[0] & hosts[1]) / len(union), 3))


def document_of(visit: Visit) -> Document:
    """Read the page at the end of a visit."""
    return _read(visit.body, visit.charset, visit.media_type, visit.final_url)


@lru_cache(maxsize=16)  # each view is compared with each other one
def _read(body: bytes, charset: str | None, media_type: str | None, url: str) -> Document:
    return read(body, declared=charset, media_type=media_type, url=url)


def visible_text(document: Document) -> str:
    """Give what a visitor can read, without the parts that are hidden, comments or scripts."""
    return "\n".join(document.text[span.start : span.end] for span in document.spans if span.surface in _SEEN)


def share(left: str, right: str) -> float:
    """Give the share of character triples that two texts have in common, 0..1; two empty texts share everything."""
    ours, theirs = _grams(left), _grams(right)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 1.0


def _grams(text: str) -> frozenset[str]:
    packed = "".join(text.split())
    return frozenset(packed[at : at + GRAM] for at in range(max(len(packed) - GRAM + 1, min(len(packed), 1))))


def _only(text: str, other: str, longest: int = 400) -> str:
    """Give the lines of `text` that `other` has not."""
    known = {line.strip() for line in other.splitlines()}
    lines = [line.strip() for line in text.splitlines() if line.strip() and line.strip() not in known]
    return "\n".join(lines)[:longest]


def outward(document: Document) -> frozenset[str]:
    """Give the other hosts that a page links to."""
    here = _host(document.url or "")
    hosts = {_host(link.href) for link in document.links if link.href.startswith(("http://", "https://", "//"))}
    return frozenset(hosts - {here, ""})


def site_of(url: str) -> str:
    """Give the registrable name of an address, near enough to tell one owner's hosts from another's."""
    labels = _host(url).lower().split(".")
    short = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND
    return ".".join(labels[-3:] if short else labels[-2:])


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _status(visit: Visit) -> str:
    return str(visit.status) if visit.status is not None else (visit.error.code if visit.error else "none")
