"""Clean text in, what was done to it out: a brand put into title and sentences, paragraphs out of order."""

from __future__ import annotations

import re

from mingjian.reading.heading import repost_lines
from mingjian.reading.vocabulary import OFFICIAL, PORTAL

_PORTALS = re.compile(f"{PORTAL}+")
_OFFICIAL = re.compile(OFFICIAL)
_INSIDE = re.compile(r"[\w\u4e00-\u9fff·.]")
_PIECE = re.compile("[|\uff5c丨_»>]|(?<=\\S) ?[-–—] ?(?=\\S)")
_LONGEST = 16
_ITEM = re.compile("^[\\s\u3000]*(?:——|—|--)")
_ORDINAL = re.compile(
    "^[\\s\u3000]*(?:——)?(?:([一二三四五六七八九十]{1,2})是|([一二三四五六七八九十]{1,2})、|[(\uff08]([一二三四五六七八九十]{1,2})[)\uff09])"
)
_CREDIT = re.compile("[(\uff08][^()\uff08\uff09\n]{2,30}供稿[)\uff09]\\s*$")
_NUMERALS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)}


def brands(text: str) -> list[tuple[int, int]]:
    """Find where a foreign brand was glued to the title or dropped into a sentence, separators included."""
    found: list[tuple[int, int]] = []
    for brand in _candidates(text):
        pattern = rf"[|\uff5c丨_]?{re.escape(brand)}[|\uff5c丨_]?"
        found.extend(match.span() for match in re.finditer(pattern, text))
    return _merged(found)


def _candidates(text: str) -> list[str]:
    start, end = _title(text)
    title = text[start:end]
    found = [piece for piece in _pieces(title) if _foreign(piece, text, title)]
    found += [brand for brand in _glued(title, text) if not any(brand in known for known in found)]
    return sorted(set(found), key=len, reverse=True)


def _title(text: str) -> tuple[int, int]:
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        return match.span()
    return 0, 0


def _pieces(title: str) -> list[str]:
    """Give what separators set off at either end of the title."""
    parts = [part.strip() for part in _PIECE.split(title)]
    return [part for part in (parts[0], parts[-1]) if len(parts) > 1 and 2 <= len(part) <= _LONGEST]


def _foreign(piece: str, text: str, title: str) -> bool:
    if _OFFICIAL.search(piece):
        return False
    return bool(_PORTALS.search(piece)) or text.replace(title, "", 1).count(piece) > 0


def _glued(title: str, text: str) -> list[str]:
    """Find brands without a separator: an end of the title that reads like the head of a portal, and may come again."""
    found = []
    for match in _PORTALS.finditer(title):
        left = title[max(0, match.start() - 10) : match.start()]
        left = re.split(r"[^\w\u4e00-\u9fff·.]", left)[-1]
        again = _common_left(left, match.group(), text, title)
        strong = len(re.findall(PORTAL, match.group())) > 1
        at_start = match.start() - len(left) <= 1
        if again is not None and (again or strong):
            found.append(again + match.group())
        elif strong and at_start and left:
            found.append(left + match.group())
    return [brand for brand in found if 3 <= len(brand) <= _LONGEST and not _OFFICIAL.search(brand)]


def _common_left(left: str, cluster: str, text: str, title: str) -> str | None:
    """Give the longest end of `left` that stands before `cluster` elsewhere too; None if that comes only once."""
    best: str | None = None
    body = text.replace(title, "\n" * len(title), 1)
    for match in re.finditer(re.escape(cluster), body):
        length = 0
        while (
            length < len(left) and match.start() - length > 0 and body[match.start() - length - 1] == left[-length - 1]
        ):
            length += 1
        best = max(best or "", left[len(left) - length :], key=len)
    return best


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def out_of_order(text: str) -> tuple[int, int] | None:
    """Find the first paragraph that cannot stand where it does, or None.

    Signs: an item (——) before the paragraph that introduces it; a credit (供稿) before the end; ordinals that run
    backwards.
    """
    paragraphs = _paragraphs(text)
    credit = next((i for i, (s, e) in enumerate(paragraphs) if _CREDIT.search(text[s:e])), None)
    if credit is not None and credit < len(paragraphs) - 1:
        return paragraphs[credit]
    items = [bool(_ITEM.match(text[s:e])) for s, e in paragraphs]
    if any(items) and items[0] and not all(items):
        return paragraphs[0]
    return _backwards(text, paragraphs)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    skip = repost_lines(text)
    lines = [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    return [(s, e) for s, e in lines[1:] if not any(a < e and s < b for a, b in skip)]


def _backwards(text: str, paragraphs: list[tuple[int, int]]) -> tuple[int, int] | None:
    last: dict[int, int] = {}
    for start, end in paragraphs:
        match = _ORDINAL.match(text[start:end])
        if not match or match.lastindex is None:
            continue
        style, number = match.lastindex, _ordinal(match[match.lastindex])
        if number != 1 and number != last.get(style, 0) + 1:
            return start, end
        last[style] = number
    return None


def _ordinal(written: str) -> int:
    if len(written) == 1:
        return _NUMERALS[written]
    return (10 if written[0] == "十" else 0) + _NUMERALS[written[-1]]
