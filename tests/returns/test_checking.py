"""Only rows with basis, notice and way of appeal count; every other row says what it lacks."""

from __future__ import annotations

import pytest

from mingjian.returns.keys import account_key, hide_numbers, identity_key, item_key, number_key, plain_identity
from tests.returns.files import FIRST, KEY, checker

GOOD = {
    "uid": "u1", "measure": "account_closure", "acted_on": "2026-11-03", "basis": "RD-CSL69", "notice": "told",
    "redress": "平台申诉中心",
}  # fmt: skip
PERSON = "11010519491231002X"  # the example of GB 11643


def check(code="accounts", correction=False, **cells):
    return checker(code, correction=correction).check(2, {**GOOD, **cells})


def test_a_whole_row_counts():
    row = check()
    assert row.counts
    assert row.key == account_key(KEY, "platform.manlu", "u1")
    assert (row.measure, row.notice, row.redress) == ("account_closure", "told", "平台申诉中心")


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"uid": ""}, "key_missing"),
        ({"measure": "刷榜"}, "measure_unknown"),
        ({"measure": "item_removal"}, "measure_elsewhere"),
        ({"acted_on": "上周"}, "day_wrong"),
        ({"acted_on": "2026-02-30"}, "day_wrong"),
        ({"acted_on": "2026-10-31"}, "day_outside"),
        ({"acted_on": "2026-12-01"}, "day_outside"),
        ({"basis": ""}, "basis_unknown"),
        ({"basis": "RD-CSL68-OLD"}, "basis_not_in_force"),
        ({"basis": "CH-SITE48"}, "basis_without_power"),
        ({"basis": "RD-ECO34"}, "basis_speech"),
        ({"notice": ""}, "notice_missing"),
        ({"notice": "not_told"}, "notice_without_reason"),
        ({"notice": "未告知", "why_not_told": "无"}, "notice_without_reason"),
        ({"redress": ""}, "redress_missing"),
        ({"redress": "无"}, "redress_missing"),
        ({"platform": "别家"}, "other_platform"),
        ({"holder_phone": "12345"}, "phone_wrong"),
        ({"holder_id": "110101199003070000"}, "identity_wrong"),
        ({"change": "remove"}, "change_elsewhere"),
        ({"change": "也许"}, "change_unknown"),
        ({"facts": "=cmd|' /C calc'!A0"}, "formula"),
        ({"facts": "+cmd|' /C calc'!A0"}, "formula"),
        ({"facts": "@SUM(1)"}, "formula"),
    ],
)
def test_what_is_missing_is_said(cells, problem):
    assert check(**cells).problems == [problem]


@pytest.mark.parametrize(
    "day", ["2026-11-03", "2026/11/3", "2026.11.03", "20261103", "2026年11月3日", "2026-11-03 00:00:00"]
)
def test_days_are_read_as_people_write_them(day):
    assert check(acted_on=day).acted_on == FIRST.replace(day=3)


@pytest.mark.parametrize("uid", ["@ming", "-Li-", "+8613800000000", "-12"])
def test_an_id_that_only_looks_odd_is_an_id(uid):
    assert check(uid=uid).counts


def test_numbers_are_never_kept_in_clear():
    row = check("numbers", number="+86 138-0000-1234", measure="number_handling", facts="号码13800001234批量注册")
    assert row.counts
    assert row.key == number_key(KEY, "13800001234")
    assert "13800001234" not in repr(row)
    row = check(uid="13800001234", holder_phone="13800001234", holder_id=PERSON, redress="电话13800001234")
    assert (row.phone, row.identity) == (number_key(KEY, "13800001234"), identity_key(KEY, PERSON))
    assert row.counts
    assert "13800001234" not in repr(row)
    assert PERSON not in repr(row)


def test_the_check_digit_of_an_identity_number_is_checked():
    assert plain_identity(PERSON.lower()) == PERSON
    assert plain_identity(PERSON[:-1] + "1") == ""


def test_a_hotline_stays_readable():
    assert hide_numbers("拨打12377或400-820-8820，手机13912345678") == "拨打12377或400-820-8820，手机139******78"


def test_an_item_at_the_same_address_on_another_day_is_another_item():
    one, two = FIRST.replace(day=3), FIRST.replace(day=4)
    assert item_key(KEY, "https://A.test/x#top", one) == item_key(KEY, "HTTPS://a.TEST/x", one)
    assert item_key(KEY, "https://a.test/x", one) != item_key(KEY, "https://a.test/x", two)
    assert item_key(KEY, "https://a.test/X", one) != item_key(KEY, "https://a.test/x", one)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "a.test/x", "http://", "ftp://a.test/x", "http://[::1"])
def test_an_address_that_is_none_is_marked(url):
    assert check("items", url=url, measure="item_removal").problems == ["address_wrong"]


def test_another_key_gives_other_digests():
    assert number_key(KEY, "13800001234") != number_key(b"x" * 32, "13800001234")


def test_what_is_removed_needs_no_basis():
    assert check(correction=True, change="删除", basis="", notice="", redress="").counts
