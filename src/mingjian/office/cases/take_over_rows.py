"""The rows of a file of cases as the law sees them: columns in, the steps of each case or its errors out. Writes nothing."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.basis import basis
from mingjian.law.case import CaseState
from mingjian.law.course import after
from mingjian.law.next import propose
from mingjian.law.procedure.source import SOURCES
from mingjian.law.steps import Step as LawStep
from mingjian.office.cases.people import officers_json
from mingjian.office.cases.take_step import ask
from mingjian.office.people.officer_facts import officer_of
from mingjian.records.models import Account, Case, OnlineService, Unit

# Our column: the headings by which a file names it, the Chinese and English label, whether it must be there.
COLUMNS: dict[str, tuple[tuple[str, ...], str, str, bool]] = {
    "number": (("案号", "案件编号", "编号", "立案号"), "案号", "Case number", True),
    "service": (
        ("服务", "网站", "网站名称", "应用", "平台", "域名", "主机名"),
        "服务（名称或域名）",
        "Service (name or host)",
        True,
    ),
    "summary": (("案由", "案情", "案情摘要", "摘要", "事由"), "案情摘要", "Summary", True),
    "source": (("来源", "案件来源"), "案件来源", "Source", False),
    "act_ended": (("行为终了日", "违法行为终了之日", "违法时间"), "违法行为终了之日", "Day the act ended", False),
    "registered_on": (("登记日期", "来源登记日期", "受理日期"), "来源登记日期", "Registered on", True),
    "filed_on": (("立案日期", "立案时间"), "立案日期", "Filed on", False),
    "handlers": (("承办人", "办案人员", "执法人员"), "承办人（两名）", "Handlers (two)", True),
    "approver": (("审批人", "批准人", "负责人"), "立案审批人", "Approved by", False),
    "bases": (("依据", "依据代码", "涉嫌违反的依据"), "依据代码", "Rules (codes)", False),
    "late_reason": (("逾期理由", "逾期原因"), "逾期立案的理由", "Why filed late", False),
    "contacted_on": (("首次接触日期", "调查日期", "首次调查日期"), "首次接触当事人日期", "First contact on", False),
    "record": (("笔录编号", "笔录"), "首次接触的笔录编号", "Record of the first contact", False),
}
_NUMBER = re.compile(r"^(?P<word>\S*?)[〔\[（(](?P<year>\d{4})[〕\]）)](?P<serial>\d{1,6})号?$")
_DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")


@dataclass(slots=True)
class Row:
    """One row of a file: its line, what it says, the steps it makes, and what stands against it in both languages."""

    line: int
    number: str = ""
    year: int = 0
    serial: int = 0
    service: OnlineService | None = None
    handlers: list[Account] = field(default_factory=list)
    steps: list[tuple[LawStep, Account]] = field(default_factory=list)
    errors: list[tuple[str, str]] = field(default_factory=list)

    def wrong(self, en: str, zh: str) -> None:
        """Note an error."""
        self.errors.append((en, zh))


def guess_mapping(headings: Sequence[str], before: Mapping[str, str]) -> dict[str, str]:
    """Which heading holds which of our columns: as it was mapped before, else by its name."""
    found = {}
    for column, (names, zh, en, _) in COLUMNS.items():
        known = [before.get(column, ""), *names, zh, en, column]
        found[column] = next((name for name in known if name and name in headings), "")
    return found


def read_rows(
    table: Sequence[Sequence[str]], mapping: Mapping[str, str], unit: Unit, *, today: datetime.date
) -> list[Row]:
    """Every row of a file with its steps, each asked of the law; rows with errors say what is wrong and where."""
    headings = list(table[0])
    places = {column: headings.index(name) for column, name in mapping.items() if name in headings}
    officers = list(Account.objects.filter(unit=unit).select_related("unit"))
    people = {name: row for row in officers for name in (row.name_zh, row.username)}
    rows = []
    for line, cells in enumerate(table[1:], start=2):
        said = {column: cells[at].strip() if at < len(cells) else "" for column, at in places.items()}
        row = Row(line)
        _fill(row, said, unit, people)
        if not row.errors:
            _course(row, said, people, today)
        rows.append(row)
    _twice(rows)
    return rows


def _fill(row: Row, said: Mapping[str, str], unit: Unit, people: Mapping[str, Account]) -> None:
    for column, (_, zh, en, required) in COLUMNS.items():
        if required and not said.get(column):
            row.wrong(f"{en} is missing", f"缺“{zh}”")
    number = _NUMBER.match(said.get("number", "").replace(" ", ""))
    if said.get("number") and number is None:
        row.wrong("the number is not written as 东屿案〔2026〕17号", "案号应写成“东屿案〔2026〕17号”")
    elif number:
        row.year, row.serial = int(number["year"]), int(number["serial"])
        row.number = f"{number['word']}〔{row.year}〕{row.serial}号"
        taken = Case.objects.filter(void=False, number=row.number).exists()
        if taken or Case.objects.filter(void=False, unit=unit, year=row.year, serial=row.serial).exists():
            row.wrong(f"{row.number} is taken already", f"案号 {row.number} 已被使用")
    if said.get("service"):
        row.service = _service(said["service"], unit)
        if row.service is None:
            row.wrong("the service is not registered here; register it first", "服务未登记在本单位辖区，请先登记服务")
    for name in re.split(r"[、,，;；\s]+", said.get("handlers", "")):
        if name and name not in people:
            row.wrong(f"there is no officer {name!r} in this office", f"本单位没有人员“{name}”")
        elif name:
            row.handlers.append(people[name])


def _service(text: str, unit: Unit) -> OnlineService | None:
    rows = OnlineService.objects.filter(unit__path__startswith=unit.path).select_related("subject", "unit")
    return rows.filter(host=text.lower()).first() or rows.filter(name=text).first()


def _course(row: Row, said: Mapping[str, str], people: Mapping[str, Account], today: datetime.date) -> None:
    """Lead the case through its steps in memory; the first refusal is the row's error."""
    try:
        state = CaseState()
        for step, account in _steps(row, said, people):
            ask(state, step, today=today)
            state = after(state, step)
            row.steps.append((step, account))
    except (ForbiddenAct, BadInput) as error:
        row.wrong(error.en, error.zh)


