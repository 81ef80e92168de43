"""What must hold of every course that reaches a decision, written from the articles and reading only the steps.

Shares no code with the guards: it counts its own days, keeps its own bands and looks at the list of steps alone.
"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar

from mingjian.law.steps import Step

# 网络安全法 69, 网络安全法 61 and 未成年人网络保护条例 56 as the courses of these tests use them: (rule, tier) -> yuan.
BANDS = {
    ("RD-CSL69", "base"): (50_000, 500_000),
    ("RD-CSL69", "refuses_or_serious"): (500_000, 2_000_000),
    ("RD-CSL69", "especially_serious"): (2_000_000, 10_000_000),
}
POWERS = {
    ("RD-CSL69", "base"): {"warning", "circulate_notice", "fine"},
    ("RD-CSL69", "refuses_or_serious"): {"fine", "business_suspension", "closure", "licence_cancellation"},
    ("RD-CSL69", "especially_serious"): {"fine", "business_suspension", "closure", "licence_cancellation"},
}
HEAVY = {"business_suspension", "closure", "licence_cancellation"}
LARGE = 50_000


def working_days_after(day: date, number: int) -> date:
    while number:
        day += timedelta(days=1)
        number -= not chinese_calendar.is_holiday(day)
    return day


def working_days_before(day: date, number: int) -> date:
    while number:
        day -= timedelta(days=1)
        number -= not chinese_calendar.is_holiday(day)
    return day


def _last(steps: list[Step], kind: str) -> int:
    return max((n for n, step in enumerate(steps) if step.kind == kind), default=-1)


def violations(steps: list[Step]) -> list[str]:
    """The articles that a course breaks which ends in a decision or has one; empty for a lawful course."""
    at = _last(steps, "decided")
    if at < 0:
        return []
    found = []
    decision, before = steps[at], steps[:at]
    kinds = [step.kind for step in before]
    penalty = decision.facts["decision"] == "penalty"
    if "filed" not in kinds:
        return ["§54 not filed"]
    filed = before[_last(before, "filed")]
    handlers = {row["code"] for row in filed.facts["handlers"]}
    if len(handlers) < 2:
        found.append("§42 fewer than two handlers")
    if any(o.code in handlers for o in decision.by) or not any(
        o.holds("office_head", "main_head") for o in decision.by
    ):
        found.append("§57 not decided by a head")
    if decision.day > _last_day(before, filed.day, decision.day):
        found.append("§60 out of time")
    found += _crime(before)
    start = max(_last(before, "supplemented"), 0)  # what was told and reviewed before more investigation has fallen
    found += _review(before[start:], decision, handlers, penalty)
    if penalty:
        found += _told_and_heard(before[start:], decision, handlers)
        found += _amounts(before, decision)
    return found


def _last_day(before: list[Step], filed: date, today: date) -> date:
    """Ninety days, sixty more, a superior's day; hearings and pauses do not count (程序规定 45)."""
    stopped: set[date] = set()
    since: date | None = None
    for step in [*before, Step("end", today)]:
        if step.kind in ("hearing_asked", "clock_paused") and since is None:
            since = step.day
        elif step.kind in ("hearing_reported", "hearing_withdrawn", "clock_resumed", "end") and since:
            stopped |= {since + timedelta(days=n) for n in range((step.day - since).days + 1)}
            since = None
    day, left = filed, 90 + 60 * any(step.kind == "decision_extended" for step in before)
    while left:
        day += timedelta(days=1)
        left -= day not in stopped
    more = [date.fromisoformat(step.facts["until"]) for step in before if step.kind == "decision_extended_more"]
    return max([day, *more])


def _crime(before: list[Step]) -> list[str]:
    check = _last(before, "crime_checked")
    if check < 0:
        return ["移送规定 §3 crime not checked"]
    posts = sum(row["value"] for row in before[check].facts["figures"] if row["figure"] == "posts")
    ruling = _last(before, "crime_ruled")
    if posts >= 100 and ruling < check:
        return ["移送规定 §5 a hit without ruling"]
    if ruling > check and before[ruling].facts.get("transfer"):
        answered = _last(before, "crime_answered")
        if (
            answered < ruling
            or before[answered].facts["answer"] != "refused"
            or _last(before, "crime_reconsidered") > answered
        ):
            return ["§27 decided while the police have it"]
    return []


