"""The form of a draft: what its document wants as fields, and what was typed back into its content. No script is needed."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingjian.papers.content import Content, Want, filled

_BAR = "|"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `kind` of its control, what stands in it, the columns of its rows, and whether something is missing."""

    want: Want
    label: str
    control: str
    value: str
    options: tuple[tuple[str, str], ...] = ()
    columns: str = ""
    missing: bool = False


def fields_of(wants: Sequence[Want], values: Mapping[str, Any], language: str, lacking: set[str]) -> list[Field]:
    """The fields of a form, filled."""
    content = Content(values)
    return [_field(want, content, language, want.name in lacking) for want in wants]


def _field(want: Want, content: Content, language: str, missing: bool) -> Field:
    label, zh = want.label(language), language.lower().startswith("zh")
    columns = f" {_BAR} ".join(column.label(language) for column in want.columns)
    options = tuple((code, name if zh else en) for code, name, en in want.options)
    return Field(want, label, _CONTROLS[want.kind], _shown(want, content), options, columns, missing)


_CONTROLS = {
    "line": "line", "text": "area", "day": "day", "moment": "moment", "money": "line", "count": "line", "flag": "flag",
    "choice": "choice", "lines": "area", "rows": "area",
}  # fmt: skip


def _shown(want: Want, content: Content) -> str:
    value = content.raw(want.name)
    if want.kind == "rows":
        return "\n".join(
            f" {_BAR} ".join(_plain(row.raw(column.name)) for column in want.columns) for row in content.rows(want.name)
        )
    if want.kind == "lines":
        return "\n".join(content.lines(want.name))
    if want.kind == "flag":
        return "yes" if value is True else ""
    if want.kind == "moment":
        return _plain(value)[:16]
    return _plain(value)


def _plain(value: Any) -> str:
    return str(value).replace("\n", " ") if filled(value) and not isinstance(value, str) else str(value or "")


def typed(wants: Sequence[Want], before: Mapping[str, Any], posted: Mapping[str, str]) -> dict[str, Any]:
    """The content with what was typed; what the form does not show stays as it was."""
    values = copy.deepcopy(dict(before))
    for want in wants:
        text = posted.get(want.name)
        if text is None and want.kind != "flag":
            continue
        _put(values, want.name, _read(want, text or ""))
    return values


def _read(want: Want, text: str) -> Any:
    text = text.replace("\r\n", "\n").strip()
    match want.kind:
        case "flag":
            return text == "yes"
        case "lines":
            return [line.strip() for line in text.split("\n") if line.strip()]
        case "rows":
            return [_row(want, line) for line in text.split("\n") if line.strip()]
        case "moment":
            return f"{text}:00+08:00" if len(text) == 16 else text
        case "money" | "count":
            return _number(text)
        case _:
            return text


def _row(want: Want, line: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in line.split(_BAR)]
    pairs = zip(want.columns, [*cells, *[""] * len(want.columns)], strict=False)
    return {column.name: _read(column, cell) for column, cell in pairs if cell}


def _number(text: str) -> int | float | str:
    plain = text.replace(",", "").replace("，", "").removesuffix("元")
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        return float(plain)
    except ValueError:
        return text


def _put(values: dict[str, Any], name: str, value: Any) -> None:
    *path, last = name.split(".")
    for step in path:
        inner = values.get(step)
        values[step] = dict(inner) if isinstance(inner, Mapping) else {}
        values = values[step]
    values[last] = value
