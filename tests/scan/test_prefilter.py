"""The prefilter fires on promotion in the charsets of the web, and passes ordinary pages over."""

from __future__ import annotations

import pytest

from mingjian.scan import Counts, Item, Options, rows
from mingjian.scan.prefilter import fires
from tests.scan.archives import CLEAN, DIRTY

TRADITIONAL = (
    DIRTY.replace("百家乐真人", "百家樂真人")
    .replace("体育投注", "體育投注")
    .replace("首存", "首存")
    .replace("线", "線")
)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16"])
def test_it_fires_on_promotion_in_every_usual_charset(charset):
    assert fires(DIRTY.encode(charset))


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_it_fires_on_traditional_characters(charset):
    assert fires(TRADITIONAL.encode(charset))


def test_it_fires_where_chinese_is_written_as_numbers():
    assert fires("".join(f"&#{ord(char)};" for char in "百家乐真人在线投注").encode())


def test_it_passes_ordinary_pages_over():
    assert not fires(CLEAN.encode())
    assert not fires(b"")
    assert not fires(("<p>市科技局今天公布热门项目名单。</p>" * 500).encode())


def test_far_apart_words_do_not_add_up():
    words = ("时时彩", "棋牌", "网赚", "开户")
    near, far = "<p>" + " ".join(words), "<p>" + ("今天开会。" * 200).join(words)
    assert fires(near.encode())
    assert not fires(far.encode())


def test_what_it_passes_over_is_a_clean_row_that_says_so():
    counts = Counts()
    items = [Item("a", CLEAN.encode()), Item("b", DIRTY.encode()), Item("c", CLEAN, "html")]
    passed, judged, text = rows(items, Options(prefilter=True, with_text=True), counts)
    assert passed["model"].endswith("+prefilter")
    assert passed["verdict"] == "clean"
    assert "图书馆" in passed["text"]
    assert judged["verdict"] == "polluted"
    assert not judged["model"].endswith("+prefilter")
    assert not text["model"].endswith("+prefilter"), "characters have no raw bytes: they are judged"
    assert counts.read == 3