def _steps(row: Row, said: Mapping[str, str], people: Mapping[str, Account]) -> list[tuple[LawStep, Account]]:
    first = row.handlers[0]
    registering = officer_of(first)
    facts: dict[str, Any] = {"source": _source(said.get("source", "")), "summary": said["summary"]}
    if said.get("act_ended"):
        facts["act_ended"] = _day(said["act_ended"]).isoformat()
    found = [(LawStep("source_registered", _day(said["registered_on"]), (registering,), facts), first)]
    if not said.get("filed_on"):
        return found
    day, approver = _day(said["filed_on"]), people.get(said.get("approver", ""))
    if approver is None:
        raise BadInput(
            "a filed case needs its approver, an officer of this office", "已立案的，须写明审批人，且为本单位人员"
        )
    codes = [code for code in re.split(r"[、,，;；\s]+", said.get("bases", "")) if code]
    for code in codes:
        basis(code)
    filing = {
        "handlers": officers_json(row.handlers),
        "bases": codes,
        "own_jurisdiction": True,
        "reasons": said["summary"],
    }
    if said.get("late_reason"):
        filing["late_reason"] = said["late_reason"]
    found.append((propose(LawStep("filed", day, (registering,), filing)), first))
    found.append((LawStep("filed", day, (officer_of(approver),), filing), approver))
    if said.get("contacted_on"):
        both = tuple(officer_of(account) for account in row.handlers[:2])
        met = {"cards_shown": True, "recusal_told": True, "record": said.get("record") or "见原卷宗"}
        found.append((LawStep("party_contacted", _day(said["contacted_on"]), both, met), first))
    return found


def _source(text: str) -> str:
    if not text:
        return "other"
    exact = [code for code, zh, en in SOURCES if text in (code, zh, en)]
    near = [code for code, zh, _ in SOURCES if text in zh]
    if exact or len(near) == 1:
        return (exact or near)[0]
    known = "、".join(zh for _, zh, _ in SOURCES)
    raise BadInput(f"the source {text!r} is none of the five kinds", f"来源“{text}”不在五种之内：{known}")


def _day(text: str) -> datetime.date:
    found = _DAY.match(text.strip())
    try:
        if found:
            return datetime.date(*(int(part) for part in found.groups()))
    except ValueError:
        pass
    raise BadInput(f"{text!r} is no day; write it as 2026-11-24", f"“{text}”不是日期，请写成 2026-11-24")


def _twice(rows: Sequence[Row]) -> None:
    seen: dict[tuple[int, int], int] = {}
    for row in rows:
        key = (row.year, row.serial)
        if row.serial and key in seen:
            row.wrong(f"the number stands in line {seen[key]} too", f"与第 {seen[key]} 行案号重复")
        elif row.serial:
            seen[key] = row.line


__all__ = ["COLUMNS", "Row", "guess_mapping", "read_rows"]
