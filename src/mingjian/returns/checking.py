"""Row checks: the cells of one row in; what is kept of it, its key, and every problem it has out.

Only a row without problems counts: a basis that exists and fits, a day in the period, those who are hit told (or the
reason why not), a way to appeal, a key. Source: counting.md, Individual rows and bulk returns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingjian.law.basis import catalogue
from mingjian.law.measure_rules import gives_power
from mingjian.law.measures import measures
from mingjian.returns import keys
from mingjian.returns.schema import CHANGES, TOLD, Category

TEXT_KEPT = 300
"""Characters kept of a free text."""
_DAY = re.compile(r"(20[0-9]{2})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?|([0-9]{2})([0-9]{2}))")
_NOTHING = frozenset({"", "无", "没有", "none", "n/a", "na", "-", "—", "/", "null", "nil", "无途径"})
_NO_KEY = bytes(keys.KEY_BYTES)


@dataclass(slots=True)
class Checked:
    """One row after its checks. `shown` names the thing, numbers hidden; `problems` are codes of `returns.reasons`."""

    row: int
    key: bytes = _NO_KEY
    shown: str = ""
    measure: str = ""
    acted_on: date | None = None
    basis: str = ""
    notice: str = ""
    redress: str = ""
    facts: str = ""
    change: str = "add"
    phone: bytes | None = None
    identity: bytes | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def counts(self) -> bool:
        """Whether the row has no problem."""
        return not self.problems


class Checker:
    """Checks the rows of one return. `key`: of the keyed digests; `platforms`: names under which the reporter goes."""

    def __init__(
        self,
        kind: Category,
        first_day: date,
        last_day: date,
        *,
        reporter: str,
        key: bytes,
        platforms: frozenset[str] = frozenset(),
        correction: bool = False,
    ) -> None:
        self._kind, self._first, self._last = kind, first_day, last_day
        self._reporter, self._key, self._correction = reporter, key, correction
        self._platforms = platforms | {reporter, ""}
        self._days: dict[str, date | None] = {}
        self._fits: dict[tuple[str, str, date], str] = {}
        self._measures = {word: code for code, one in measures().items() for word in (code, one.zh, one.en.lower())}

    def check(self, number: int, cells: Mapping[str, Any], flaws: tuple[str, ...] = ()) -> Checked:
        """Check one row. `cells`: values by the names of the columns; `flaws`: what the reader found amiss with it."""
        row = Checked(number)
        problems = row.problems
        problems += flaws
        words = {name: _text(value, problems) for name, value in cells.items()}
        row.change = self._change(words.get("change", ""), problems)
        row.measure = self._measure(words.get("measure", ""), problems)
        row.acted_on = self._day(cells.get("acted_on"), words.get("acted_on", ""), problems)
        row.basis = words.get("basis", "")[:32]
        if row.change == "add":
            self._basis(row, problems)
            self._told(row, words, problems)
        row.facts = keys.hide_numbers(words.get("facts", ""))[:TEXT_KEPT]
        self._thing(row, words, problems)
        if len(problems) > 1:
            row.problems = list(dict.fromkeys(problems))
        return row

    def _change(self, word: str, problems: list[str]) -> str:
        if word.lower() not in CHANGES:
            problems.append("change_unknown")
            return "add"
        if word and not self._correction:
            problems.append("change_elsewhere")
        return CHANGES[word.lower()]

    def _measure(self, word: str, problems: list[str]) -> str:
        code = self._measures.get(word) or self._measures.get(word.lower(), "")
        if not code:
            problems.append("measure_unknown")
        elif code not in self._kind.measures:
            problems.append("measure_elsewhere")
        return code

    def _day(self, value: Any, word: str, problems: list[str]) -> date | None:
        if isinstance(value, datetime):
            day: date | None = value.date()
        elif isinstance(value, date):
            day = value
        else:
            if word not in self._days:
                self._days[word] = _read_day(word)
            day = self._days[word]
        if day is None:
            problems.append("day_wrong")
        elif not self._first <= day <= self._last:
            problems.append("day_outside")
        return day

    def _basis(self, row: Checked, problems: list[str]) -> None:
        if row.acted_on is None or not row.measure:
            if row.basis not in catalogue():
                problems.append("basis_unknown")
            return
        asked = (row.basis, row.measure, row.acted_on)
        if asked not in self._fits:
            self._fits[asked] = _why_not(*asked)
        if self._fits[asked]:
            problems.append(self._fits[asked])

    def _told(self, row: Checked, words: Mapping[str, str], problems: list[str]) -> None:
        told = TOLD.get(words.get("notice", "").lower())
        if told is None:
            problems.append("notice_missing")
        elif told:
            row.notice = "told"
        else:
            reason = words.get("why_not_told", "")
            row.notice = "not_told: " + keys.hide_numbers(reason)[:TEXT_KEPT]
            if reason.lower() in _NOTHING:
                problems.append("notice_without_reason")
        redress = words.get("redress", "")
        if redress.lower() in _NOTHING:
            problems.append("redress_missing")
        row.redress = keys.hide_numbers(redress)[:TEXT_KEPT]

    def _thing(self, row: Checked, words: Mapping[str, str], problems: list[str]) -> None:
        if self._kind.target == "account":
            self._account(row, words, problems)
        elif self._kind.target == "item":
            self._item(row, words.get("url", ""), problems)
        else:
            self._number(row, words.get("number", ""), problems)

    def _account(self, row: Checked, words: Mapping[str, str], problems: list[str]) -> None:
        uid = words.get("uid", "")
        if words.get("platform", "") not in self._platforms:
            problems.append("other_platform")
        if not uid:
            problems.append("key_missing")
        else:
            row.key = keys.account_key(self._key, self._reporter, uid)
            row.shown = keys.hide_numbers(uid)[:TEXT_KEPT]
        if phone := words.get("holder_phone", ""):
            plain = keys.plain_number(phone)
            row.phone = keys.number_key(self._key, plain) if plain else None
            problems += [] if plain else ["phone_wrong"]
        if identity := words.get("holder_id", ""):
            plain = keys.plain_identity(identity)
            row.identity = keys.identity_key(self._key, plain) if plain else None
            problems += [] if plain else ["identity_wrong"]

    def _item(self, row: Checked, url: str, problems: list[str]) -> None:
        row.shown = keys.hide_numbers(url)[: 2 * TEXT_KEPT]
        if not keys.plain_url(url):
            problems.append("address_wrong" if url else "key_missing")
        elif row.acted_on:
            row.key = keys.item_key(self._key, url, row.acted_on)

    def _number(self, row: Checked, number: str, problems: list[str]) -> None:
        plain = keys.plain_number(number)
        if plain:
            row.key = keys.number_key(self._key, plain)
            row.shown = keys.hide_number(plain)
        else:
            row.shown = "***" if number else ""
            problems.append("number_wrong" if number else "key_missing")


def _text(value: Any, problems: list[str]) -> str:
    """A cell as text; what a spreadsheet broke, or would take for a formula, becomes a problem."""
    if isinstance(value, str):
        text = value.strip()
        if text and text[0] in "=@+-" and _is_formula(text):
            problems.append("formula")
            return ""
        return text.replace("\0", "")
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        if not abs(value) < 1e15:
            problems.append("number_mangled")
            return str(value)
        return str(int(value)) if value == int(value) else repr(value)
    return str(value)


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute the cell: = at its head, or + - @ before something that calls or points."""
    return text[0] == "=" or any(sign in text for sign in "(|!")


def _read_day(word: str) -> date | None:
    found = _DAY.fullmatch(word.removesuffix(" 00:00:00").strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or found[4]), int(found[3] or found[5]))
    except ValueError:
        return None


def _why_not(code: str, measure: str, day: date) -> str:
    """The problem with a basis for a measure on a day; empty if it fits."""
    rule = catalogue().get(code)
    if rule is None:
        return "basis_unknown"
    if rule.speech:
        return "basis_speech"
    if not rule.in_force(day):
        return "basis_not_in_force"
    return "" if gives_power(measures()[measure], rule) else "basis_without_power"
