"""A true count in, the words of a bulletin out (13,042 accounts: 1.3万余个), and the check back from the words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from mingjian.errors import BadInput
from mingjian.reading.numerals import NUMBER, value_of

#: What is counted: items of content (条, 篇), rounded from 100 on, or subjects (家, 款, 个), exact below 1,000.
Kind = Literal["content", "subject"]

_EXACT_BELOW = 1000
_WORDING = re.compile(rf"(?P<number>{NUMBER}?)(?P<more>[余多]?)(?P<scale>[万亿]?)(?P<more2>[余多]?)(?P<unit>\D*)")


@dataclass(frozen=True, slots=True)
class Wording:
    """What a worded figure says: at least `value` of `unit`; below `value + step` where it was rounded."""

    value: int
    unit: str
    at_least: bool
    step: int


def in_words(value: int, unit: str, kind: Kind, digits: int = 2) -> str:
    """Put a count into the words of a bulletin: 50,412 accounts are 5万余个; 0 is the empty string (no clause).

    Content, and every count from 1,000 on, is rounded down to `digits` leading digits and gets 余 when
    something was cut; smaller counts of subjects are exact. From 10,000 on in 万, from 100,000,000 on in 亿,
    with at most one decimal.
    Raises: BadInput, if `value` is negative or `digits` below 1.
    """
    if value < 0 or digits < 1:
        raise BadInput(
            f"a count of {value} with {digits} digits cannot be written: give 0 or more, and one digit or more",
            f"无法书写计数 {value}(保留 {digits} 位):计数应不小于 0,位数应不小于 1",
        )
    if value == 0:
        return ""
    shown = _rounded(value, kind, digits)
    more = "余" if shown < value else ""
    return f"{_number(shown)}{more}{unit}"


def _rounded(value: int, kind: Kind, digits: int) -> int:
    if kind == "subject" and value < _EXACT_BELOW:
        return value
    step: int = 10 ** max(0, len(str(value)) - digits)
    if (scale := _scale(value)) > 1:
        step = max(step, scale // 10)
    return value - value % step


def _scale(value: int) -> int:
    return 100_000_000 if value >= 100_000_000 else 10_000 if value >= 10_000 else 1


def _number(shown: int) -> str:
    scale = _scale(shown)
    if scale == 1:
        return str(shown)
    whole, tenth = divmod(shown * 10 // scale, 10)
    return f"{whole}{f'.{tenth}' if tenth else ''}{'万' if scale == 10_000 else '亿'}"


def from_words(text: str, digits: int = 2) -> Wording:
    """Read what a worded figure says: 1.3万余个 is at least 13000 个, less than 14000.

    Raises: BadInput, if `text` does not begin with a number.
    """
    match = _WORDING.fullmatch(text.strip())
    if not match or not match["number"]:
        raise BadInput(
            f"{text!r} is no worded figure: write a number and its unit, such as 1.3万余个",
            f"“{text}”不是数字表述:请写数字和量词,如 1.3万余个",
        )
    value = value_of(match["number"] + match["scale"])
    at_least = bool(match["more"] or match["more2"])
    return Wording(value, match["unit"], at_least, _step(value, digits) if at_least else 1)


def _step(value: int, digits: int) -> int:
    step: int = 10 ** max(0, len(str(value)) - digits)
    return max(step, _scale(value) // 10) if _scale(value) > 1 else step


def agrees(text: str, true_count: int, digits: int = 2) -> bool:
    """Say whether a worded figure is true: value(text) <= true count < value + one step.

    A figure from which nothing was cut (no 余) is true only if it is exact.
    """
    said = from_words(text, digits)
    return said.value <= true_count < said.value + said.step
