"""A filing whose domain has another owner, was registered again, or runs out: how expired domains are taken over."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mingjian.detect.facts import PageFacts
from mingjian.detect.judgement import Finding
from mingjian.detect.marking import mark_response
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

SOON: Final = 30  # days before expiry in which a reminder is worth a sign


def detect(examined: Examined) -> Iterator[Finding]:
    """Compare the filing with the register of domains; says nothing where a fact is missing."""
    facts = examined.page.facts
    if facts.filing_holder and facts.domain_holder and _plain(facts.filing_holder) != _plain(facts.domain_holder):
        params = {"filed": facts.filing_holder, "holder": facts.domain_holder}
        yield mark_response("filing", Reason("filing_other_holder", params), 0.4)
    if facts.domain_registered_again:
        yield mark_response("filing", Reason("domain_registered_again"), 0.4)
    yield from _expiry(facts)


def _expiry(facts: PageFacts) -> Iterator[Finding]:
    if facts.domain_expires is None or facts.today is None:
        return
    days = (facts.domain_expires - facts.today).days
    day = facts.domain_expires.isoformat()
    if days < 0:
        yield mark_response("filing", Reason("domain_expired", {"day": day}), 0.3)
    elif days <= SOON:
        yield mark_response("filing", Reason("domain_expires", {"day": day, "days": days}), 0.1)


def _plain(name: str) -> str:
    return "".join(name.split()).replace("（", "(").replace("）", ")").casefold()
