"""Register the services of a table: looked through first, row by row, and written only when an officer says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mingjian.capture.address import parse
from mingjian.errors import CaptureError
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.office.registry.read_table import Line, RowError, read_lines
from mingjian.office.registry.register_service import FilingFacts, NewService, NewSubject, register_service
from mingjian.records.models import Account, Filing, OnlineService, ServiceKind, ServiceState, Unit

HEADS: Mapping[str, tuple[str, ...]] = {
    "name": ("名称", "网站名称", "服务名称"),
    "address": ("网址", "地址", "url", "host", "域名", "主机名"),
    "unit": ("单位代码", "属地", "office"),
    "subject": ("主体", "主办单位", "operator"),
    "registration_number": ("统一社会信用代码", "统一代码", "number"),
    "sector": ("行业", "主体类型"),
    "kind": ("种类",),
    "category": ("类别",),
    "tier": ("等级",),
    "tags": ("专项", "标签", "campaigns"),
    "filing": ("备案号", "filing_number"),
    "filing_holder": ("备案主体",),
    "state": ("状态",),
}
NEEDED = ("name", "address", "subject")
_STATES = {"": "", "已备案": "filed", "未备案": "unfiled"}
_KINDS = {"": ServiceKind.SITE, "网站": ServiceKind.SITE, "应用": ServiceKind.APP, "账号": ServiceKind.ACCOUNT}
_TIERS = {"": 2, "重点": 1, "一般": 2, "简要": 3, "1": 1, "2": 2, "3": 3, "key": 1, "ordinary": 2, "light": 3}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,31}|")


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One row that can be registered."""

    number: int
    unit: Unit
    subject: NewSubject
    service: NewService


@dataclass(frozen=True, slots=True)
class Looked:
    """A table looked through: the rows that can be registered, and what is wrong with the others."""

    rows: tuple[ServiceRow, ...]
    errors: tuple[RowError, ...]


