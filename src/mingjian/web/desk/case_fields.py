"""Forms of steps, generated from `law.StepKind.fields`: a kind of step and a case in, widgets out; a request in, facts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from mingjian.law.crime import figures
from mingjian.law.measures import measures
from mingjian.law.step_kind import Field, StepKind
from mingjian.office.cases.people import officers_json
from mingjian.records.models import Account, Unit
from mingjian.web.desk.case_choices import Choices, Option
from mingjian.web.desk.case_people import is_id
from mingjian.web.language import code, say

PENALTY_ROWS, FIGURE_ROWS, INSTALMENT_ROWS = 4, 4, 6


@dataclass(frozen=True, slots=True)
class Widget:
    """One field as a page asks for it: what it is, its value, its options, and the words around it."""

    name: str
    kind: str
    label: str
    required: bool
    value: Any = ""
    hint: str = ""
    options: Sequence[Option] = ()
    rows: Sequence[Mapping[str, Any]] = ()
    wide: bool = False


def widgets(kind: StepKind, choices: Choices, values: Mapping[str, Any]) -> list[Widget]:
    """The widgets of a step, filled with `values` (what was sent, else what is known of the case)."""
    return [_widget(kind, field, choices, values.get(field.name)) for field in kind.fields if _asked(field, choices)]


def _asked(field: Field, choices: Choices) -> bool:
    """Whether the step needs to be asked for it here: the reason for being late only when it is late."""
    return field.name != "late_reason" or choices.late


def _widget(kind: StepKind, field: Field, choices: Choices, value: Any) -> Widget:
    required = field.required or (field.name == "late_reason" and choices.late)
    made = Widget(field.name, field.kind, field.label(code()), required, "" if value is None else value)
    options = choices.options(kind.code, field.name)
    hint = choices.hint(kind.code, field.name)
    if field.kind == "choice":
        chosen = [Option(key, zh if code() == "zh" else en) for key, zh, en in field.options]
        return _with(made, options=chosen, hint=hint)
    if field.kind == "officers":
        return _with(made, kind="officers", options=choices.officers(kind.code), value=_codes(value), hint=hint)
    if field.kind == "codes":
        if options:
            return _with(made, kind="several", options=options, value=list(value or ()), hint=hint)
        return _with(made, kind="text", value="、".join(value or ()), hint=hint)
    if field.kind == "penalties":
        return _with(made, rows=_penalty_rows(value or ()), options=_penalty_options(choices), hint=hint)
    if field.kind == "figures":
        names = figures()
        shown = [Option(key, row[0] if code() == "zh" else row[1]) for key, row in names.items()]
        return _with(made, rows=_padded(value or (), FIGURE_ROWS), options=shown, hint=hint)
    if field.kind == "instalments":
        return _with(made, rows=_padded(value or (), INSTALMENT_ROWS), hint=hint)
    if field.kind == "text" and options:
        return _with(made, kind="choice", options=options, hint=hint)
    long = field.kind == "text" and field.name in _LONG
    return _with(made, hint=hint, wide=long)


_LONG = frozenset(
    {
        "summary",
        "reasons",
        "facts",
        "statement",
        "opinion",
        "report",
        "measures",
        "appeal",
        "performance",
        "items",
        "text",
    }
)


def _with(made: Widget, **changes: Any) -> Widget:
    return replace(made, **changes)


def _codes(value: Any) -> list[str]:
    return [str(row.get("code", "")) if isinstance(row, Mapping) else str(row) for row in value or ()]


def _padded(rows: Sequence[Mapping[str, Any]], number: int) -> list[Mapping[str, Any]]:
    found = [*rows, *({} for _ in range(max(0, number - len(rows))))]
    return [{**row, "place": place} for place, row in enumerate(found)]


def _penalty_rows(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return _padded(rows, PENALTY_ROWS)


def _penalty_options(choices: Choices) -> list[Option]:
    """Measures that are penalties, those that the rules of the case give first."""
    return [
        Option(row.code, row.zh if code() == "zh" else row.en)
        for row in sorted(measures().values(), key=lambda row: row.code not in choices.given)
        if row.penalty
    ]


def facts_from(kind: StepKind, sent: QueryDict, unit: Unit) -> dict[str, Any]:
    """The facts that a form sent, as the law reads them; what was left empty is left out."""
    facts: dict[str, Any] = {}
    for field in kind.fields:
        value = _read(field, sent, unit)
        if value is not None:
            facts[field.name] = value
    return facts


def _read(field: Field, sent: QueryDict, unit: Unit) -> Any:
    name = field.name
    if field.kind == "flag":
        return sent.get(name) == "yes"
    if field.kind == "number":
        return number_of(sent.get(name, "")) if sent.get(name, "").strip() else None
    if field.kind == "codes":
        given = [part.strip() for value in sent.getlist(name) for part in value.replace(",", "、").split("、")]
        return [part for part in given if part] or None
    if field.kind == "officers":
        return _officers(sent.getlist(name), unit) or None
    if field.kind == "penalties":
        return _rows(sent, name, PENALTY_ROWS, {"measure": str, "amount": number_of, "on": str}) or None
    if field.kind == "figures":
        return _rows(sent, name, FIGURE_ROWS, {"figure": str, "value": number_of}) or None
    if field.kind == "instalments":
        return _rows(sent, name, INSTALMENT_ROWS, {"day": str, "amount": number_of}) or None
    return sent.get(name, "").strip()[:4000] or None


def number_of(text: str) -> int | float | str:
    """A number as somebody types it (120,000); what is none stays as it is, for the law to refuse by its field."""
    plain = text.strip().replace(",", "").replace("，", "")
    try:
        value = float(plain)
    except ValueError:
        return text.strip()[:40]
    if value != value or value in (float("inf"), float("-inf")):
        return text.strip()[:40]
    return int(value) if value.is_integer() else value


def _rows(sent: QueryDict, name: str, number: int, columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = []
    first = next(iter(columns))
    for place in range(number):
        given = {key: sent.get(f"{name}-{place}-{key}", "").strip() for key in columns}
        if given[first]:
            found.append({key: columns[key](value) for key, value in given.items() if value})
    return found


def _officers(ids: Sequence[str], unit: Unit) -> list[dict[str, object]]:
    valid = [key for key in ids if is_id(key)]
    rows = {str(row.pk): row for row in Account.objects.filter(pk__in=valid, unit=unit).select_related("unit")}
    return officers_json([rows[key] for key in valid if key in rows])


def said_value(field: Field, value: Any, names: Mapping[str, str]) -> str:
    """One fact as a person reads it: choices by their words, officers by their names, penalties with their amounts."""
    if value is None or value == "" or value == []:
        return "—"
    if field.kind == "flag":
        return say("是", "yes") if value is True else say("否", "no")
    if field.kind == "choice":
        return next((zh if code() == "zh" else en for key, zh, en in field.options if key == value), str(value))
    if field.kind in ("officers", "codes"):
        return say("、", ", ").join(names.get(key, key) for key in _codes(value))
    if field.kind == "penalties":
        return say("；", "; ").join(_penalty_words(row) for row in value)
    if field.kind == "figures":
        known = figures()
        return say("；", "; ").join(
            f"{known[row['figure']][0 if code() == 'zh' else 1]} {row.get('value')}" for row in value
        )
    if field.kind == "instalments":
        return say("；", "; ").join(f"{row.get('day')}  {row.get('amount'):,}" for row in value)
    return names.get(str(value), f"{value:,}" if isinstance(value, int) and field.kind == "number" else str(value))


def _penalty_words(row: Mapping[str, Any]) -> str:
    found = measures().get(str(row.get("measure")))
    name = (found.zh if code() == "zh" else found.en) if found else str(row.get("measure"))
    amount = row.get("amount")
    whom = say("（对责任人）", " (on the person responsible)") if row.get("on") == "person" else ""
    return f"{name}{whom}" + (
        say(" {n} 元", " {n} yuan", n=f"{amount:,}") if isinstance(amount, int) and amount else ""
    )
