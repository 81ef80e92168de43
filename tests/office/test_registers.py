"""Files of filing and domain data: looked over, taken in whole or not at all, taken back; and what they alone tell."""

from __future__ import annotations

import datetime

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.evidence_store import seen, store  # noqa: F401 - fixtures
from tests.office.places import DAY, NOW

HEAD = "域名,备案号,主办单位名称,域名持有者,注册商,注册日期,到期日期\n"
LINE = "sushua.test,榕ICP备2024000001号-1,速刷网络科技,速刷网络科技,甲注册商,2020-01-02,2027-05-01\n"


def take(place, text, *, name="备案.csv", charset="utf-8", by=None):
    from mingjian.office.registry.import_registrations import import_registrations

    return import_registrations(name, text.encode(charset), "省通信管理局", DAY, by=by or place.handler, at=NOW)


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gbk"])
def test_a_file_brings_the_mirror_up_and_undo_brings_it_back(place, charset):
    from mingjian.office.registry.import_registrations import undo_import
    from mingjian.records.models import Domain

    before = [*Domain.objects.values(), *place.shop.filings.values()]
    taken = take(place, HEAD + LINE + "unknown.test,,,某人,,,2027-01-01\n", charset=charset)
    assert (taken.rows, taken.known) == (2, 1)
    domain = place.shop.domains.get()
    assert (domain.holder, domain.registrar, str(domain.expires_on)) == ("速刷网络科技", "甲注册商", "2027-05-01")
    assert taken.registrations.get(domain="unknown.test").service is None
    undo_import(taken, by=place.handler, at=NOW)
    assert [*Domain.objects.values(), *place.shop.filings.values()] == before
    with pytest.raises(BadInput):
        undo_import(taken, by=place.handler, at=NOW)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + LINE + "nodomain,,,,,,\n", 3),
        (HEAD + "a.test,,,,,,2027-13-01\n" + LINE, 2),
        (HEAD + LINE + LINE, 3),
        (HEAD + f"a.test,{'9' * 65},,,,,\n", 2),
        (HEAD + f"a.test,,{'名' * 201},,,,\n", 2),
    ],
)
def test_one_bad_line_and_nothing_is_taken_in(place, text, line):
    from mingjian.office.registry.import_registrations import preview_import
    from mingjian.records.models import Event, Registration, RegistryImport

    events = Event.objects.count()
    with pytest.raises(BadInput, match=f"line {line}"):
        take(place, text)
    assert preview_import("备案.csv", text.encode(), by=place.handler).faults[0][0] == line
    assert not RegistryImport.objects.exists()
    assert not Registration.objects.exists()
    assert not place.shop.domains.exists()
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00\x01" * 9),
        ("a.csv", "单位\n某单位\n".encode()),
        ("a.json", b'{"domain": "a.test"}'),
        ("a.json", b"[" * 100_000),
        ("a.json", b"[]"),
        ("a.csv", HEAD.encode()),
    ],
)
def test_what_is_no_registry_file_is_told_in_one_sentence(place, name, content):
    from mingjian.office.registry.import_registrations import preview_import

    with pytest.raises(BadInput):
        preview_import(name, content, by=place.handler)


def test_the_same_file_twice_an_older_one_and_one_from_tomorrow(place):
    from mingjian.office.registry.import_registrations import import_registrations

    take(place, HEAD + LINE)
    with pytest.raises(BadInput, match="already"):
        take(place, HEAD + LINE, name="改名.csv")
    with pytest.raises(BadInput, match="as of"):
        import_registrations(
            "b.csv", (HEAD + "b.test,,,,,,\n").encode(), "x", DAY.replace(day=25), by=place.handler, at=NOW
        )
    older = HEAD + LINE.replace("速刷网络科技,甲", "旧持有人,甲")
    import_registrations("旧.csv", older.encode(), "x", DAY.replace(day=1), by=place.handler, at=NOW)
    assert place.shop.domains.get().holder == "速刷网络科技"


