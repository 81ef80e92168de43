"""When a bundle may be destroyed by law: the ground, and what forbids it."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.law.verdicts import Met, Verdict, refuse


@dataclass(frozen=True, slots=True)
class Ground:
    """A legal ground. `over_measures`: it holds even where a measure that stands rests on the bundle.

    `confirmed`: whether lawyers have checked that the article carries a destruction; the interface says if not.
    """

    code: str
    article: str
    over_measures: bool = False
    confirmed: bool = True


GROUNDS = {
    ground.code: ground
    for ground in (
        Ground("pipl_47", "个人信息保护法 §47"),
        Ground("archive_period_over", "档案法 §31", confirmed=False),
        Ground("police_took_over", "未成年人网络保护条例 §29", over_measures=True, confirmed=False),
        Ground("court_order", "明鉴 §销毁", over_measures=True),
    )
}
"""The grounds by code. What is not confirmed must be checked by the office's own lawyers; `docs/law.md` lists it."""


def may_destroy(
    ground: str, *, reason: str, holds: int, measures_standing: int, record_waits: bool, handed_over: bool | None
) -> Verdict:
    """Say whether a bundle may be destroyed.

    `holds`: legal holds that stand; `measures_standing`: measures in force or under way that rest on the bundle;
    `record_waits`: a record of evidence waits for its second officer; `handed_over`: None unless its content goes to
    the police, else whether they have it.
    Article: 行政处罚法 §46 (evidence must be kept as long as a decision rests on it), 档案法 §31.
    """
    if ground not in GROUNDS:
        return refuse("destruction_without_ground", "明鉴 §销毁")
    if not reason.strip():
        return refuse("destruction_without_reason", "明鉴 §销毁")
    if holds:
        return refuse("destruction_held", "明鉴 §保全", holds=holds)
    if handed_over is False:
        return refuse("destruction_before_handover", "移送涉嫌犯罪案件规定 §5")
    if record_waits:
        return refuse("destruction_record_waits", "行政处罚法 §46")
    if measures_standing and not GROUNDS[ground].over_measures:
        return refuse("destruction_measure_stands", "行政处罚法 §46", measures=measures_standing)
    return Met()
