"""What documents of the investigation, of preservation, interviews and transfers take from the steps of their case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from mingjian.law.basis import catalogue
from mingjian.law.citing import cited
from mingjian.law.counting import due
from mingjian.law.crime import figures, hits
from mingjian.law.documents import document
from mingjian.papers.wording import day_zh
from mingjian.records import clock

if TYPE_CHECKING:
    from mingjian.law.steps import Step
    from mingjian.office.documents.from_steps import Told

_PARTED = "；"
_COURSE = {
    "source_registered": "登记案件来源",
    "filed": "立案",
    "party_contacted": "首次接触当事人",
    "evidence_taken": "调查取证",
    "concluded": "调查终结",
    "crime_checked": "对照追诉标准核对",
}
_DONE = {"correction_ordered": "责令改正", "preserved": "先行登记保存", "interview_held": "约谈"}


def _facts(told: Told) -> str:
    """What was found, in the newest words there are."""
    return (
        told.text("notified", "facts") or told.text("concluded", "report") or told.text("source_registered", "summary")
    )


def _rules(told: Told) -> str:
    rules = [catalogue()[code] for code in told.case.bases if code in catalogue()]
    return _PARTED.join(f"{cited(rule.law, rule.article)}（{rule.zh}）" for rule in rules)


def _number_of(told: Told, code: str) -> str:
    rows = told.case.documents.filter(code=code, sealed_at__isnull=False).order_by("-sealed_at")
    return next((row.number or "" for row in rows), "")


def _moment(step: Step | None) -> str:
    """The hour of a step where it was kept; a day alone is no moment and is left for whoever writes the record."""
    return step.at.isoformat(timespec="minutes") if step and step.at else ""


def assistance(told: Told) -> Mapping[str, Any]:
    """A letter asking for assistance: what is known, and its fifteen working days. Article: 程序规定 §20."""
    step = told.last("clock_paused")
    since = step.day if step else told.steps[-1].day
    return {"facts": _facts(told), "answer_by": due("CAC14-20.assistance", since).day.isoformat()}


def correction_checked(told: Told) -> Mapping[str, Any]:
    """A record of a check: the order, item by item what was to be done. Article: 程序规定 §34."""
    order, check = told.last("correction_ordered"), told.last("correction_checked")
    if order is None:
        return {}
    number, served, until = _number_of(told, "correction_order"), order.day.isoformat(), order.text("limit")
    items = [{"measure": line.strip()} for line in order.text("measures").splitlines() if line.strip()]
    met = {"met": check.flag("met")} if check else {}
    if check:
        items = [{**item, "met": "已改正" if check.flag("met") else "未改正"} for item in items]
    return {"order": {"number": number, "served_on": served, "limit": until}, "items": items, **met}


def captured(told: Told) -> Mapping[str, Any]:
    """A record of taking electronic evidence, from the newest capture. Article: 程序规定 §22、§30."""
    step = told.last("evidence_taken")
    if step is None:
        return {}
    rows = {row.digest: row for row in told.case.evidence.select_related("capture")}
    piece = rows.get(step.text("digest"))
    capture = piece.capture if piece else None
    tool = step.text("tool") or (capture.tool if capture else "")
    name, _, version = tool.partition(" ")
    file = {
        "name": f"{step.text('digest')[:16]}.wacz" if capture else step.text("place"),
        "digest": step.text("digest"),
    }
    return {
        "target": step.text("place"),
        "basis": step.text("lawful_basis"),
        "tools": [{"name": name, "version": version or "—"}] if tool else [],
        "files": [file],
        "begun_at": capture.taken_at.isoformat(timespec="minutes") if capture else "",
    }


def asked(told: Told) -> Mapping[str, Any]:
    """A record of questioning; what was asked and answered, only those who were there can say. Article: 行政处罚法 §55."""
    step = told.last("statement_taken", "party_contacted")
    second = told.handlers[1].name_zh if len(told.handlers) > 1 else ""
    return {"clerk": second, "begun_at": _moment(step)}


def inspected(told: Told) -> Mapping[str, Any]:
    """A record of an inspection: evidence taken there and then. Article: 行政处罚法 §55."""
    taken = [f"{row['kind']} {row['digest']}" for row in told.evidence()]
    return {**asked(told), "taken": taken}


def interviewed(told: Told) -> Mapping[str, Any]:
    """A notice or record of an interview. Article: 程序规定 §38，网络安全法 §58."""
    step = told.last("interview_held")
    found = {"basis": "《网信部门行政执法程序规定》第三十八条", "reasons": _facts(told), "told": _facts(told)}
    if step is None:
        return found
    more = {"attendees": step.text("attendees"), "signature_refused": step.text("signature_refused")}
    return {**found, **asked(told), **more, "begun_at": _moment(step)}


def preserved(told: Told) -> Mapping[str, Any]:
    """Notice and list of preservation: things, list, and the seven working days. Article: 行政处罚法 §56."""
    step = told.last("preserved")
    if step is None:
        return {}
    things = step.text("items")
    rows = [line.strip() for part in things.splitlines() for line in part.split("、") if line.strip()]
    return {
        "risk": step.text("risk"),
        "since": step.day.isoformat(),
        "until": due("CAC14-29.preservation_disposal", step.day).day.isoformat(),
        "list_number": step.text("number"),
        "things": things,
        "rows": rows,
    }


def listed_things(told: Told) -> Mapping[str, Any]:
    """The list of preserved things, a row each."""
    found = dict(preserved(told))
    rows = found.pop("rows", [])
    return {**found, "things": [{"name": row, "quantity": "1"} for row in rows]}


def notice_of_things(told: Told) -> Mapping[str, Any]:
    """The notice of preservation, its things as one text."""
    return {name: value for name, value in preserved(told).items() if name != "rows"}


def disposed(told: Told) -> Mapping[str, Any]:
    """What was decided on preserved things, or that they are free by themselves. Article: 行政处罚法 §56."""
    step = told.last("preservation_disposed", "preservation_lapsed")
    number = _number_of(told, "preservation_notice")
    outcome = step.text("outcome") if step else ""
    if step and step.kind == "preservation_lapsed":
        outcome = "lifted"
    return {**notice_of_things(told), "notice_number": number, "outcome": outcome}


def transferred(told: Told) -> Mapping[str, Any]:
    """A letter of transfer to another body. Article: 行政处罚法 §25，程序规定 §12."""
    step = told.last("transferred", "passed_on")
    rows = [{"name": row["name"], "digest": row["digest"]} for row in told.evidence()]
    receiver, reasons = (step.text("receiver"), step.text("reasons")) if step else ("", "")
    return {"receiver": receiver, "reasons": reasons, "facts": _facts(told), "basis": _rules(told), "materials": rows}


def _figures(told: Told) -> tuple[list[dict[str, str]], str]:
    """The figures of the crime check as rows, and the crimes whose thresholds they reach."""
    step, names = told.last("crime_checked"), figures()
    rows = [row for row in (step.rows("figures") if step else ()) if row.get("figure") in names]
    given = {str(row["figure"]): float(row.get("value") or 0) for row in rows}
    reached = hits(given)
    marks = _PARTED.join(dict.fromkeys(hit.mark for hit in reached)) or "未达到追诉标准"
    shown = [
        {"figure": names[str(row["figure"])][0], "value": f"{row.get('value') or 0:,}", "mark": marks} for row in rows
    ]
    return shown, _PARTED.join(dict.fromkeys(hit.crime for hit in reached))


def crime_approved(told: Told) -> Mapping[str, Any]:
    """The approval of a transfer: figures against the thresholds, and the three days. Article: 移送涉嫌犯罪案件规定 §5."""
    shown, crimes = _figures(told)
    rows = [step for step in told.steps if step.kind == "proposed" and step.text("step") == "crime_ruled"]
    asked_on, ruled = rows[-1].day if rows else None, told.last("crime_ruled")
    return {
        "facts": _facts(told),
        "crime": crimes,
        "figures": shown,
        "team_opinion": told.text("crime_checked", "report"),
        "proposed_on": asked_on.isoformat() if asked_on else "",
        "rule_by": due("CRT-5.head_decides", asked_on).day.isoformat() if asked_on else "",
        "head": {"text": ruled.text("reasons"), "day": told.day("crime_ruled")}
        if ruled and told.day("crime_ruled")
        else {},
    }


def _days(told: Told, kinds: Mapping[str, str]) -> str:
    """The days of steps in words, those that were taken."""
    return _PARTED.join(f"{day_zh(told.day(kind))}{words}" for kind, words in kinds.items() if told.day(kind))


def crime_told(told: Told) -> Mapping[str, Any]:
    """Report and letter of a crime transfer: the course, the facts, the figures. Article: 移送涉嫌犯罪案件规定 §6."""
    shown, crimes = _figures(told)
    return {
        "course": _days(told, _COURSE),
        "facts": _facts(told),
        "figures": shown,
        "crime": crimes,
        "law": crimes,
        "done": _days(told, _DONE),
        "opinion": told.text("crime_ruled", "reasons"),
        "attached": ["涉嫌犯罪案件情况的调查报告", "涉案物品清单", "有关检验报告或者鉴定结论（如有）"],
    }


def crime_listed(told: Told) -> Mapping[str, Any]:
    """The list that goes with a crime transfer: each piece of evidence, once."""
    rows = [
        {"name": row["name"], "kind": row["kind"], "quantity": "1", "digest": row["digest"]} for row in told.evidence()
    ]
    return {"letter": _number_of(told, "crime_transfer") or told.text("crime_sent", "letter"), "things": rows}


def discussed(told: Told) -> Mapping[str, Any]:
    """The record of a discussion: who, and what was before them. Article: 行政处罚法 §57."""
    step = told.last("discussed")
    names = told.names(step.codes("members")) if step else []
    parts = [
        f"{words}：{text}"
        for words, text in (
            ("法制审核意见", told.text("legal_reviewed", "opinion")),
            ("听证意见", told.text("hearing_reported", "opinion")),
            ("当事人陈述、申辩", told.text("defended", "statement")),
            ("陈述申辩复核意见", told.text("defence_reviewed", "opinion")),
        )
        if text
    ]
    return {
        "members": [{"name": name} for name in names],
        "reported": _facts(told),
        "reviewed": "\n".join(parts),
        "begun_at": _moment(step),
    }


def index(told: Told) -> Mapping[str, Any]:
    """The index of a file: its sealed documents in their order. Article: 档案法 §13."""
    rows = told.case.documents.filter(sealed_at__isnull=False).order_by("sealed_at", "id")
    parts = [
        {
            "name": document(row.code).zh,
            "number": row.number or "",
            "made_day": clock.day_of(row.sealed_at).isoformat() if row.sealed_at else "",
            "digest": row.digest,
        }
        for row in rows
    ]
    return {"parts": parts}
