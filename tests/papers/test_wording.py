"""Amounts and days as official documents write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.papers.wording import day_zh, moment_zh, money, ordinal, yuan, yuan_in_words

_DIGITS = {sign: number for number, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "零元整"),
        (10, "壹拾元整"),
        (105, "壹佰零伍元整"),
        (1001, "壹仟零壹元整"),
        (50000, "伍万元整"),
        (100500, "壹拾万零伍佰元整"),
        (1_000_005, "壹佰万零伍元整"),
        (10_000_000_000, "壹佰亿元整"),
        (100_000_010, "壹亿零壹拾元整"),
        (12000.5, "壹万贰仟元伍角整"),
        (0.07, "柒分"),
        (3.07, "叁元零柒分"),
        ("18000.25", "壹万捌仟元贰角伍分"),
    ],
)
def test_an_amount_in_words(amount, words):
    assert yuan_in_words(amount) == words


def _value(words: str) -> int:
    """A naive reader of the words, to be held against the writer."""
    total = group = digit = 0
    for sign in words.removesuffix("元整"):
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _PLACES:
            group, digit = group + digit * _PLACES[sign], 0
        elif sign == "万":
            total, group, digit = total + (group + digit) * 10**4, 0, 0
        elif sign == "亿":
            total, group, digit = (total + group + digit) * 10**8, 0, 0
    return total + group + digit


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_the_words_read_back_as_the_amount(amount):
    words = yuan_in_words(amount)
    assert _value(words) == amount
    assert "零零" not in words
    assert "零元整" not in words or amount == 0


def test_figures_and_words_together():
    assert money(50000) == "人民币50000元（大写：伍万元整）"
    assert yuan("1234.5") == "1234.50元"
    assert money("很多") == "很多"


def test_days_and_moments():
    assert day_zh("2026-11-04") == "2026年11月4日"
    assert day_zh("不日") == "不日"
    assert moment_zh("2026-11-24T01:05:00+00:00") == "2026年11月24日9时05分"
    assert moment_zh("2026-11-24") == "2026年11月24日"


def test_ordinals():
    assert [ordinal(number) for number in (1, 10, 11, 20, 21, 99)] == ["一", "十", "十一", "二十", "二十一", "九十九"]
