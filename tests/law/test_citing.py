"""Rules as documents cite them."""

from __future__ import annotations

import pytest

from mingjian.law.basis import catalogue
from mingjian.law.citing import cited, in_chinese


@pytest.mark.parametrize(
    ("law", "articles", "words"),
    [
        ("网络安全法(2025修正)", "49, 52, 69(1)(2)", "《中华人民共和国网络安全法》第四十九条、第五十二条、第六十九条第一款、第二款"),
        ("广告法", "9(viii), 57(i)", "《中华人民共和国广告法》第九条第八项、第五十七条第一项"),
        ("互联网信息服务管理办法(2024修订)", "14-16, 23?", "《互联网信息服务管理办法》第十四条至第十六条、第二十三条"),
        ("反不正当竞争法(2019)", "22(2), 41(ii)(v)", "《中华人民共和国反不正当竞争法》第二十二条第二款、第四十一条第二项、第五项"),
        ("刑法", "287之二", "《中华人民共和国刑法》第二百八十七条之二"),
    ],
)  # fmt: skip
def test_a_rule_is_cited_in_chinese_numerals(law, articles, words):
    assert cited(law, articles) == words


def test_numerals():
    assert [in_chinese(n) for n in (1, 10, 11, 20, 99, 105, 110, 287)] == [
        "一", "十", "十一", "二十", "九十九", "一百〇五", "一百一十", "二百八十七"]  # fmt: skip


def test_every_rule_of_the_catalogue_can_be_cited():
    assert all(cited(rule.law, rule.article).startswith("《") for rule in catalogue().values())
