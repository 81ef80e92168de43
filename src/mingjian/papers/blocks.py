"""What a document consists of before it is set: blocks of plain text. A PDF, a DOCX and a page are made from the same ones.

A block holds text only, never markup, so that nothing in it can be taken for a command of a typesetter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who is addressed, at the left margin, followed by a colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the body. `level` 1 is set in 黑体, 2 in 楷体. Source: GB/T 9704-2012 7.3.3."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; `indent`: two characters at its beginning."""

    text: str
    indent: bool = True
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Label and value, one a line, as the facts of a party stand at the head of a document."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a form. `label`: set in 黑体, centred; `span`: columns of twelve; `low`: the last line, at the right."""

    text: str
    span: int
    label: bool = False
    low: str = ""
    tall: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A ruled form, row by row; the spans of a row add up to twelve."""

    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled list with a head that is repeated on every page. `widths`: shares of the type area, 0: just a number."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    align: tuple[Align, ...] = ()


@dataclass(frozen=True, slots=True)
class Talk:
    """A question and its answer in a record."""

    asked: str
    answered: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Lines to sign on: who, and what is already known of the name or the day."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """Office and day at the end, where the seal goes. `sealed`: the place of the seal is marked."""

    office: str
    day: str
    sealed: bool = True


@dataclass(frozen=True, slots=True)
class Note:
    """A remark below the body, small."""

    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins a new page."""


Block = Addressee | Heading | Para | Pairs | Form | Table | Talk | Signatures | Closing | Note | Break


@dataclass(frozen=True, slots=True)
class Paper:
    """A document ready to be set.

    `office`, `title`: the two lines of the title; `number` below it; `foot`: a line at the bottom of every page (a
    record is signed page by page); `code`, `address`: of the public check, printed with a QR code once it is signed.
    """

    kind: str
    office: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    foot: str = ""
    code: str = ""
    address: str = ""
    language: str = "zh"
    extra: Mapping[str, str] = field(default_factory=dict)

    def texts(self) -> list[str]:
        """Every text that is set, in order."""
        found = [self.office, self.title, self.number]
        for block in self.blocks:
            found += _texts(block)
        return [text for text in [*found, self.foot] if text]

    def to_json(self) -> dict[str, Any]:
        """The document as JSON values for a typesetter."""
        blocks = [{"block": type(block).__name__.lower(), **asdict(block)} for block in self.blocks]
        row = {"office": self.office, "title": self.title, "number": self.number, "foot": self.foot}
        return {**row, "code": self.code, "address": self.address, "language": self.language, "blocks": blocks}


def _texts(block: Block) -> list[str]:
    match block:
        case Pairs(rows) | Signatures(rows):
            return [text for row in rows for text in row]
        case Form(rows):
            return [text for row in rows for cell in row for text in (cell.text, cell.low)]
        case Table(head, rows):
            return [*head, *(text for row in rows for text in row)]
        case Talk(asked, answered):
            return [asked, answered]
        case Closing(office, day):
            return [office, day]
        case Break():
            return []
        case _:
            return [block.text]
