"""Services from a table: looked through first, wrong rows named and left out, written only by whoever may."""

from __future__ import annotations

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.places import DAY, NOW

pytestmark = pytest.mark.django_db
GOOD = "名称,网址,主体,单位代码,行业,等级,专项,备案号\n临溪一中,https://lx1z.test/,临溪县第一中学,9901,school,1,清朗2026、护苗,榕ICP备1号-1\n小店,xd.test,小店,,,,,\n"


def look(place, text, charset="utf-8"):
    from mingjian.office.registry.import_services import look_through

    return look_through(text.encode(charset), place.city, day=DAY)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_is_registered_row_by_row(place, charset):
    from mingjian.office.registry.import_services import import_services
    from mingjian.records.models import OnlineService

    looked = look(place, GOOD, charset)
    assert looked.errors == ()
    assert OnlineService.objects.count() == 2  # looking writes nothing
    assert import_services(looked, by=place.patrol, at=NOW) == 2
    school = OnlineService.objects.get(host="lx1z.test")
    assert (school.tier, school.tags, school.state, school.address) == (
        1,
        ["清朗2026", "护苗"],
        "filed",
        "https://lx1z.test/",
    )
    assert (school.subject.sector, school.filings.get().holder) == ("school", "临溪县第一中学")
    assert OnlineService.objects.get(host="xd.test").state == "unfiled"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (",a.test,b,,,,,", "名称为空"), ("a,,b,,,,,", "无效"), ("a,ftp://a.test/,b,,,,,", "无效"), ("a,a.test,,,,,,", "主体为空"),
        ("a,sushua.test,b,,,,,", "已经登记"), ("a,xd.test,b,,,,,", "重复"), ("a,a.test,b,9902,,,,", "辖区内没有"),
        ("a,a.test,b,,学校,,,", "小写字母"), ("a,a.test,b,,,4,,", "等级"), ("a,a.test,b,,,,,榕ICP备2024000001号-1", "备案号"),
        ("a,http://[::1/,b,,,,,", "无效"), ("a," + "x" * 300 + ".test,b,,,,,", "无效"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named_with_its_line_and_left_out(place, row, said):
    looked = look(place, GOOD + row + "\n")
    assert len(looked.rows) == 2
    assert [(error.number, said in error.zh) for error in looked.errors] == [(4, True)]


@pytest.mark.parametrize(
    "content", [b"", b"\0\1", b"PK\x03\x04 a workbook", b"\xff\xfe\xfd", b"a,b,c\n1,2,3\n", "名称,网址\n1,2\n".encode()]
)
def test_what_is_no_such_table_is_refused(place, content):
    from mingjian.office.registry.import_services import look_through

    with pytest.raises(BadInput):
        look_through(content, place.city, day=DAY)


def test_only_an_officer_with_the_role_registers_and_a_refusal_writes_nothing(place):
    from mingjian.office.registry.import_services import import_services
    from mingjian.records.models import Event, OnlineService

    events = Event.objects.count()
    with pytest.raises(ForbiddenAct):
        import_services(look(place, GOOD), by=place.handler, at=NOW)
    assert (OnlineService.objects.count(), Event.objects.count()) == (2, events)


def test_somebody_who_registered_a_host_meanwhile_stops_the_whole_table(place):
    from mingjian.office.registry.import_services import import_services
    from mingjian.records.models import OnlineService

    looked = look(place, GOOD)
    import_services(look(place, GOOD.splitlines()[0] + "\n小店,xd.test,小店,,,,,\n"), by=place.patrol, at=NOW)
    with pytest.raises(BadInput):
        import_services(looked, by=place.patrol, at=NOW)
    assert OnlineService.objects.count() == 3


def test_a_service_gets_another_tier_by_whoever_may(place):
    from mingjian.office.registry.change_service import change_patrolling

    with pytest.raises(ForbiddenAct):
        change_patrolling(place.shop, tier="1", tags=["a"], by=place.stranger, at=NOW)
    with pytest.raises(BadInput):
        change_patrolling(place.shop, tier="9", tags=["a"], by=place.patrol, at=NOW)
    place.shop.refresh_from_db()
    assert (place.shop.tier, place.shop.tags) == (2, [])
    assert change_patrolling(place.shop, tier="1", tags=["a"], by=place.patrol, at=NOW).tags == ["a"]
