"""What each kind of document takes from the steps of its case."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.law.basis import catalogue
from mingjian.law.citing import cited
from mingjian.law.counting import due
from mingjian.law.course import fold
from mingjian.law.discretion import DISCRETION
from mingjian.law.documents import document
from mingjian.law.guards.after import late_fee_now
from mingjian.law.measures import measures
from mingjian.law.procedure.evidence import EVIDENCE_KINDS
from mingjian.law.steps import Step
from mingjian.office.documents import from_investigation as more
from mingjian.papers.wording import day_zh
from mingjian.records.models import Account, Case

_KINDS = {code: zh for code, zh, _ in EVIDENCE_KINDS}


@dataclass(frozen=True, slots=True)
class Told:
    """A case and its steps, read for documents."""

    case: Case
    steps: Sequence[Step]
    handlers: Sequence[Account]

    def last(self, *kinds: str) -> Step | None:
        """The last step of one of these kinds; a proposal of it, if it was not approved yet."""
        for step in reversed(self.steps):
            if step.kind in kinds:
                return step
            if step.kind == "proposed" and step.text("step") in kinds:
                return Step(step.text("step"), step.day, step.by, dict(step.facts.get("facts", {})), step.at)
        return None

    def day(self, *kinds: str) -> str:
        """The day of that step; empty if there is none."""
        step = next((row for row in reversed(self.steps) if row.kind in kinds), None)
        return step.day.isoformat() if step else ""

    def text(self, kind: str, name: str) -> str:
        """A fact of that step."""
        step = self.last(kind)
        return step.text(name) if step else ""

    def names(self, codes: Sequence[str]) -> list[str]:
        """The names of officers by their codes, in that order."""
        rows = {str(row.pk): row.name_zh for row in Account.objects.filter(pk__in=list(codes))}
        return [rows[code] for code in codes if code in rows]

    def evidence(self) -> list[dict[str, Any]]:
        """The pieces taken and not excluded, with kind, day, place and digest."""
        out = {step.text("digest") for step in self.steps if step.kind == "evidence_reviewed" and step.flag("excluded")}
        taken = [step for step in self.steps if step.kind in ("evidence_taken", "statement_taken")]
        return [
            {
                "name": step.text("place") or step.text("record") or "证据",
                "kind": _KINDS.get(step.text("evidence"), ""),
                "source": step.text("lawful_basis"),
                "taken_day": step.day.isoformat(),
                "digest": step.text("digest"),
            }
            for step in taken
            if step.text("digest") not in out
        ]

    def penalties(self, *kinds: str) -> list[dict[str, Any]]:
        """The penalties of that step, by their names."""
        step, known = self.last(*kinds), measures()
        rows = step.rows("penalties") if step else ()
        found = []
        for row in rows:
            code = str(row.get("measure", ""))
            name = known[code].zh if code in known else code
            on = "（对直接负责的主管人员和其他直接责任人员）" if row.get("on") == "person" else ""
            found.append({"name": name + on, **({"amount": row["amount"]} if row.get("amount") else {})})
        return found


def _rule(told: Told, *kinds: str) -> dict[str, Any]:
    step = told.last(*kinds)
    if step is None:
        return {}
    rule = catalogue().get(step.text("basis"))
    tier = DISCRETION.get(step.text("discretion"), ("", ""))[0]
    rule_words = cited(rule.law, rule.article) if rule else step.text("basis")
    because = step.text("reasons") or next((words for kind in kinds if (words := told.text(kind, "reasons"))), "")
    return {
        "breached": rule_words,
        "basis": rule_words,
        "discretion": tier,
        "facts": step.text("facts"),
        "reasons": because or step.text("facts"),
        "penalties": told.penalties(*kinds),
    }


def _notice(told: Told) -> dict[str, Any]:
    step = told.last("notified")
    answer = {"answer_by": step.text("answer_by"), "hearing": step.flag("hearing_told")} if step else {}
    return {**_rule(told, "notified", "decided"), **answer}


def _told_before(told: Told) -> dict[str, Any]:
    number = told.case.documents.filter(code="penalty_notice", sealed_at__isnull=False).order_by("-sealed_at").first()
    return {"notice": {"number": number.number if number else "", "day": told.day("notified")}}


def _heard(told: Told) -> dict[str, Any]:
    parts = []
    if step := told.last("defended"):
        parts.append(f"当事人陈述、申辩：{step.text('statement')}")
    if step := told.last("defence_reviewed"):
        parts.append(f"经复核：{step.text('opinion')}。采纳情况：{step.text('accepted') or '见复核意见'}。")
    if step := told.last("hearing_reported"):
        held = told.day("hearing_held")
        parts.append(f"本机关于{day_zh(held)}依法举行听证。听证意见：{step.text('opinion')}。")
    if told.last("defence_waived"):
        parts.append("当事人书面放弃陈述、申辩和听证。")
    return {"heard": "\n".join(parts) or "当事人在规定期限内未提出陈述、申辩，也未要求听证。"}


def _hearing(told: Told) -> dict[str, Any]:
    step = told.last("hearing_notified")
    asked = {"asked_on": told.day("hearing_asked"), "public": True}
    return {**asked, "place": step.text("place"), "held_at": step.text("hearing_day")} if step else asked


def _filing(told: Told) -> dict[str, Any]:
    step = told.last("filed")
    codes = step.codes("bases") if step else tuple(told.case.bases)
    rules = [catalogue()[code] for code in codes if code in catalogue()]
    return {
        "source": told.text("source_registered", "source"),
        "summary": told.text("source_registered", "summary"),
        "basis": "；".join(f"{cited(rule.law, rule.article)}（{rule.zh}）" for rule in rules),
        "jurisdiction": "违法行为发生地或者当事人住所地在本辖区",
        "limitation": "未超过行政处罚时效",
        "handler": {"text": step.text("reasons"), "day": told.day("filed")} if step else {},
    }


def _source(told: Told) -> dict[str, Any]:
    step = told.last("source_registered")
    if step is None:
        return {}
    return {
        "summary": step.text("summary"),
        "found_on": step.text("found_on") or step.day.isoformat(),
        "act_state": f"已于{day_zh(step.text('act_ended'))}终了" if step.text("act_ended") else "持续中",
        "service": f"{told.case.service.name}（{told.case.service.host}）",
    }


def _correction(told: Told) -> dict[str, Any]:
    step = told.last("correction_ordered")
    return {"measures": step.text("measures").splitlines(), "limit": step.text("limit")} if step else {}


def _decided(told: Told) -> dict[str, Any]:
    step, served = told.last("decided"), told.day("served")
    number = step.text("number") if step else ""
    return {"decision": {"number": number, "day": told.day("decided"), "served_on": served}}


def _fine(told: Told) -> dict[str, Any]:
    state = fold(told.steps)
    return {"fine": state.decision.fine} if state.decision else {}


def _demand(told: Told) -> dict[str, Any]:
    state, day = fold(told.steps), told.steps[-1].day
    late = late_fee_now(state, day)
    return {
        **_fine(told),
        "late_fee": float(late) if late else None,
        "until": due("ACL-54.demand", day).day.isoformat(),
    }


def _served(told: Told) -> dict[str, Any]:
    rows = told.case.documents.filter(sealed_at__isnull=False).exclude(code="service_receipt").order_by("sealed_at")
    from_kinds = [row for row in rows if row.number]
    papers = [{"name": document(row.code).zh, "number": row.number, "copies": 1} for row in from_kinds[-1:]]
    return {"receiver": {"name": told.case.party_name}, "papers": papers, "way": told.text("served", "way")}


def _reviewed(told: Told) -> dict[str, Any]:
    step = told.last("legal_reviewed")
    if step is None:
        return {}
    return {"passed": step.flag("passed"), "review": {"text": step.text("opinion"), "day": step.day.isoformat()}}


def _closing(told: Told) -> dict[str, Any]:
    names = "；".join(
        row["name"] + (f"{row['amount']}元" if "amount" in row else "") for row in told.penalties("decided")
    )
    return {
        "result": names or "见决定",
        "ground": told.text("closed", "ground"),
        "handler": {"text": told.text("closed", "reasons")},
    }


Fill = Callable[[Told], Mapping[str, Any]]
FROM_STEPS: dict[str, tuple[Fill, ...]] = {
    "source_registration": (_source,),
    "filing_approval": (_filing,),
    "not_filing_approval": (_filing,),
    "filing_withdrawal": (_filing,),
    "correction_order": (_filing, _correction),
    "penalty_notice": (_notice,),
    "penalty_proposal": (_notice,),
    "handling_report": (_filing, _notice),
    "defence_record": (_told_before,),
    "defence_review": (_told_before,),
    "hearing_notice": (_hearing,),
    "hearing_record": (_hearing,),
    "hearing_report": (_hearing,),
    "legal_review": (_reviewed,),
    "penalty_decision": (lambda told: _rule(told, "decided", "notified"), _told_before, _heard),
    "no_penalty_decision": (_filing,),
    "service_receipt": (_served,),
    "deferral_approval": (_decided, _fine),
    "demand_letter": (_decided, _demand),
    "enforcement_application": (_decided,),
    "confiscation_receipt": (_decided,),
    "closing_approval": (_decided, _closing),
    "assistance_letter": (more.assistance,),
    "correction_check": (more.correction_checked,),
    "electronic_evidence_record": (more.captured,),
    "inquiry_record": (more.asked,),
    "inspection_record": (more.inspected,),
    "interview_notice": (more.interviewed,),
    "interview_record": (more.interviewed,),
    "preservation_notice": (more.notice_of_things,),
    "preservation_list": (more.listed_things,),
    "preservation_disposal": (more.disposed,),
    "transfer_letter": (more.transferred,),
    "crime_transfer_approval": (more.crime_approved,),
    "crime_report": (more.crime_told,),
    "crime_transfer": (more.crime_told,),
    "crime_evidence_list": (more.crime_listed,),
    "discussion_record": (more.discussed,),
    "file_index": (more.index,),
}
