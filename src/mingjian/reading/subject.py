"""What a figure counts, in the bulletin's own words: the clause around the quantity with the number taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingjian.reading.quantity import Quantity
from mingjian.reading.vocabulary import MEASURE

_CLAUSE_END = re.compile("[,\uff0c。;\uff1b!\uff01?\uff1f\n]")
_SENTENCE_END = re.compile("[。!\uff01?\uff1f\n]")
_NOUN_FIRST = re.compile("[、和及与以并等()\uff08\uff09]|$")
_LEAD = re.compile(
    "^(?:[\\s—|·:\uff1a、]|[(\uff08][一二三四五六七八九十\\d]+[)\uff09]|[一二三四五六七八九十]+是|\\d+[.、]|其中|全年|全[国省市区县](?=共|累计)|共计|累计|合计|总计|一共|先后|同时|并|已|共|还|以及|和|及|约(?![谈见])|近|达到|达|各)+"
)
_TAIL = re.compile("(?:[\\s、—(\uff08]|共计|累计|合计|总计|共|约|近|达到|达|并|和|及|以及|等)+$")
_NAMES = re.compile('(?:[“"「『][^“”"「」『』]{1,40}[”"」』][、和及与]?)+等')
_MEASURE = re.compile(MEASURE)
_SHORT = 6  # characters of a clause without a verb that may still hang on the verb before it


def subject_of(text: str, among: Sequence[Quantity], index: int) -> str:
    """Say what `among[index]` counts; `among` are all quantities of `text` in order.

    Where a part of an enumeration has no verb of its own (关停账号3个、群组5个) it has the verb of the part before it.
    """
    start, end = _clause(text, among[index])
    inside = [q for q in among if start <= q.start and q.end <= end]
    here = inside.index(among[index])
    before, after = _sides(text, inside, here, start, end)
    if not _MEASURE.search(before + after) and (here or len(_LEAD.sub("", before)) <= _SHORT):
        before = _inherited(text, inside[0].start if here else start, start) + _LEAD.sub("", before)
    return _tidy(before, after)


def _clause(text: str, quantity: Quantity) -> tuple[int, int]:
    start = max((m.end() for m in _CLAUSE_END.finditer(text, max(0, quantity.start - 200), quantity.start)), default=0)
    after = _CLAUSE_END.search(text, quantity.end)
    return start or max(0, quantity.start - 200), after.start() if after else len(text)


def _noun_first(text: str, quantity: Quantity, end: int) -> bool:
    return quantity.end >= end or bool(_NOUN_FIRST.match(text, quantity.end))


def _sides(text: str, inside: Sequence[Quantity], here: int, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after the quantity and belongs to it, given its neighbours in the clause."""
    quantity = inside[here]
    left = inside[here - 1] if here else None
    right = inside[here + 1] if here + 1 < len(inside) else None
    before = text[left.end if left else start : quantity.start]
    if left and not _noun_first(text, left, quantity.start):  # 41家X133个Y: X is of the left one
        before = before.rpartition("、")[2] if "、" in before else text[start : inside[0].start]
    after = "" if _noun_first(text, quantity, end) and right else text[quantity.end : right.start if right else end]
    if right and "、" in after:
        after = after.rpartition("、")[0]
    return before, after


def _inherited(text: str, stop: int, clause_start: int) -> str:
    """Give the last measure's words before the part: of this clause, else of this sentence."""
    begins = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, stop - 200), stop)), default=max(0, stop - 200))
    verbs = list(_MEASURE.finditer(text, max(begins, 0), max(stop, clause_start)))
    return verbs[-1].group() if verbs else ""


def _tidy(before: str, after: str) -> str:
    before = _TAIL.sub("", _LEAD.sub("", _NAMES.sub("", before)))
    after = _TAIL.sub("", after)
    after = re.sub("^[(\uff08][^)\uff09]*[)\uff09]", "", after)
    return (before + after).strip(" \u3000、)\uff09—|")