class _Wrong(Exception):
    """A cell that cannot be used, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def look_through(content: bytes, within: Unit, *, day: date) -> Looked:
    """Look a table of services through; nothing is written. Offices must lie in the subtree of `within`;
    filings are taken to be as of `day`.

    Raises: BadInput, if it is no such table.
    """
    lines = read_lines(content, HEADS, NEEDED)
    units = {unit.code: unit for unit in Unit.objects.filter(path__startswith=within.path)}
    reader = _Reader(units, within, day, _known_hosts(lines), _known_filings(lines))
    rows: list[ServiceRow] = []
    errors: list[RowError] = []
    for line in lines:
        try:
            rows.append(reader.row(line))
        except _Wrong as wrong:
            errors.append(RowError(line.number, wrong.zh, wrong.en))
    return Looked(tuple(rows), tuple(errors))


def _known_hosts(lines: Iterable[Line]) -> set[str]:
    hosts = {host for line in lines if (host := _host(line.cells.get("address", "")))}
    return set(OnlineService.objects.filter(host__in=hosts).values_list("host", flat=True))


def _known_filings(lines: Iterable[Line]) -> set[str]:
    numbers = {line.cells.get("filing", "") for line in lines} - {""}
    return set(Filing.objects.filter(number__in=numbers).values_list("number", flat=True))


def _host(address: str) -> str:
    try:
        return parse(address if "://" in address else f"http://{address}/").host
    except CaptureError:
        return ""


class _Reader:
    """Makes rows of lines; remembers what came before, so that a table does not contradict itself."""

    def __init__(self, units: dict[str, Unit], within: Unit, day: date, hosts: set[str], filings: set[str]) -> None:
        self.units, self.within, self.day, self.hosts, self.filings = units, within, day, hosts, filings
        self.seen: dict[str, int] = {}

    def row(self, line: Line) -> ServiceRow:
        """Make a row of a line."""
        cells = line.cells
        name, subject = cells.get("name", ""), cells.get("subject", "")
        if not name or len(name) > 200:
            raise _Wrong("名称为空或超过 200 字", "the name is empty or longer than 200 characters")
        if not subject or len(subject) > 200:
            raise _Wrong("主体为空或超过 200 字", "the operator is empty or longer than 200 characters")
        kind = _picked(_KINDS, cells.get("kind", ""), ServiceKind.values, "种类", "kind")
        host, address = self._address(line, kind)
        service = NewService(
            name=name,
            kind=kind,
            host=host,
            address=address,
            category=_code(cells.get("category", ""), "类别", "category"),
            tier=_tier(cells.get("tier", "")),
            state=self._state(cells),
            filings=self._filings(line, subject),
            tags=_tags(cells.get("tags", "")),
        )
        return ServiceRow(line.number, self._unit(cells.get("unit", "")), _subject(cells, subject), service)

    def _address(self, line: Line, kind: str) -> tuple[str, str]:
        given = line.cells.get("address", "")
        if kind != ServiceKind.SITE:
            return "", given
        host = _host(given)
        if not host:
            raise _Wrong(f"网址“{given[:60]}”无效", f"the address {given[:60]!r} is not valid")
        if host in self.hosts:
            raise _Wrong(f"主机名 {host} 已经登记", f"the host {host} is registered already")
        if before := self.seen.get(host):
            raise _Wrong(f"主机名 {host} 与第 {before} 行重复", f"the host {host} stands in line {before} already")
        self.seen[host] = line.number
        return host, parse(given if "://" in given else f"http://{given}/").url

    def _unit(self, code: str) -> Unit:
        if not code:
            return self.within
        if code not in self.units:
            raise _Wrong(f"辖区内没有代码为“{code[:32]}”的单位", f"no office {code[:32]!r} in your territory")
        return self.units[code]

    def _state(self, cells: Mapping[str, str]) -> str:
        given = cells.get("state", "")
        state = _STATES.get(given, given)
        if state and state not in (ServiceState.FILED, ServiceState.UNFILED):
            raise _Wrong(
                f"状态“{given[:20]}”只能是已备案或未备案", f"the state {given[:20]!r} must be filed or unfiled"
            )
        return state or (ServiceState.FILED if cells.get("filing") else ServiceState.UNFILED)

    def _filings(self, line: Line, subject: str) -> tuple[FilingFacts, ...]:
        number = line.cells.get("filing", "")
        if not number:
            return ()
        if number in self.filings or len(number) > 64:
            raise _Wrong(
                f"备案号 {number[:64]} 已经登记或过长", f"the filing {number[:64]} is registered already or too long"
            )
        self.filings.add(number)
        holder = line.cells.get("filing_holder", "") or subject
        return (FilingFacts(number, holder[:200], self.day, "imported table"),)


def _subject(cells: Mapping[str, str], name: str) -> NewSubject:
    number = cells.get("registration_number", "")
    if len(number) > 32:
        raise _Wrong("统一社会信用代码过长", "the registration number is too long")
    return NewSubject(name, registration_number=number, sector=_code(cells.get("sector", ""), "行业", "sector"))


def _code(given: str, zh: str, en: str) -> str:
    code = given.lower()
    if not _CODE.fullmatch(code):
        raise _Wrong(f"{zh}“{given[:32]}”应为小写字母代码", f"the {en} {given[:32]!r} must be a code of small letters")
    return code


def _tier(given: str) -> int:
    if given.lower() not in _TIERS:
        raise _Wrong(f"等级“{given[:20]}”只能是 1、2、3", f"the tier {given[:20]!r} must be 1, 2 or 3")
    return _TIERS[given.lower()]


def _picked(table: Mapping[str, str], given: str, values: Iterable[str], zh: str, en: str) -> str:
    if given in values:
        return given
    if given not in table:
        raise _Wrong(f"没有“{given[:20]}”这种{zh}", f"there is no {en} {given[:20]!r}")
    return table[given]


def _tags(text: str) -> tuple[str, ...]:
    pieces = (piece.strip() for piece in re.split(r"[,，、;；|]", text))
    return tuple(dict.fromkeys(piece[:40] for piece in pieces if piece))[:20]


@transaction.atomic
def import_services(looked: Looked, *, by: Account | None, at: datetime) -> int:
    """Register every row that can be registered; rows with errors are left out. Returns how many were registered.

    `by` is empty only for the command of the machine that the installation runs on.
    Raises: ForbiddenAct; BadInput, if somebody registered a host meanwhile (then nothing is written).
    """
    if by is not None:
        require("service.register", by=by)
    for row in looked.rows:
        if by is not None:
            require("service.register", by=by, about=row)
        register_service(row.unit, row.subject, row.service, by=by, at=at)
    content = {"registered": len(looked.rows), "left_out": len(looked.errors)}
    log_event("services_imported", by.unit if by else None, by=by, at=at, content=content)
    return len(looked.rows)
