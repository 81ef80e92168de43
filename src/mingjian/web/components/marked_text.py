"""Marked text: a captured text and the findings' spans in, segments for the template out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mingjian import detect
from mingjian.reasons import Reason
from mingjian.web import language
from mingjian.web.words import said_in

CODED = {"kind": "sector", "view": "visitor", "base": "visitor", "surface": "surface"}
"""Parameters of reasons that are codes, with the table of their words."""
TONES = {"hijacked": "n", "contact": "c"}
UNKNOWN = {
    "zh": "检测规则“{code}”的说明在当前版本中没有，请查看原文",
    "en": "a sign of the rule “{code}”, for which this version has no words; look at the text itself",
}
"""What is said of a reason that another version of the detectors gave: lists and pages show it and go on."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: plain, marked (`tone`, `why`, `number`), folded (`folded` characters left out), or a new surface."""

    text: str = ""
    tone: str = ""
    why: str = ""
    number: int = 0
    folded: int = 0
    surface: str = ""


def in_words(code: str, params: Mapping[str, Any], wanted: str) -> str:
    """A detector's reason as a sentence in the language "zh" or "en"; a neutral one for what this version does not know."""
    told = {
        name: said_in(CODED[name], str(value), wanted) if name in CODED else value for name, value in params.items()
    }
    try:
        return Reason(code, told).say(detect.ZH if wanted == "zh" else detect.EN)
    except (KeyError, IndexError, ValueError):  # no sentence for the code, or one with other parameters
        return UNKNOWN["zh" if wanted == "zh" else "en"].format(code=code)


def sentence_of(mark: Mapping[str, Any]) -> str:
    """The reason of a mark in words, in the language of the page."""
    reason = mark["reason"]
    return in_words(reason["code"], reason["params"], language.code())


def _spans(marks: Iterable[Mapping[str, Any]], length: int) -> list[tuple[int, int, Mapping[str, Any]]]:
    """Spans without overlaps: the heaviest mark keeps its place."""
    chosen: list[tuple[int, int, Mapping[str, Any]]] = []
    for mark in sorted(marks, key=lambda mark: (-abs(float(mark["weight"])), mark["start"])):
        start, end = mark["start"], min(mark["end"], length)
        if start < end and all(end <= other[0] or start >= other[1] for other in chosen):
            chosen.append((start, end, mark))
    return sorted(chosen, key=lambda span: span[0])


def _plain(text: str, start: int, end: int, around: int, *, first: bool, last: bool) -> list[Segment]:
    """A stretch without marks, its middle folded if it is long."""
    if end - start <= 2 * around:
        return [Segment(text[start:end])] if start < end else []
    head = [] if first else [Segment(text[start : start + around])]
    tail = [] if last else [Segment(text[end - around : end])]
    kept = around * (len(head) + len(tail))
    if first and last:
        head, kept = [Segment(text[start : start + 2 * around])], 2 * around
    return [*head, Segment(folded=end - start - kept), *tail]


def segments(text: str, marks: list[dict[str, Any]], surfaces: list[list[Any]], around: int) -> list[Segment]:
    """Cut a text into segments: marks in order with their number and reason, long plain stretches folded."""
    starts = [surface[1] for surface in surfaces]
    spans = _spans(marks, len(text))
    result: list[Segment] = []
    position = 0
    current = ""
    for number, (start, end, mark) in enumerate(spans, 1):
        result += _plain(text, position, start, around, first=position == 0, last=False)
        place = bisect_right(starts, start) - 1
        surface = surfaces[place][0] if 0 <= place < len(surfaces) else mark["surface"]
        if surface != current:
            result.append(Segment(surface=surface))
            current = surface
        tone = TONES.get(mark["category"], "g")
        result.append(Segment(text[start:end], tone=tone, why=sentence_of(mark), number=number))
        position = end
    result += _plain(text, position, len(text), around, first=position == 0, last=True)
    return result