def _review(before: list[Step], decision: Step, handlers: set[str], penalty: bool) -> list[str]:
    found = []
    concluded = before[_last(before, "concluded")] if _last(before, "concluded") >= 0 else None
    if concluded is None:
        return ["§57 not concluded"]
    heard, review = _last(before, "hearing_held"), _last(before, "legal_reviewed")
    major = concluded.facts.get("major") or concluded.facts.get("complex")
    since = max(_last(before, kind) for kind in ("notified", "hearing_reported", "hearing_held", "defended"))
    if (heard >= 0 or major) and (review < since or not before[review].facts.get("passed")):
        found.append("§58 no review after what it had to review")
    if review >= 0 and (before[review].by[0].code in handlers or not before[review].by[0].qualified):
        found.append("§58 reviewer not neutral or not qualified")
    if penalty and major and _last(before, "discussed") < max(since, review):
        found.append("§57 not discussed")
    if not penalty and concluded.facts["opinion"] == "penalty":
        found.append("§57 no penalty without a ground")
    if penalty and concluded.facts["opinion"] != "penalty":
        found.append("§57 a penalty nobody proposed")
    return found


def _told_and_heard(before: list[Step], decision: Step, handlers: set[str]) -> list[str]:
    at = _last(before, "notified")
    if at < 0:
        return ["§44 not told"]
    notice, after = before[at], before[at + 1 :]
    found = []
    penalties = decision.facts["penalties"]
    if any(p["measure"] in HEAVY or p.get("amount", 0) >= LARGE for p in penalties) and not notice.facts.get(
        "hearing_told"
    ):
        found.append("§63 hearing right not told")
    kinds = [step.kind for step in after]
    asked, waived = "hearing_asked" in kinds, "defence_waived" in kinds or "hearing_withdrawn" in kinds
    if asked and "hearing_reported" not in kinds and "hearing_withdrawn" not in kinds:
        found.append("§63 a hearing was asked for and not held")
    if _last(after, "defended") > _last(after, "defence_reviewed"):
        found.append("§45 defence not reviewed")
    window = working_days_after(notice.day, 5)
    spoke = asked if notice.facts.get("hearing_told") else "defended" in kinds or asked
    if decision.day <= window and not waived and not spoke:
        found.append("§64 decided while the party could still ask")
    found += _hearing(after, handlers)
    told = {(p["measure"], p.get("on", "org")): p.get("amount", 0) for p in notice.facts["penalties"]}
    for p in penalties:
        key = (p["measure"], p.get("on", "org"))
        if key not in told or p.get("amount", 0) > told[key]:
            found.append("§45 heavier than told")
    if decision.facts["basis"] != notice.facts["basis"]:
        found.append("§44 another rule than told")
    return found


def _hearing(after: list[Step], handlers: set[str]) -> list[str]:
    told, held, asked = (_last(after, kind) for kind in ("hearing_notified", "hearing_held", "hearing_asked"))
    found = []
    if asked >= 0 and held >= 0:
        if told < asked or after[told].day > working_days_before(after[held].day, 7):
            found.append("§64 hearing notice late")
        if after[held].by[0].code in handlers:
            found.append("§64 chair took part in the investigation")
    return found


def _amounts(before: list[Step], decision: Step) -> list[str]:
    found = []
    key = (decision.facts["basis"], decision.facts["trigger"])
    if key not in BANDS:
        return [f"§17 not ours, or not in force: {key}"]
    for p in decision.facts["penalties"]:
        if p["measure"] not in POWERS[key]:
            found.append("§4 a penalty the tier does not give")
        if p["measure"] == "fine" and not BANDS[key][0] <= p["amount"] <= BANDS[key][1]:
            found.append("§4 fine out of band")
    if key[1] != "base":
        checks = [s for s in before if s.kind == "correction_checked" and not s.facts.get("met")]
        notice = before[_last(before, "notified")]
        if not checks and not notice.facts.get("serious_reasons"):
            found.append("法释〔2019〕15号 §2 a higher tier without refusal or seriousness")
    return found
