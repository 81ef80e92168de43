"""The comparison that may accuse: what stands both times and has no ordinary reason; everything else stays silent."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from mingjian.capture import Visit
from mingjian.capture.cloaking import cloaking, suspicious

AT = datetime.datetime(2026, 11, 24, tzinfo=datetime.UTC)
CLINIC = (
    "清源镇卫生院门诊时间为每天上午八点至下午五点，节假日照常接诊。预约挂号请携带身份证和医保卡到一楼大厅办理。" * 3
)
GARDEN = (
    "春季栽培要点包括松土、浇水、遮阴和追肥，幼苗移栽以后七天之内不宜施用浓肥，叶面发黄时先检查根部是否积水，再决定要不要换盆。"
    * 3
)


def visit(view, text=CLINIC, title="清源镇卫生院", url="http://clinic.test/", status=200, links=()):
    anchors = "".join(f'<a href="http://{host}/">x</a>' for host in links)
    body = f"<!doctype html><meta charset=utf-8><title>{title}</title><p>{text}</p>{anchors}".encode()
    return Visit(view, "http://clinic.test/", (), url, status, body, "text/html", "utf-8", None, AT, AT)


def kinds(left, right):
    return [found.kind for found in cloaking(left, right)]


def twice(view, **given):
    return visit(view, **given), visit(view, **given)


def test_another_page_for_search_visitors_is_told_with_both_sides():
    found = cloaking(twice("plain"), twice("search", text=GARDEN, title="园艺"))
    assert [one.kind for one in found] == ["title", "text"]
    assert (found[0].left, found[0].right) == ("清源镇卫生院", "园艺")
    assert "门诊时间" in found[1].left
    assert "春季栽培" in found[1].right


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        (twice("plain"), twice("search", url="http://other.example/"), "redirect"),
        (twice("phone"), twice("phone_search", title="清源镇卫生院 特别"), "title"),
        (twice("plain", status=404, text="没有"), twice("search"), "status"),
        (twice("plain"), twice("search", links=("a.example", "b.example", "c.example")), "links"),
        (twice("plain"), twice("crawler", text=GARDEN, title="园艺"), "text"),
    ],
)
def test_each_kind_of_difference_is_found(left, right, kind):
    assert suspicious(left[0], right[0])
    assert kind in kinds(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (twice("plain"), twice("search")),
        (twice("plain"), twice("search", url="http://www.clinic.test/")),
        (twice("plain"), twice("phone", text=CLINIC[:60], url="http://m.clinic.test/")),
        (twice("plain"), twice("phone", title="清源镇卫生院手机版", text=GARDEN[:100])),
        (twice("plain", text="加载中"), twice("crawler", text=GARDEN, title="清源镇卫生院")),
        (twice("plain"), twice("crawler", status=403, text="Forbidden", title="403")),
        (twice("plain", status=412, text="", title=""), twice("crawler")),
        (twice("plain"), twice("search", status=503, text="busy", title="503")),
        (twice("plain"), twice("search", links=("ad1.example", "ad2.example"))),
    ],
    ids=["same", "www", "mobile", "mobile text", "shell", "crawler refused", "script test", "busy", "advertisement"],
)
def test_ordinary_differences_accuse_nobody(left, right):
    assert kinds(left, right) == []


def test_a_page_that_changes_by_itself_accuses_nobody():
    left = visit("plain"), visit("plain", text=GARDEN, title="园艺")
    assert suspicious(left[0], visit("search", text=GARDEN, title="园艺"))
    assert kinds(left, twice("search", text=GARDEN, title="园艺")) == []


def test_a_difference_that_is_gone_at_the_second_look_accuses_nobody():
    right = visit("search", text=GARDEN, title="园艺"), visit("search")
    assert kinds(twice("plain"), right) == []


def test_content_that_differs_anew_each_time_for_search_visitors_only_is_told():
    right = visit("search", text=GARDEN, title="园艺"), visit("search", text=GARDEN[::-1], title="艺园")
    assert kinds(twice("plain"), right) == ["title", "text"]


def test_a_visitor_nobody_answered_is_shown_nothing():
    gone = replace(visit("search"), status=None, body=b"")
    assert not suspicious(visit("plain"), gone)
