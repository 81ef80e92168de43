"""The content of a document as JSON values, read by name; what is not there is blank, and is told by `missing`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mingjian.papers.wording import BLANK, day_zh, moment_zh, money

WantKind = Literal["line", "text", "day", "moment", "money", "count", "flag", "choice", "lines", "rows"]


@dataclass(frozen=True, slots=True)
class Want:
    """One thing a document says: its name (dots go into objects), kind, labels, and the article that demands it.

    `line` a line, `text` paragraphs, `day` and `moment` ISO, `money` yuan, `lines` a list of texts, `rows` a list of
    objects with `columns`, `choice` one code of `options` (code, zh, en).
    """

    name: str
    kind: WantKind
    zh: str
    en: str
    required: bool = True
    article: str = ""
    columns: tuple[Want, ...] = ()
    options: tuple[tuple[str, str, str], ...] = ()

    def label(self, language: str) -> str:
        """Its label in "zh" or "en"."""
        return self.zh if language.lower().startswith("zh") else self.en


class Content:
    """Reads JSON values by dotted names and words them for a document."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def raw(self, name: str) -> Any:
        """The value under a dotted name; None if it is not there."""
        found: Any = self.values
        for step in name.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def has(self, name: str) -> bool:
        """Whether something stands under the name (0 and False do)."""
        return filled(self.raw(name))

    def text(self, name: str, otherwise: str = BLANK) -> str:
        """A text in one piece."""
        value = self.raw(name)
        return str(value).strip() if filled(value) and not isinstance(value, Mapping | list) else otherwise

    def paragraphs(self, name: str) -> list[str]:
        """A text as its paragraphs; one blank if there is none."""
        found = [line.strip() for line in self.text(name).splitlines()]
        return [line for line in found if line] or [BLANK]

    def day(self, name: str) -> str:
        """A day in words; the empty form where it is still open."""
        return day_zh(self.text(name)) if self.has(name) else "　　年　　月　　日"

    def moment(self, name: str) -> str:
        """A moment in words; the empty form where it is still open."""
        return moment_zh(self.text(name)) if self.has(name) else "　　年　　月　　日　　时　　分"

    def money(self, name: str) -> str:
        """An amount in figures and words."""
        return money(self.raw(name)) if self.has(name) else f"人民币{BLANK}元"

    def count(self, name: str) -> str:
        """A number."""
        return self.text(name)

    def flag(self, name: str) -> bool:
        """Whether a value is true."""
        return self.raw(name) is True

    def lines(self, name: str) -> list[str]:
        """A list of texts."""
        value = self.raw(name)
        if isinstance(value, str):
            return [line.strip() for line in value.splitlines() if line.strip()]
        return [str(item) for item in value if filled(item)] if isinstance(value, Sequence) else []

    def rows(self, name: str) -> list[Content]:
        """A list of objects."""
        value = self.raw(name)
        return [Content(row) for row in value if isinstance(row, Mapping)] if isinstance(value, list | tuple) else []


def filled(value: Any) -> bool:
    """Whether a value says something."""
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value not in ([], (), {})


def missing(wants: Sequence[Want], values: Mapping[str, Any]) -> Iterator[Want]:
    """What a content must still say before the document may be signed; of rows also their columns."""
    content = Content(values)
    for want in wants:
        if not want.required:
            continue
        if (
            not content.has(want.name)
            or (want.kind == "rows" and not content.rows(want.name))
            or (
                want.kind == "rows"
                and any(next(missing(want.columns, row.values), None) for row in content.rows(want.name))
            )
        ):
            yield want
