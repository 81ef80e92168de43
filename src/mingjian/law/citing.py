"""A rule as documents cite it: 《中华人民共和国网络安全法》第四十九条、第六十九条第一款、第二款."""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_ARTICLE = re.compile(r"(\d+)((?:\([0-9ivx]+\))*)")
_EDITION = re.compile(r"[(（][^()（）]*[)）]$")


def in_chinese(number: int) -> str:
    """A number from 1 to 999 in Chinese numerals."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += f"{_DIGITS[tens] if tens > 1 or hundreds else ''}十"
    elif hundreds and ones:
        text += "〇"
    return text + (_DIGITS[ones] if ones else "")


def _part(sign: str) -> str:
    if sign.isdigit():
        return f"第{in_chinese(int(sign))}款"
    return f"第{in_chinese(_ROMAN.index(sign) + 1)}项" if sign in _ROMAN else f"第{sign}项"


def _article(text: str) -> str:
    found = _ARTICLE.fullmatch(text)
    if found is None:
        inserted = re.fullmatch(r"(\d+)之([一二三四五六七八九十]+)", text)
        return f"第{in_chinese(int(inserted[1]))}条之{inserted[2]}" if inserted else f"第{text}条"
    words, before = f"第{in_chinese(int(found[1]))}条", ""
    for sign in re.findall(r"\(([0-9ivx]+)\)", found[2]):
        kind = "款" if sign.isdigit() else "项"
        words += ("、" if kind == before else "") + _part(sign)
        before = kind
    return words


def cited(law: str, articles: str) -> str:
    """A law by its short name and its articles as the catalogue writes them (`49, 52, 69(1)(2)`), as documents cite them.

    What is no plain article stays as it is written there. Source: basis.json.
    """
    name = _EDITION.sub("", law)
    if name.endswith("法") and not name.endswith("办法") and not name.startswith("中华人民共和国"):
        name = f"中华人民共和国{name}"
    parts = []
    for one in articles.replace("?", "").split(", "):
        ends = one.split("-")
        parts.append("至".join(_article(end) for end in ends))
    return f"《{name}》{'、'.join(parts)}"
