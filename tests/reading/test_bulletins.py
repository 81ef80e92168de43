"""A published bulletin gives its figures and named subjects; polluting it changes none whose words survive."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from pathlib import Path

import pytest

from mingjian.reading import read_bulletin
from tests.reading.polluter import POLLUTIONS, branded, shuffled, torn_digits

FOLDER = Path(__file__).parent / "bulletins"
BULLETINS = sorted(FOLDER.glob("*.txt"))


def expected(path: Path) -> dict:
    return json.loads(path.with_suffix(".json").read_text("utf-8"))


def figures(reading) -> list[tuple[int | None, str, bool]]:
    return [(f.value, f.unit, f.at_least) for f in reading.figures]


def wanted(path: Path) -> list[tuple[int | None, str, bool]]:
    return [tuple(figure) for figure in expected(path)["figures"]]


@pytest.mark.parametrize("path", BULLETINS, ids=lambda p: p.stem)
def test_a_clean_bulletin_gives_exactly_its_figures_and_names(path):
    text = path.read_text("utf-8")
    reading = read_bulletin(text)
    assert figures(reading) == wanted(path)
    assert [n.name for n in reading.named] == expected(path)["named"]
    assert reading.period == expected(path)["period"]
    assert reading.issuer == expected(path)["issuer"]
    assert reading.damage == tuple(expected(path).get("damage", ()))


@pytest.mark.parametrize("path", BULLETINS, ids=lambda p: p.stem)
def test_every_figure_name_and_mark_is_quoted_from_the_original(path):
    text = torn_digits(path.read_text("utf-8"), random.Random(7))
    reading = read_bulletin(text)
    assert reading.figures
    for item in (*reading.figures, *reading.marks):
        assert text[item.start : item.end] == item.text
    for name in reading.named:
        assert name.name[0] == text[name.start]
        assert name.name[-1] == text[name.end - 1]


@pytest.mark.parametrize("path", BULLETINS, ids=lambda p: p.stem)
@pytest.mark.parametrize("pollution", POLLUTIONS)
@pytest.mark.parametrize("seed", range(3))
def test_pollution_changes_no_figure_whose_words_survive(path, pollution, seed):
    polluted = POLLUTIONS[pollution](path.read_text("utf-8"), random.Random(f"{path.stem}{seed}"))
    reading = read_bulletin(polluted)
    assert Counter(figures(reading)) == Counter(wanted(path))
    assert {n.name for n in reading.named} == set(expected(path)["named"])
    assert reading.period == expected(path)["period"]
    assert reading.issuer == expected(path)["issuer"]


@pytest.mark.parametrize("path", BULLETINS, ids=lambda p: p.stem)
def test_all_pollutions_at_once(path):
    text, dice = path.read_text("utf-8"), random.Random(path.stem)
    polluted = torn_digits(branded(shuffled(text, dice), dice), dice)
    reading = read_bulletin(polluted)
    assert Counter(figures(reading)) == Counter(wanted(path))
    assert {n.name for n in reading.named} == set(expected(path)["named"])
    assert {"brand", "noise"} <= set(reading.damage)


@pytest.mark.parametrize("path", BULLETINS, ids=lambda p: p.stem)
def test_a_number_torn_out_is_lost_never_guessed(path):
    """Each number before a unit that closes its clause is torn out in turn: it is lost, the others are as before."""
    text = path.read_text("utf-8")
    before = Counter(figures(read_bulletin(text)))
    torn = 0
    for match in re.finditer(
        r"(?<=网站|账号|信息|线索|案件|程序)[\d.,]+万?(?=余?(?:家|个|条|件|款|批次)[，、。])", text
    ):
        reading = read_bulletin(text[: match.start()] + text[match.end() :])
        lost = [f for f in reading.figures if f.lost]
        assert [(f.value, f.text[-1]) for f in lost] == [(None, lost[0].unit[-1])] if lost else False, match.group()
        assert len(reading.figures) == sum(before.values())
        assert not Counter(f for f in figures(reading) if f[0] is not None) - before
        assert "lost words" in reading.damage
        torn += 1
    assert torn


def test_the_date_of_a_repost_is_never_the_period():
    text = "某市网信办通报\n来源：网络 时间：2025-06-02\n共约谈网站3家。"
    assert read_bulletin(text).period is None
    assert read_bulletin(text.replace("共约谈", "一季度，共约谈")).period == "一季度"


@pytest.mark.parametrize(
    "text",
    [
        "办结率98.5%，同比上升3个百分点。",
        "根据《网络安全法》第六十一条和浙网信〔2024〕15号文件。",
        "自2024年3月1日起为期3个月。",
        "坚持“发现一起、查处一起”，做到“两个维护”，落实五方面任务。",
        "依法关闭一批网站，举报电话12377，24小时受理。",
        "开展第三批检查，会同5个部门在9个设区市推进。",
        "国家网信办召集专家、商家研究条款和案件，约谈大家。",
    ],
)
def test_dates_shares_ordinals_durations_and_slogans_are_no_figures(text):
    assert read_bulletin("通报\n" + text).figures == ()


@pytest.mark.parametrize(
    "text",
    [
        "整治“自媒体”乱象，打击“刷榜”行为，治理“换脸”技术滥用。",
        "开展“清朗·网络戾气整治”专项行动，推进“护苗2024”工作。",
        "按照“属地管理、分级负责”的原则，落实“青少年模式”要求。",
        "清理涉“高薪兼职”“刷单返利”等诈骗信息。",
        "针对“大数据杀熟”“强制索权”等问题开展检查。",
    ],
)
def test_not_every_quotation_is_a_subject(text):
    assert read_bulletin("通报\n" + text).named == ()


def test_a_part_without_a_verb_counts_what_the_part_before_it_did():
    reading = read_bulletin("通报\n依法关停账号1.2万余个、群组300个，约谈网站41家、警告5家。")
    assert [f.subject for f in reading.figures] == ["依法关停账号", "关停群组", "约谈网站", "警告"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "没有数字的文字",
        "“",
        "”“”“",
        "余万亿家",
        "1" * 5_000 + "家",
        "一" * 5_000,
        "“" * 5_000,
        "约谈" * 5_000,
    ],
)
def test_any_text_is_read_without_a_fault(text):
    assert read_bulletin(text).issuer is None
