"""Every kind of disguise undone by name, with the way back, and ordinary text left alone."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mingjian.text import restore

WILD = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from(
            "的一博彩赌微信網賭氵扌彡亻尔女马子◆■★◆♥🐴🍺"
            "0123456789.()（）wǎng xin\u200b\ufe0f\u20e3\u202e\ud800\udc00ＡＢ①嘿刄 "
        ),
    ),
    max_size=120,
)


@pytest.mark.parametrize(
    ("disguised", "plain", "kind"),
    [
        ("ＡＢＣ１２３", "ABC123", "width"),
        ("𝒱𝒳①②", "VX12", "styled"),
        ("種族歧視", "种族歧视", "traditional"),
        ("微\u200b信", "微信", "invisible"),
        ("加♥微♥信", "加微信", "symbol"),
        ("博 彩 平台", "博彩 平台", "symbol"),
        ("網(wǎng)上", "网上", "annotation"),
        ("赌（du）场", "赌场", "annotation"),
        ("注册就送采彡金", "注册就送彩金", "split"),
        ("亻尔好", "你好", "split"),
        ("网贝者平台", "网赌平台", "split"),
        ("加薇芯", "加微信", "look-alike"),
        ("快来玩百稼乐", "快来玩百家乐", "look-alike"),
        ("加威信领彩今", "加微信领彩金", "look-alike"),
        ("裸辽视拼", "裸聊视频", "homophone"),
        ("你们这些楠刄真恶心", "你们这些男人真恶心", "look-alike"),
        ("没那权女么鸡肚小肠", "没那么女权小肚鸡肠", "swapped"),
        ("现在要去楠京", "现在要去南京", "look-alike"),
        ("同⭐恋是什么", "同性恋是什么", "emoji"),
        ("学校和hdx在一起", "学校和好东西在一起", "initials"),
        ("加wei xin", "加微信", "pinyin"),
        ("zhong guo人", "中国人", "pinyin"),
        ("他you shi jian", "他有时间", "pinyin"),
        ("他在yin hang上班", "他在银行上班", "pinyin"),
        ("加wx聊", "加微信聊", "initials"),
        ("⼈民⽹", "人民网", "look-alike"),
    ],
)
def test_a_disguise_is_undone_and_named(disguised: str, plain: str, kind: str) -> None:
    restored = restore(disguised)
    assert restored.text == plain
    assert kind in {change.kind for change in restored.changes}


NOISY = (
    "关停违法违规网站2200余个,依约关闭◆■、停更账号1■★◆.3万余个,清理信息8◆■◆.4万余条。\n"
    "暂停更新网站11家★◆★★◆■,关闭违法网站2600余家■◆,约谈“德普优化◆◆■■”等网站平台。\n"
)


def test_noise_is_learned_from_the_text_and_torn_digits_are_joined() -> None:
    restored = restore(NOISY)
    assert "停更账号1.3万余个,清理信息8.4万余条" in restored.text
    assert not set("◆■★") & set(restored.text)
    assert {change.kind for change in restored.changes} == {"noise", "digits"}
    start = restored.text.index("1.3万")
    first, last = restored.original_span(start, start + 4)
    assert NOISY[first:last] == "1■★◆.3万"


def test_other_glyphs_are_noise_just_as_well() -> None:
    swapped = NOISY.translate(str.maketrans("◆■★", "▣◎♠"))
    assert not set("▣◎♠") & set(restore(swapped).text)


def test_an_address_written_letter_by_letter_is_joined_and_lists_of_letters_stay() -> None:
    assert restore("路子：w x 1 2 m . t o p 速来").text == "路子：wx12m.top 速来"
    assert restore("见 w w w . a b c . c o m").text == "见 www.abc.com"
    for ordinary in ("按字母 A B C D E F G 查找", "第 1 . 2 . 3 页", "J . K . 罗琳著"):
        assert restore(ordinary).text == ordinary


def test_bullets_at_the_beginning_of_lines_stay() -> None:
    listed = "通知公告\n★ 关于放假的通知\n★ 关于招生的通知\n■ 关于考试的通知\n■ 关于体检的通知\n★ 关于停水的通知\n"
    assert restore(listed).text == listed


def test_ordinary_text_comes_back_as_it_is() -> None:
    ordinary = (
        "市网信办依法约谈三家网站平台,责令限期整改(见附件1),并予以警告。记者张伟2025年6月2日报道,女子乒乓球队夺冠。"
    )
    restored = restore(ordinary)
    assert restored.text == ordinary
    assert restored.changes == ()
    assert restored.original_span(3, 9) == (3, 9)


def test_cleaned_text_of_a_traditional_page_stays_traditional() -> None:
    page = "臺灣當局發佈關於體育新聞的報導,請讀者們謹慎選擇,切勿輕信陌生電話與簡訊內容。"
    assert restore(page).cleaned == page
    assert "体育新闻" in restore(page).text


def test_bold_reading_finds_words_by_sound_that_the_best_reading_leaves() -> None:
    assert restore("他是嗨人吗", bold=True).text == "他是黑人吗"
    assert restore("他是嗨人吗").text == "他是嗨人吗"


@given(WILD)
@example("\ud800")
@example("1\u20e3◆■★")
@example("(wǎng)")
def test_changes_rebuild_the_reading_and_the_map_is_monotone(text: str) -> None:
    restored = restore(text)
    pieces, last = [], 0
    for change in restored.changes:
        assert last <= change.start <= change.end <= len(text)
        pieces += (text[last : change.start], change.replacement)
        last = change.end
    assert "".join([*pieces, text[last:]]) == restored.text
    spans = [restored.original_span(place, place + 1) for place in range(len(restored.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[0] <= after[0] and before[1] <= after[1] for before, after in pairwise(spans))
    assert len(restored.folded) == len(restored.text)
    assert isinstance(restored.cleaned, str)


@given(WILD)
def test_a_reading_of_a_table_pass_is_final(text: str) -> None:
    """What the table reads it does not read again."""
    once = restore("甲" * 301 + text).text
    kinds = {change.kind for change in restore(once).changes}
    assert not kinds & {"width", "styled", "traditional", "variant", "invisible"}


def test_stretches_of_the_original_are_left_out_of_the_reading() -> None:
    written = "本院门诊時間照常，微＊信加我送彩金，欢迎前来"
    restored = restore(written)
    start, end = written.index("微"), written.index("，欢迎")
    assert restored.without([(start, end)]) == "本院门诊时间照常，，欢迎前来"
    assert restored.without([]) == restored.text
    assert restored.without([(0, len(written))]) == ""
    assert restored.without([(0, 4), (2, 6)]) == restored.without([(0, 6)])


def test_a_character_that_is_traditional_in_some_words_is_read_by_the_text_it_stands_in() -> None:
    assert restore("他說這兩份活都乾過").text == "他说这两份活都干过"
    assert restore("乾隆皇帝與乾坤殿").text == "乾隆皇帝与乾坤殿"
    assert restore("张乾说这份活他做过").text == "张乾说这份活他做过"
