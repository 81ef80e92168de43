"""What holds of every measure against an account: a platform carries it out, the account follows, the holder is told."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import account, approved, by_letter, checked, lifted, proposed, said
from tests.office.places import DAY, NOW

BASIS = "PA-TRADE-RULE"


class OfAccounts:
    """The tests of one measure: `code`, and `state`, in which the account then is."""

    code = ""
    state = ""

    def ordered(self, place, visited):
        from mingjian.office.measures.targets import account_target

        one = account(place)
        return approved(place, visited, self.code, BASIS, executor=one.platform, targets=(account_target(one),))

    def test_from_proposal_to_proof_the_account_follows(self, place, visited):
        measure = self.ordered(place, visited)
        one = measure.targets.get().account
        by_letter(place, measure)
        one.refresh_from_db()
        assert (measure.state, one.state, measure.service) == ("executed", self.state, one.service)
        assert measure.notices.get().told_on == DAY
        assert checked(place, measure).state == "verified"
        lifted(place, measure)
        one.refresh_from_db()
        assert one.state == "active"

    def test_it_names_one_account(self, place, visited):
        with pytest.raises(ForbiddenAct, match="needs its target"):
            proposed(place, visited, self.code, BASIS)

    def test_the_platform_must_say_whether_it_told_the_holder(self, place, visited):
        from mingjian.office.measures.send_order import send_order
        from mingjian.office.measures.take_answer import take_answer

        measure = self.ordered(place, visited)
        order = send_order([measure], measure.executor, by=place.province_handler, at=NOW)
        take_answer(order, measure.executor, [said(measure.number)], way="file", digest="0" * 64, at=NOW)
        row = order.answers.get().rows.get()
        assert (row.fate, row.reasons[0]["code"]) == ("marked", "owner_not_said")
        assert measure.notices.get().told_on is None
