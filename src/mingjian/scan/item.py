"""What a reader gives: a document to judge, something that is none, or something that could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from mingjian.detect.facts import PageFacts
from mingjian.reasons import Reason
from mingjian.scan.bounds import MAX_CONTENT
from mingjian.text import Document, read, read_html, read_text

Fetch = Callable[[Sequence[str]], Iterator[bytes]]
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Item:
    """A document as it was stored: bytes of any kind, or characters that are `html` or plain `text`.

    `source` is as `scan --json` gives it; `truncated` says that the stored document went on beyond `content`; `fetch`
    gives the pictures of addresses that lie in the same archive.
    """

    source: str
    content: bytes | str
    form: Literal["page", "html", "text"] = "page"
    media_type: str | None = None
    charset: str | None = None
    url: str | None = None
    truncated: bool = False
    facts: PageFacts | None = None
    fetch: Fetch | None = field(default=None, compare=False)

    def document(self) -> Document:
        """Read the content into a document. Never fails."""
        if isinstance(self.content, bytes):
            return read(self.content, declared=self.charset, media_type=self.media_type, url=self.url)
        if self.form == "html":
            return read_html(self.content, url=self.url)
        return read_text(self.content, url=self.url)


@dataclass(frozen=True, slots=True)
class Fault:
    """A document that could not be read: a row with an error."""

    source: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in an archive or folder that is no document: counted, no row."""

    source: str
    reason: Reason


Found = Item | Fault | Skipped
Reading = Iterator[Found]


def sound(text: str) -> str:
    """Replace lone surrogates, which no file can hold, by U+FFFD; offsets stay as they are."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def text_item(source: str, text: str, *, html: bool = False, url: str | None = None) -> Item:
    """Make an item of characters, cut at `MAX_CONTENT` characters."""
    form: Literal["html", "text"] = "html" if html else "text"
    return Item(source, sound(text[:MAX_CONTENT]), form, url=url, truncated=len(text) > MAX_CONTENT)
