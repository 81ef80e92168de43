"""A glance may see a sign where there is none, and never none where there is one."""

from __future__ import annotations

import importlib
import re

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.text import bounds, noise
from mingjian.text.draft import Draft
from mingjian.text.glance import Glance
from mingjian.text.tables import signs, tables

_restoring = importlib.import_module("mingjian.text.restore")
_PIECES = (
    "微信",
    "博·彩",
    "赌 场",
    "威★信",
    "網(wǎng)",
    "棋（qi）牌",
    "■★◆",
    "1■3",
    "乾杯",
    "後",
    "Ａ",
    "𝐀",
    "🀄",
    "\u200b",
    "，",
    " ",
    "\n",
)
texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=5)), max_size=25).map("".join)


@given(texts)
@settings(max_examples=150, deadline=None)
def test_what_no_glance_shows_no_pattern_finds(text):
    seen = Glance(text)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    assert seen.read or not (tables().reading[codes] != codes).any()
    assert seen.signed or not signs(text).any()
    assert seen.glyphs >= 3 or not noise._noise(text)
    assert seen.annotated or not noise._annotations(text)
    assert seen.torn or not noise._separators(text)
    if not seen.in_context:
        draft = Draft(text)
        _restoring._read_in_context(draft)
        assert draft.text == text


def test_ordinary_text_shows_nothing():
    seen = Glance("图书馆周六照常开放（上午九点至下午五点），欢迎读者前来。 ABC 123\n请带读者证。")
    assert not any((seen.read, seen.signed, seen.annotated, seen.torn, seen.glyphs, seen.ornaments))


@given(st.lists(st.sampled_from(("<", "a", "x" * 3_999, "y" * 4_000, "z" * 9_000)), max_size=12).map("".join))
@settings(deadline=None)
def test_long_stretches_between_tags_are_found_in_great_steps(source):
    wanted = [found.span() for found in re.finditer("[^<]+", source) if len(found.group()) >= 4_000]
    assert list(bounds._long_gaps(source)) == wanted
