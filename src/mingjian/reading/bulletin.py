"""Somebody's published bulletin in, even a polluted one; its figures and named subjects out, each with its place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from mingjian.reading.damage import brands, out_of_order
from mingjian.reading.heading import issuer_of, period_of, repost_lines
from mingjian.reading.named import Name, names, quotations
from mingjian.reading.plain import Plain, plain
from mingjian.reading.quantity import Quantity, quantities
from mingjian.reading.subject import subject_of

BRAND, NOISE, ORDER, LOST_WORDS = "brand", "noise", "order", "lost words"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `original[start:end] == text`; `value` is None and `lost` true where only its words survive."""

    text: str
    subject: str
    value: int | None
    unit: str
    at_least: bool
    lost: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NamedSubject:
    """A supervised subject that the bulletin names, written clean; `start:end` is where it stands in the original."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One place where the text was damaged: `original[start:end] == text`; `kind` is one of the words of `damage`."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BulletinReading:
    """What a bulletin says. Offsets count code points of the text that was read."""

    issuer: str | None
    period: str | None
    figures: tuple[Figure, ...]
    named: tuple[NamedSubject, ...]
    damage: tuple[str, ...]
    marks: tuple[Mark, ...]
    cleaned: str

    def as_json(self) -> dict[str, Any]:
        """Give the object that `read-bulletin --json` prints."""
        return asdict(self)


def read_bulletin(text: str) -> BulletinReading:
    """Read the figures, named subjects, period and issuer of a published bulletin.

    Nothing is guessed: a number that was torn out is given as lost, and the period comes from the text, never from
    the date of a re-post.
    """
    whole, noise = plain(text)
    glued = brands(whole.text)
    clean = whole.without(glued)
    bulletin = _blanked(clean.text, repost_lines(clean.text))
    found = quantities(bulletin, quotations(bulletin))
    marks = [_mark(text, NOISE, n.start, n.end) for n in noise]
    marks += [_mark(text, BRAND, *whole.span(*span)) for span in glued]
    if moved := out_of_order(clean.text):
        marks.append(_mark(text, ORDER, *clean.span(*moved)))
    figures = tuple(_figure(text, clean, bulletin, found, i) for i in range(len(found)))
    marks += [_mark(text, LOST_WORDS, f.start, f.end) for f in figures if f.lost]
    marks.sort(key=lambda m: (m.start, m.end))
    return BulletinReading(
        issuer_of(bulletin),
        period_of(bulletin),
        figures,
        tuple(_named(clean, name) for name in names(bulletin)),
        tuple(kind for kind in (BRAND, NOISE, ORDER, LOST_WORDS) if any(m.kind == kind for m in marks)),
        tuple(marks),
        clean.text.strip(),
    )


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _mark(text: str, kind: str, start: int, end: int) -> Mark:
    return Mark(kind, text[start:end], start, end)


def _figure(original: str, clean: Plain, bulletin: str, found: list[Quantity], index: int) -> Figure:
    quantity = found[index]
    start, end = clean.span(quantity.words, quantity.end)
    subject = subject_of(bulletin, found, index)
    lost = quantity.value is None
    return Figure(original[start:end], subject, quantity.value, quantity.unit, quantity.at_least, lost, start, end)


def _named(clean: Plain, name: Name) -> NamedSubject:
    return NamedSubject(name.name, *clean.span(name.start, name.end))
