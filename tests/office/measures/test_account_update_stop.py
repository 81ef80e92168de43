"""账号停更: one account, by its platform under its user agreement."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import account, approved, by_letter, checked, lifted, proposed, said
from tests.office.places import DAY

pytestmark = pytest.mark.django_db


def ordered(place, visited):
    from mingjian.office.measures.targets import account_target

    one = account(place)
    return approved(
        place, visited, "account_update_stop", "PA-TRADE-RULE", executor=one.platform, targets=(account_target(one),)
    )


def test_from_proposal_to_proof_the_account_follows(place, visited):
    measure = ordered(place, visited)
    one = measure.targets.get().account
    by_letter(place, measure)
    one.refresh_from_db()
    assert (measure.state, one.state, measure.service) == ("executed", "update_stopped", one.service)
    assert measure.notices.get().told_on == DAY
    assert checked(place, measure).state == "verified"
    lifted(place, measure)
    one.refresh_from_db()
    assert one.state == "active"


def test_it_names_one_account(place, visited):
    with pytest.raises(ForbiddenAct, match="needs its target"):
        proposed(place, visited, "account_update_stop", "PA-TRADE-RULE")


def test_the_platform_must_say_whether_it_told_the_holder(place, visited):
    from mingjian.office.measures.send_order import send_order
    from mingjian.office.measures.take_answer import take_answer
    from tests.office.places import NOW

    measure = ordered(place, visited)
    order = send_order([measure], measure.executor, by=place.province_handler, at=NOW)
    take_answer(order, measure.executor, [said(measure.number)], way="file", digest="0" * 64, at=NOW)
    row = order.answers.get().rows.get()
    assert (row.fate, row.reasons[0]["code"]) == ("marked", "owner_not_said")
    assert measure.notices.get().told_on is None
