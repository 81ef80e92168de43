"""domain/counting.md, "From number to words": one rule reproduces every figure of a published bulletin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.errors import BadInput
from mingjian.reading import agrees, from_words, in_words
from mingjian.reading.numerals import value_of

CONTENT, SUBJECT = "content", "subject"


@pytest.mark.parametrize(
    ("count", "unit", "kind", "words"),
    [
        (2_641, "家", SUBJECT, "2600余家"),
        (2_600, "家", SUBJECT, "2600家"),
        (13_042, "个", SUBJECT, "1.3万余个"),
        (50_412, "个", SUBJECT, "5万余个"),
        (84_213, "条", CONTENT, "8.4万余条"),
        (303_555, "条", CONTENT, "30万余条"),
        (555, "条", CONTENT, "550余条"),
        (3_999, "条", CONTENT, "3900余条"),
        (104, "篇", CONTENT, "100余篇"),
        (100, "篇", CONTENT, "100篇"),
        (482, "个", SUBJECT, "482个"),
        (334, "款", SUBJECT, "334款"),
        (999, "个", SUBJECT, "999个"),
        (1_001, "个", SUBJECT, "1000余个"),
        (10_000, "个", SUBJECT, "1万个"),
        (99_999, "条", CONTENT, "9.9万余条"),
        (1_234_567, "条", CONTENT, "120万余条"),
        (123_456_789, "条", CONTENT, "1.2亿余条"),
        (7, "条", CONTENT, "7条"),
        (0, "家", SUBJECT, ""),
    ],
)
def test_a_count_is_written_as_bulletins_write_it(count, unit, kind, words):
    assert in_words(count, unit, kind) == words


def test_the_number_of_digits_is_a_setting_of_the_template():
    assert in_words(58_412, "个", SUBJECT, digits=1) == "5万余个"
    assert in_words(134_567, "条", CONTENT, digits=3) == "13.4万余条"
    assert in_words(13_456, "条", CONTENT, digits=4) == "1.3万余条", "at most one decimal"


@given(st.integers(1, 10**10), st.sampled_from([CONTENT, SUBJECT]), st.integers(1, 4))
def test_words_never_say_more_than_the_count_and_never_a_step_less(count, kind, digits):
    words = in_words(count, "个", kind, digits)
    assert agrees(words, count, digits)
    said = from_words(words, digits)
    assert said.at_least == (said.value < count)
    assert said.unit == "个"


def test_a_false_figure_is_seen():
    assert agrees("2600余家", 2_641)
    assert not agrees("2600余家", 2_700)
    assert not agrees("2600余家", 2_599)
    assert agrees("75家", 75)
    assert not agrees("75家", 76)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.3万", 13_000),
        ("12,600", 12_600),
        ("十五", 15),
        ("三百", 300),
        ("两千三百", 2_300),
        ("一万二千", 12_000),
        ("30万", 300_000),
        ("1.2亿", 120_000_000),
        ("二〇二四", 2024),
        ("一百零三", 103),
        ("12.5", 12),
        ("三十万", 300_000),
        ("5千", 5_000),
        ("叁拾", 30),
        ("１３", 13),
        ("廿", None),
        ("", None),
    ],
)
def test_numerals_of_every_kind_are_read(written, value):
    if value is None:
        with pytest.raises(ValueError):
            value_of(written)
    else:
        assert value_of(written) == value


def test_what_cannot_be_written_or_read_gets_one_sentence():
    with pytest.raises(BadInput, match="0 or more"):
        in_words(-1, "家", SUBJECT)
    with pytest.raises(BadInput, match="no worded figure"):
        from_words("余个")
