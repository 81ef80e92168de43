"""Forty sites of one trade, made from one page: they sell course cheating, and stand for the letter with forty closures.

Two of them ignore a closure, one comes back under another name. They are visited by a plan of their own, which nobody
starts but the user.
"""

from __future__ import annotations

from functools import cache

from mingjian.demo.sites.site import Page, Site

COUNT = 40
TIER = 4
"""Outside of the tiers that the daily patrol visits."""
PLAN = "代刷网课网站集中处置（40 家）"
ALIVE = (7, 23)
MOVED = 31
MOVED_TO = "xinke-daishua.test"
_TITLE = "网课代刷平台_学习通智慧树代看_24小时自助下单"
_BODY = """<h1>网课代刷，自助下单</h1><p>专业代刷网课：学习通、智慧树、雨课堂，视频代看、作业代做、考试代考，全程托管，包过包满分。</p>
<p>单科 5 元起，批量下单更优惠，代理加盟日结。<a href="/order/">立即下单</a> 客服微信：daishua-{n:02}</p>"""


def host(number: int) -> str:
    """The host of one of them, from 1."""
    return f"wk{number:02}.test"


@cache
def shops() -> dict[str, Site]:
    """All of them by host."""
    return {host(number): _shop(number) for number in range(1, COUNT + 1)}


def _shop(number: int) -> Site:
    page = Page("/", _TITLE, _BODY.format(n=number), label="首页", keywords="网课代刷,代考,学习通代看")
    return Site(
        host=host(number),
        name=f"速过网课{number:02}",
        look="shop",
        pages={"/": page},
        closing="ignored" if number in ALIVE else "notice",
        returns_as=MOVED_TO if number == MOVED else "",
    )
