"""What a disguised character or run of letters may stand for, and which words are known."""

import struct

import pytest

from mingjian.text import build_grams, restore
from mingjian.text.alike import alike
from mingjian.text.grams import grams, meant
from mingjian.text.sounding import sounding
from mingjian.text.spoken import usual_initials
from mingjian.text.tables import in_gb2312
from mingjian.text.words import sounds


@pytest.mark.parametrize("char", list("惺睹椅搴袆楠"))
def test_a_look_alike_begins_with_the_same_letter_before_any_other_is_thought_of(char: str) -> None:
    letters = {sound[0] for sound in sounds(char)}
    same = [cost - meant(other) for other, cost in alike(char) if letters & {sound[0] for sound in sounds(other)[:2]}]
    others = [cost - meant(other) for other, cost in alike(char) if not letters & {sound[0] for sound in sounds(other)}]
    assert same
    assert min(same) < min(others, default=99.0) - 3
    assert all(in_gb2312(other) for other, _ in alike(char))


def test_disguise_is_put_on_what_matters() -> None:
    assert meant("的") > meant("赌")
    assert dict(alike("楠"))["男"] < 7  # sounds the same and shares no part


def test_a_word_of_several_readings_is_found_by_the_one_it_has() -> None:
    assert "银行" in sounding().words["yin hang"]
    assert "银行" not in sounding().words.get("yin xing", ())
    assert "首都" in sounding().words["shou du"]


def test_initials_that_everybody_writes_say_their_word() -> None:
    for letters, readings in usual_initials().items():
        for reading in readings:
            assert len(reading) == len(letters)
            assert all(letter in {s[0] for s in sounds(char)} for letter, char in zip(letters, reading, strict=True))


@pytest.mark.parametrize("plain", ["how are you 你好", "dnf怎么玩", "他打call很卖力"])
def test_english_beside_chinese_is_no_pinyin_and_no_initials(plain: str) -> None:
    assert restore(plain).text == plain


@pytest.mark.parametrize("plain", ["联系我们", "扫码加群", "加微信聊", "这鞋子太小了", "后人得善果"])
def test_a_few_ordinary_words_stay(plain: str) -> None:
    assert restore(plain).text == plain


def test_words_of_posts_and_subtitles_are_known() -> None:
    assert {"手游", "私聊", "太过分", "阴谋论"} <= grams().number.keys()


def test_the_word_list_is_read_from_its_format() -> None:
    """A header, then the words of each hundredth of a decade, most frequent first; long, rare and foreign ones stay out."""
    long = "超过四个字"
    lists = [[], ["的", "we"], ["中国", long]] + [[]] * 800 + [["稀"]]
    content = b"\xdc" + struct.pack(">H", len(lists) + 1) + b"\x82\xa6format\xa2cB\xa7version\x01"
    for words in lists:
        content += bytes([0x90 | len(words)])
        for word in words:
            written = word.encode()
            content += bytes([0xA0 | len(written)]) + written
    found = build_grams._talk(content)
    assert list(found) == ["的", "中国"]
    assert found["中国"] == pytest.approx(-0.02 * 2.302585, abs=1e-6)
