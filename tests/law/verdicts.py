"""Short words for the tests: a verdict that is met, and the code of one that is not."""

from mingjian.law.verdicts import NotMet, Verdict


def allowed(verdict: Verdict) -> bool:
    assert verdict, verdict.say("en")
    return True


def refused(verdict: Verdict) -> str:
    assert isinstance(verdict, NotMet), "it was allowed"
    assert "（" in verdict.say("zh")
    assert "(" in verdict.say("en")
    return verdict.reason.code
