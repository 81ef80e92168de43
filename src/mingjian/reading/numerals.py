"""Written numbers in, integers out: arabic, full-width and Chinese numerals, as bulletins write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟萬億兩貳參陸", "一二三四五六七八九十百千万亿两二三六")
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"(\d+(?:\.\d+)?)([十百千万亿]*)")

#: One number as bulletins write it (spaces inside torn digits allowed); a multiplier is part of it.
_TORN = r"\d(?:[ \u3000]?\d)*(?:[ \u3000]?[.．][ \u3000]?\d(?:[ \u3000]?\d)*)?"
_HAN = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
NUMBER = rf"(?:(?:\d{{1,3}}(?:[,，]\d{{3}})+(?!\d)|{_TORN})[十百千万亿]{{0,2}}|[{_HAN}]+)"


def value_of(written: str) -> int:
    """Read the integer that `written` means: 1.3万 is 13000, 三百 is 300, 12,600 is 12600.

    A fraction that no multiplier takes up is cut off (12.5 is 12).
    Raises: ValueError, if it is not a number.
    """
    plain = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", written)).translate(_FORMAL)
    if match := _ARABIC.fullmatch(plain):
        amount = Decimal(match[1])
        for sign in match[2]:
            amount *= (_SMALL | _LARGE)[sign]
        return int(amount)
    return _chinese(plain)


def _chinese(written: str) -> int:
    if not written or any(c not in _DIGITS and c not in _SMALL and c not in _LARGE for c in written):
        raise ValueError(written)
    if len(written) > 1 and all(c in _DIGITS for c in written):
        return int("".join(str(_DIGITS[c]) for c in written))
    total = section = digit = 0
    for sign in written:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _SMALL:
            section += (digit or 1) * _SMALL[sign]
            digit = 0
        else:
            total = (total + section + digit or 1) * _LARGE[sign]
            section = digit = 0
    return total + section + digit