def test_a_later_import_must_be_undone_first_and_others_may_neither(place):
    from mingjian.office.registry.import_registrations import undo_import

    first = take(place, HEAD + LINE)
    second = take(place, HEAD + LINE.replace("甲注册商", "乙注册商"))
    first.taken_at -= datetime.timedelta(hours=1)
    first.save()
    with pytest.raises(BadInput, match="later"):
        undo_import(first, by=place.handler, at=NOW)
    for who in (place.stranger, place.head, place.intake):
        with pytest.raises(ForbiddenAct):
            undo_import(second, by=who, at=NOW)
    with pytest.raises(ForbiddenAct):
        take(place, HEAD + "c.test,,,,,,\n", by=place.head)


# --- what the registers alone tell ---------------------------------------------------------------------------------------


def look(service):
    from mingjian.office.registry.compare_registers import compare_registers

    return compare_registers(service, at=NOW)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("速刷网络科技,甲注册商,2020-01-02,2027-05-01", []),
        ("某某投资,甲注册商,2020-01-02,2027-05-01", ["filing_other_holder"]),
        ("速刷网络科技,甲注册商,2020-01-02,2026-12-24", ["domain_expires"]),
        ("速刷网络科技,甲注册商,2020-01-02,2026-12-25", []),
        ("速刷网络科技,甲注册商,2020-01-02,2026-11-23", ["domain_expired"]),
        ("某某投资,甲注册商,2020-01-02,2026-11-23", ["filing_other_holder", "domain_expired"]),
    ],
)
def test_a_finding_without_any_content(place, change, codes):
    take(place, HEAD + f"sushua.test,榕ICP备2024000001号-1,速刷网络科技,{change}\n")
    finding = look(place.shop)
    assert [reason["code"] for reason in (finding.reasons if finding else [])] == codes
    if finding:
        assert (finding.capture, finding.shown_view, finding.origin, finding.verdict) == (
            None,
            None,
            "registers",
            "suspect",
        )
        assert finding.score < 0.5
        assert look(place.shop) is None, "the same is found once"


def test_it_convicts_nobody_no_measure_can_rest_on_it(place, seen):  # noqa: F811
    from mingjian.office.measures.propose_measure import propose_measure
    from mingjian.office.patrol.judge_finding import confirm_finding

    seen(place.shop, found=False)
    take(place, HEAD + "sushua.test,,,某某投资,,,2026-11-23\n")
    lead = confirm_finding(look(place.shop), by=place.patrol, at=NOW)
    with pytest.raises(ForbiddenAct) as refused:
        propose_measure(lead, "interview", "RD-CSL69", "域名易主。", by=place.province_handler, at=NOW)
    assert "行政处罚法 §40" in refused.value.say("zh")


def test_it_is_judged_like_others_and_not_found_again_once_dismissed(place, client):
    from mingjian.office.patrol.judge_finding import dismiss_finding, look_again
    from tests.web.conftest import signed_in

    take(place, HEAD + "sushua.test,,,某某投资,,,2027-05-01\n")
    finding = look(place.shop)
    for language in ("zh-hans", "en"):
        shown = signed_in(place.patrol, language).get(f"/desk/findings/{finding.pk}/").content.decode()
        assert "某某投资" in shown
    assert look_again(finding, by=place.patrol, at=NOW).views == ["plain", "search", "crawler", "phone"]
    assert look(place.shop) is None
    take(place, HEAD + "sushua.test,,,另一家,,,2027-05-01\n")
    dismiss_finding(look(place.shop), "集团内部调整", by=place.patrol, at=NOW)
    assert look(place.shop) is None


def test_a_page_that_cites_a_filing_of_another(place, seen):  # noqa: F811
    from mingjian.records.models import Filing

    seen(place.shop, text="版权所有 榕ICP备2019999999号-1", found=False)
    assert [reason["code"] for reason in look(place.shop).reasons] == ["filing_of_another"]
    Filing.objects.update(state="cancelled_by_authority")
    assert look(place.shop) is None
