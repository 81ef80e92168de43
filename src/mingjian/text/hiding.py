"""What keeps words on a page from a visitor's eyes: style declarations, attributes, rules of the page, tiny scripts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_HIDING: Final = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|content-visibility\s*:\s*hidden"
    r"|(?:^|[;\s{])opacity\s*:\s*0*(?:\.0\d*)?\s*(?:;|!|$)"
    r"|filter\s*:[^;]*opacity\s*[(=]\s*(?:opacity\s*=\s*)?0+%?\s*\)"
    r"|font-size\s*:\s*(?:0+(?:\.0*)?\s*(?:px|pt|r?em|%)?|(?:0?\.\d+|1(?:\.\d+)?)\s*(?:px|pt))\s*(?:;|!|$)"
    r"|(?:font|line-height)\s*:\s*0(?:px|pt|em)?\s*[/;!$]"
    r"|text-indent\s*:\s*-\s*\d{3,}|(?:margin|margin-(?:left|top)|left|top|right|bottom)\s*:\s*-\s*\d{3,}"
    r"|transform\s*:[^;]*(?:scale[xy3d]*\(\s*0\s*[,)]|translate[xy3d]*\([^)]*-\s*\d{3,})"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)"
    r"|(?:^|[;\s])color\s*:\s*(?:transparent|rgba\([^)]*,\s*0(?:\.0+)?\s*\))",
    re.IGNORECASE,
)
_SMALL_BOX: Final = re.compile(
    r"(?:^|[;\s])(?:max-)?(?:width|height)\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|!|$)", re.IGNORECASE
)
_OVERFLOW: Final = re.compile(r"overflow(?:-[xy])?\s*:\s*hidden", re.IGNORECASE)
_VALUE: Final = re.compile(r": ?(none|hidden|-|0)")
_SIGNS: Final = {  # the properties that may hide by a value
    "none": ("display",),
    "hidden": ("visibility",),
    "-": ("text-indent", "left", "top"),
    "0": ("font-size", "opacity"),
}
_LONG_RULE: Final = 4_000
_COLOR: Final = re.compile(r"(?:^|[;\s])color\s*:\s*([#\w]+(?:\([^)]*\))?)", re.IGNORECASE)
_BACKGROUND: Final = re.compile(r"background(?:-color)?\s*:\s*([#\w]+(?:\([^)]*\))?)", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE: Final = re.compile(r"^\s*[\w*]*((?:[.#][\w-]+)+)\s*$")
_BY_SCRIPT: Final = re.compile(
    r"""getElementById\(\s*["']([\w-]{1,80})["']\s*\)\s*\.style\.(?:display|visibility)\s*=\s*["'](?:none|hidden)"""
)
_WRITTEN: Final = re.compile(r"document\.write(?:ln)?\s*\(\s*(.{0,300})", re.DOTALL)
_TAG: Final = re.compile(r"<\s*(/?)\s*(div|span|ul|dl|p|table|marquee|font|ol|h\d)\b([^>]*)>?", re.IGNORECASE)
_NAMED: Final = {"white": "fff", "black": "000", "red": "f00", "blue": "00f", "yellow": "ff0"}


def hidden_by_style(style: str, background: str | None = None) -> bool:
    """Whether a style declaration hides the text under it.

    By display, visibility, opacity, size, position, clip, or a colour equal to the background (its own, or
    `background`, the colour that the nearest element around it declares).
    """
    return _hides(style) or _same_colour(style, background)


@lru_cache(maxsize=4096)
def _hides(style: str) -> bool:
    if len(style) > 4_000:
        style = style[:4_000]
    return bool(_HIDING.search(style)) or bool(_SMALL_BOX.search(style) and _OVERFLOW.search(style))


def _same_colour(style: str, background: str | None) -> bool:
    if "color" not in style:
        return False
    found = _COLOR.search(style[:4_000])
    if not found:
        return False
    behind = background_of(style) or background
    return behind is not None and colour(found.group(1)) == behind


def background_of(style: str) -> str | None:
    """Give the background colour that a style declaration sets, in one spelling; None where it sets none."""
    found = _BACKGROUND.search(style[:4_000]) if "background" in style else None
    return colour(found.group(1)) if found else None


def colour(value: str) -> str:
    """Bring a colour into one spelling: `#FFF`, `#ffffff`, `white` and `rgb(255,255,255)` are all `ffffff`."""
    value = value.strip().lower().lstrip("#").replace(" ", "")
    value = _NAMED.get(value, value)
    if value.startswith("rgb"):
        numbers = re.findall(r"\d+", value)[:3]
        return "".join(f"{min(int(number[:4]), 255):02x}" for number in numbers)
    return "".join(char * 2 for char in value) if len(value) == 3 else value


class HidingRules(NamedTuple):
    """Classes and ids that the page's own style rules or scripts hide."""

    classes: frozenset[str]
    ids: frozenset[str]


def hiding_rules(sheets: list[str], source: str) -> HidingRules:
    """Read which classes and ids the inline style sheets and the page's scripts hide.

    Only rules of one class or id (`.x`, `#x`, `div.x`) count, outside media queries: what applies always.
    """
    classes: set[str] = set()
    ids: set[str] = set()
    for sheet in sheets:
        _collect(sheet[:200_000], classes, ids)
    if "getElementById" in source:
        ids.update(_BY_SCRIPT.findall(source))
    return HidingRules(frozenset(classes), frozenset(ids))


def _collect(sheet: str, classes: set[str], ids: set[str]) -> None:
    """Go from each declaration that may hide back to the selectors of its rule; rules inside `@media` do not count."""
    reached = 0
    for found in _VALUE.finditer(sheet):
        place = found.start()
        if place < reached or not sheet.endswith(_SIGNS[found.group(1)], 0, place):
            continue
        opened, closed = sheet.rfind("{", reached, place), sheet.find("}", place)
        reached = len(sheet) if closed < 0 else closed
        if opened > 0 and reached - opened < _LONG_RULE:
            _rule(sheet, opened, reached, classes, ids)


def _rule(sheet: str, opened: int, closed: int, classes: set[str], ids: set[str]) -> None:
    first = max(opened - 2_000, 0)
    before = max(sheet.rfind(mark, first, opened) for mark in "{};")
    in_media = before >= 0 and sheet[before] == "{"
    if not in_media and hidden_by_style(sheet[opened + 1 : closed]):
        _name(sheet[max(before + 1, first) : opened], classes, ids)


def _name(selectors: str, classes: set[str], ids: set[str]) -> None:
    for selector in _COMMENT.sub("", selectors).split(","):
        found = _SIMPLE.match(selector)
        if found and found.group(1).count(".") + found.group(1).count("#") == 1:
            (classes if found.group(1)[0] == "." else ids).add(found.group(1)[1:])


def written_veil(script: str) -> bool | None:
    """Whether a script writes an opening tag that hides what follows (True), or its closing tag (False).

    None for any other script. This is the usual way to hide a block of links from all but crawlers.
    """
    written = "".join(_WRITTEN.findall(script[:20_000]))
    if not written:
        return None
    opened = [(close, attributes) for close, _, attributes in _TAG.findall(written)]
    if len(opened) != 1:
        return None
    close, attributes = opened[0]
    if close:
        return False
    return True if _HIDING.search(attributes) or _SMALL_BOX.search(attributes.replace('"', ";")) else None
