"""A judged page and its pictures in, its judgement with what the pictures say out.

Only for pages that are suspect already or nearly without text. Words and codes of a picture are judged like a message;
what they say is a finding on the response (an empty stretch), since they stand nowhere in the text. Pictures alone make
a page suspect, never polluted: that takes the page's own words as well.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Final
from urllib.parse import unquote_to_bytes, urljoin

from mingjian.detect import Finding, Judgement, Model, judge
from mingjian.detect.judgement import MASK
from mingjian.reasons import Reason
from mingjian.scan.item import Fetch
from mingjian.scan.recognition import LARGEST, available, look
from mingjian.text import Document, read_text

DETECTOR: Final = "pictured"
MOST: Final = 6  # pictures of one page that are looked at
_FEW: Final = 80  # Chinese characters under which a page is nearly without text
_WEIGHT: Final = 0.5
_QUOTED: Final = 80
_IMAGE: Final = re.compile(
    rb"<(?:img|input|source)\b[^>]{0,4000}?\s(?:data-)?(?:src|original)\s*=\s*(?:\"([^\"]+)\"|'([^']+)')", re.IGNORECASE
)
_DATA: Final = re.compile(r"data:image/[\w.+-]{1,40}((?:;[\w=-]{1,40})*),", re.IGNORECASE)
_HAN: Final = re.compile("[\u3400-\u9fff]")


def worth_looking(judgement: Judgement, document: Document) -> bool:
    """Whether the pictures of a page are worth reading: it is suspect, or a page of markup nearly without text."""
    if not available() or document.kind != "html":
        return False
    return judgement.verdict == "suspect" or len(_HAN.findall(document.text[:20_000])) < _FEW


def addresses(content: bytes, url: str | None) -> list[str]:
    """Give the addresses of a page's pictures in document order, `data:` addresses as they are, at most 40."""
    found: dict[str, None] = {}
    for match in _IMAGE.finditer(content[:16_000_000]):
        address = unescape((match.group(1) or match.group(2)).decode("utf-8", "replace")).strip()
        if address.lower().startswith("data:"):
            found[address] = None
        else:
            try:
                found[urljoin(url or "", address)] = None
            except ValueError:
                continue
        if len(found) == 40:
            break
    return list(found)


def embedded(address: str) -> bytes | None:
    """Give the picture that a `data:` address holds; None for anything else or a broken one."""
    head = _DATA.match(address)
    if not head or len(address) > 2 * LARGEST:
        return None
    body = unquote_to_bytes(address[head.end() :])
    if ";base64" not in head.group(1).lower():
        return body
    try:
        return base64.b64decode(b"".join(body.split()) + b"==", validate=False)
    except (binascii.Error, ValueError):
        return None


def pictures_of(content: bytes, url: str | None, fetch: Fetch | None = None) -> Iterator[bytes]:
    """Give the pictures of a page: those in its `data:` addresses, and those that `fetch` finds beside it."""
    asked = addresses(content, url)
    yield from (picture for address in asked if (picture := embedded(address)))
    if fetch:
        yield from fetch([address for address in asked if not address.lower().startswith("data:")])


def with_pictures(judgement: Judgement, pictures: Iterator[bytes], model: Model | None = None) -> Judgement:
    """Give the judgement of a page together with what its pictures say; `model` judges them, else the shipped one."""
    seen = 0
    for picture in pictures:
        if seen == MOST:
            break
        shown = look(picture)
        if shown is None:
            continue
        seen += 1
        if shown.text:
            judgement = _joined(judgement, judge(read_text(shown.text), model=model), shown.likeness)
        if shown.codes and judgement.verdict != "clean" and judgement.categories:
            reason = Reason("in_code", {"term": shown.codes[0][:_QUOTED], "picture": shown.likeness})
            judgement = replace(judgement, findings=(_finding(judgement, reason, 0.2), *judgement.findings))
    return judgement


def _joined(page: Judgement, picture: Judgement, likeness: str) -> Judgement:
    if picture.verdict == "clean" or not picture.findings:
        return page
    strongest = max(picture.findings, key=lambda finding: finding.weight)
    sure = page.verdict == "polluted" or (page.verdict == "suspect" and picture.verdict == "polluted")
    joined = replace(
        page,
        verdict="polluted" if sure else "suspect",
        score=max(page.score, picture.score),
        categories=tuple(dict.fromkeys((*page.categories, *picture.categories))),
        context=picture.context if page.verdict == "clean" else page.context,
    )
    term = MASK if picture.police else strongest.shown[:_QUOTED]
    reason = Reason("in_picture", {"term": term, "picture": likeness})
    finding = replace(_finding(joined, reason, _WEIGHT), category=strongest.category, police=picture.police)
    return replace(joined, findings=(finding, *joined.findings))


def _finding(judgement: Judgement, reason: Reason, weight: float) -> Finding:
    return Finding(DETECTOR, judgement.categories[0], 0, 0, "", "response", reason, weight)
