"""Markup in, markup that a parser reads in bounded time out: length, number of tags, nesting and attributes.

The parser's cost grows with the square of the nesting and of the attributes of one tag; browsers cap the nesting too
(at 512). Text is never dropped for nesting: only the tags are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

MAX_SOURCE: Final = 8_000_000  # code points of markup or text that are read
MAX_TAGS: Final = 250_000
MAX_DEPTH: Final = 512
_TAGS_WITHOUT_CHECK: Final = 10_000
_LONG_TAG: Final = 4_000
_MANY_ATTRIBUTES: Final = 1_000
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAMED: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9-]{0,30}[\s/]")
_TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|title|xmp|iframe|noembed|noframes)\b[^>]*>.*?(?:</\1\s*>|\Z)"
    r"|<(/?)([a-zA-Z][^\s/>]{0,60})([^>]*)>",
    re.DOTALL | re.IGNORECASE,
)
_VOID_NAMES: Final = "area base br col embed hr img input link meta param source track wbr"
_VOID: Final = frozenset(_VOID_NAMES.split())


class Bounded(NamedTuple):
    """`source` as read (perhaps cut), `markup` as given to the parser (perhaps flattened), and whether it was cut."""

    source: str
    markup: str
    truncated: bool


def bounded(source: str) -> Bounded:
    """Cut markup to `MAX_SOURCE` code points and `MAX_TAGS` tags, and flatten what is nested or attributed too much."""
    truncated = len(source) > MAX_SOURCE
    if truncated:
        source = source[:MAX_SOURCE]
    tags = source.count("<")
    if tags > MAX_TAGS:
        source, truncated = _first_tags(source), True
    if tags > _TAGS_WITHOUT_CHECK or _has_attribute_bomb(source):
        return Bounded(source, _flattened(source), truncated)
    return Bounded(source, source, truncated)


def _first_tags(source: str) -> str:
    for count, found in enumerate(re.finditer("<", source)):
        if count == MAX_TAGS:
            return source[: found.start()]
    return source


def _has_attribute_bomb(source: str) -> bool:
    return any(
        _NAMED.match(piece) and _is_bomb(piece.partition(">")[0])
        for piece in (source[start:end] for start, end in _long_gaps(source))
    )


def _long_gaps(source: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of at least `_LONG_TAG` characters between one "<" and the next, in great steps."""
    start = 0
    while start + _LONG_TAG <= len(source):
        last = source.rfind("<", start, start + _LONG_TAG)
        if last >= 0:
            start = last + 1
            continue
        end = source.find("<", start + _LONG_TAG)
        end = len(source) if end < 0 else end
        yield start, end
        start = end + 1


def _is_bomb(inside: str) -> bool:
    return len(inside) >= _LONG_TAG and len(_QUOTED.sub("", inside).split(None, _MANY_ATTRIBUTES)) > _MANY_ATTRIBUTES


def _flattened(source: str) -> str:
    """Drop tags below the greatest depth, closing tags that close nothing, and the attributes of overlong tags."""
    out: list[str] = []
    open_: dict[str, int] = {}
    depth = last = 0
    for token in _TOKEN.finditer(source):
        name = token.group(3)
        if name is None:
            continue
        name = name.lower()
        keep, replacement = True, ""
        if token.group(2):
            known = open_.get(name, 0)
            keep = known > 0 and depth <= MAX_DEPTH
            if known:
                open_[name] = known - 1
                depth -= 1
        elif name not in _VOID:
            open_[name] = open_.get(name, 0) + 1
            depth += 1
            keep = depth <= MAX_DEPTH or name == "a"
        if keep and len(token.group(4)) >= _LONG_TAG and _is_bomb(token.group(4)):
            keep, replacement = False, f"<{name}>"
        if not keep:
            out += (source[last : token.start()], replacement)
            last = token.end()
    out.append(source[last:])
    return "".join(out)
