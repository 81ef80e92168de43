"""Who may sign a record of taking electronic evidence."""

from __future__ import annotations

from mingjian.law.verdicts import Met, Verdict, refuse


def may_record(holds_card: bool, who: str) -> Verdict:
    """Each of the two officers must hold a valid enforcement card on the day. Article: 行政处罚法 §42, §55."""
    return Met() if holds_card else refuse("card_not_valid", "行政处罚法 §42、§55", who=who)
