"""Filing and WHOIS data as offices receive them (CSV or JSON) in, one row a domain out, and what their dates tell."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from mingjian.capture.traces import filings
from mingjian.errors import BadInput

# The headings offices use, each read as the field it means.
HEADINGS = {
    "domain": ("domain", "域名", "网站域名", "网址", "domain_name"),
    "filing_number": ("filing_number", "备案号", "网站备案号", "备案/许可证号", "icp", "icp备案号"),
    "filing_holder": ("filing_holder", "主办单位名称", "主办单位", "备案主体", "单位名称"),
    "domain_holder": ("domain_holder", "注册人", "域名持有者", "域名所有人", "registrant", "registrant_name"),
    "registered_on": ("registered_on", "注册日期", "注册时间", "creation_date", "created"),
    "registrar": ("registrar", "注册商", "域名注册服务机构", "注册服务机构"),
    "expires_on": ("expires_on", "到期日期", "到期时间", "expiration_date", "expires", "expiry_date"),
}
SOON = 30  # days
LONGEST = {"filing_number": 64, "registrar": 100}  # characters; 200 for the rest
_HOST = re.compile(r"(?=.{3,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


@dataclass(frozen=True, slots=True)
class Registration:
    """What registries say of a domain. `source` names the file and line, `line` the line alone (from 1)."""

    domain: str
    filing_number: str | None = None
    filing_holder: str | None = None
    domain_holder: str | None = None
    registered_on: date | None = None
    expires_on: date | None = None
    source: str = ""
    line: int = 0
    registrar: str | None = None

    def days_left(self, today: date) -> int | None:
        """Days until the domain expires, negative when it has; None if nobody told."""
        return (self.expires_on - today).days if self.expires_on else None

    def expires_soon(self, today: date) -> bool:
        """Whether the domain expires within 30 days or has expired."""
        left = self.days_left(today)
        return left is not None and left <= SOON

    def changed_hands(self) -> bool:
        """Whether another holds the domain than the one who filed the site; false while either is unknown."""
        if not self.filing_holder or not self.domain_holder:
            return False
        return _plain(self.filing_holder) != _plain(self.domain_holder)


def cites_another_filing(cited: Iterable[str], registration: Registration) -> bool:
    """Say whether a page cites filing numbers of which none is the one its domain is filed under."""
    numbers = [_subject(number) for number in cited]
    return (
        bool(numbers) and registration.filing_number is not None and _subject(registration.filing_number) not in numbers
    )


def _subject(number: str) -> str:
    """Give the number of the subject, without that of the single site (`-1`)."""
    found = filings(number)
    return (found[0] if found else number).partition("-")[0].strip()


def read_registrations(path: Path | str) -> list[Registration]:
    """Read a CSV file (UTF-8 or GB18030, headings in Chinese or English) or a JSON list of objects.

    Raises: BadInput, naming the line that cannot be used; then nothing of the file is given.
    """
    path = Path(path)
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise BadInput(
            f"{path}: cannot be read ({fault.strerror}).", f"{path}：无法读取（{fault.strerror}）。"
        ) from None
    lines, faults = read_rows(path.name, content)
    if faults:
        line, en, zh = faults[0]
        raise BadInput(f"{path.name}:{line}: {en}.", f"{path.name}:{line}：{zh}。")
    return lines


def read_rows(name: str, content: bytes) -> tuple[list[Registration], list[tuple[int, str, str]]]:
    """Read the bytes of a file named `name` (.json, else CSV): the lines that can be used, and what is wrong with others.

    Raises: BadInput, if the file as a whole cannot be read.
    """
    text = _text(content, name)
    rows = _json_rows(text, name) if name.lower().endswith(".json") else _csv_rows(text, name)
    lines: list[Registration] = []
    faults: list[tuple[int, str, str]] = []
    for line, row in rows:
        try:
            lines.append(_registration(row, f"{name}:{line}", line))
        except _Unfit as fault:
            faults.append((line, fault.en, fault.zh))
    return lines, faults


class _Unfit(Exception):
    """One line cannot be used; says why in both languages."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.en, self.zh = en, zh


def _text(content: bytes, name: str) -> str:
    for charset in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(charset)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadInput(f"{name}: neither UTF-8 nor GB18030 text.", f"{name}：既不是 UTF-8 也不是 GB18030 文本。")


def _json_rows(text: str, name: str) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise BadInput(f"{name}: not JSON ({fault}).", f"{name}：不是有效的 JSON（{fault}）。") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(f"{name}: give a list of objects.", f"{name}：应为对象的列表。")
    return list(enumerate(rows, 1))


def _csv_rows(text: str, name: str) -> list[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(text, newline=""))
    try:
        headings = {_field(heading) for heading in reader.fieldnames or ()}
        rows: list[tuple[int, Mapping[str, Any]]] = [(reader.line_num, row) for row in reader]
    except csv.Error as fault:
        raise BadInput(
            f"{name}, line {reader.line_num}: {fault}.", f"{name} 第 {reader.line_num} 行：{fault}。"
        ) from None
    if "domain" not in headings:
        raise BadInput(
            f"{name}: no column for the domain; name it 域名 or domain in the first line.",
            f"{name}：缺少域名列，请在首行以“域名”或 domain 命名。",
        )
    return rows


def _field(heading: object) -> str | None:
    plain = str(heading).strip().lower()
    return next((field for field, names in HEADINGS.items() if plain in names), None)


def _registration(row: Mapping[str, Any], source: str, line: int) -> Registration:
    values = {field: value for key, value in row.items() if (field := _field(key)) and value not in (None, "")}
    texts = {field: str(value).strip() for field, value in values.items()}
    domain = _domain(texts.pop("domain", ""))
    long = next((field for field, text in texts.items() if len(text) > LONGEST.get(field, 200)), None)
    if long:
        raise _Unfit(f"{long} is too long", f"“{long}”过长")
    days = {field: _day(texts[field]) for field in ("registered_on", "expires_on") if field in texts}
    number = texts.get("filing_number")
    return Registration(
        domain,
        (filings(number) or (number,))[0] if number else None,
        texts.get("filing_holder"),
        texts.get("domain_holder"),
        days.get("registered_on"),
        days.get("expires_on"),
        source,
        line,
        texts.get("registrar"),
    )


def _domain(text: str) -> str:
    plain = text.lower().removeprefix("http://").removeprefix("https://").partition("/")[0].partition(":")[0]
    domain = plain.rstrip(".")
    try:
        domain = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        domain = ""
    if not _HOST.fullmatch(domain):
        raise _Unfit(f"{text[:80]!r} is no domain", f"“{text[:80]}”不是域名")
    return domain


def _day(text: str) -> date:
    plain = text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-").strip()
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y%m%d"):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  (a day, not a moment)
        except ValueError:
            continue
    raise _Unfit(f"{text[:40]!r} is no day; write it as 2026-03-02", f"“{text[:40]}”不是日期，请写成 2026-03-02")


def _plain(name: str) -> str:
    return "".join(name.split()).replace("（", "(").replace("）", ")").lower()
