"""The same operation on another service: proposed from shared traces, judged by an officer."""

from __future__ import annotations

import pytest

from mingjian.capture.operation import COMMON, link_score
from mingjian.errors import BadInput, ForbiddenAct
from tests.office.evidence_store import seen, store  # noqa: F401 - fixtures
from tests.office.places import NOW

LURE = "网课代刷，加微信：shuake8888 咨询，客服 QQ：123456789"


@pytest.fixture
def pair(place, seen):  # noqa: F811
    seen(place.shop, text=LURE)
    seen(place.clinic, text=f"另一个网站的另一篇文字。{LURE}")
    return place


def test_shared_accounts_propose_a_link_with_the_reasons(pair):
    from mingjian.records.models import OperationLink

    link = OperationLink.objects.get()
    assert (link.earlier, link.later, link.state) == (pair.shop, pair.clinic, "proposed")
    found = {(reason["code"], reason["params"]["maker"], reason["params"]["value"]) for reason in link.reasons}
    assert {("contact", "wechat", "shuake8888"), ("contact", "qq", "123456789")} <= found


def test_a_pair_is_proposed_once_and_a_site_is_no_link_to_itself(pair, seen):  # noqa: F811
    from mingjian.records.models import OperationLink

    seen(pair.shop, text=LURE)
    seen(pair.clinic, text=LURE)
    assert OperationLink.objects.count() == 1


def test_what_did_nothing_wrong_leaves_no_trace(place, seen):  # noqa: F811
    from mingjian.records.models import OperationLink, Trace

    seen(place.shop, text=LURE)
    seen(place.clinic, text=LURE, found=False)
    assert set(Trace.objects.values_list("service", flat=True)) == {place.shop.pk}
    assert not OperationLink.objects.exists()


def test_two_services_of_one_subject_are_no_news(place, seen):  # noqa: F811
    from mingjian.records.models import OperationLink

    place.clinic.subject = place.shop.subject
    place.clinic.save()
    seen(place.shop, text=LURE)
    seen(place.clinic, text=LURE)
    assert not OperationLink.objects.exists()


def test_an_officer_confirms_or_dismisses_and_nobody_twice(pair):
    from mingjian.office.evidence.links import judge_link
    from mingjian.records.models import Event, OperationLink

    link = OperationLink.objects.get()
    for who in (pair.stranger, pair.head, pair.intake):
        with pytest.raises(ForbiddenAct):
            judge_link(link, "confirm", "", by=who, at=NOW)
    for answer, because in (("dismiss", " "), ("perhaps", "x")):
        with pytest.raises(BadInput):
            judge_link(link, answer, because, by=pair.handler, at=NOW)
    link.refresh_from_db()
    assert link.state == "proposed"
    judge_link(link, "confirm", "", by=pair.handler, at=NOW)
    with pytest.raises(BadInput):
        judge_link(link, "dismiss", "不是", by=pair.handler, at=NOW)
    assert Event.objects.filter(verb="link_confirmed", actor=pair.handler).count() == 1


def test_what_many_share_says_nothing_and_one_weak_trace_is_not_enough():
    assert link_score([("analytics:baidu", "x", COMMON + 1)]) == (0.0, [])
    assert link_score([("template", "x", 2), ("marks", "y", 2)])[0] < 0.5
    assert link_score([("analytics:baidu", "x", 2)])[0] >= 0.5
    few, many = [("text", f"{n:02d}:a", 2) for n in range(3)], [("text", f"{n:02d}:a", 2) for n in range(8)]
    assert link_score(few) == (0.0, [])
    assert link_score(many)[1][0]["code"] == "text"


def test_the_desk_shows_the_reasons_in_both_languages(pair):
    from tests.web.conftest import signed_in

    for language, word in (("zh-hans", "联系方式"), ("en", "contact")):
        shown = signed_in(pair.handler, language).get("/desk/links/").content.decode()
        assert word in shown
        assert "shuake8888" in shown
