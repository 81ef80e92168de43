"""A stretch of text and its candidate readings in, the most likely reading out.

Every word arc says: this stretch may read as that word, at that cost for the disguise it supposes. The best path
weighs the frequency of words against the costs, so that ordinary text reads as itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from mingjian.text.pairs import Pairs
from mingjian.text.words import Words

_LONGEST: Final = 6
_SINGLE: Final = -9.0  # a repaired character alone gains nothing from being very frequent
_MOST_PREFIXES: Final = 400
_MOST_STATES: Final = 12


class Arc(NamedTuple):
    """`size` characters from a place may read as `reading`; `cost` is a log-likelihood, `kind` a disguise."""

    size: int
    reading: str
    cost: float
    kind: str


class Step(NamedTuple):
    """A piece of the best path: `[start, end)` of the stretch reads `reading`."""

    start: int
    end: int
    reading: str
    kind: str


Source = Callable[[str, int], Sequence[Arc]]


class _Reached(NamedTuple):
    """The best way to end at a place with a certain last character."""

    score: float
    place: int
    before: str
    reading: str
    kind: str


def best_path(
    stretch: str, words: Words, pairs: Pairs, letters: Sequence[Sequence[Arc]], whole: Sequence[Sequence[Arc]]
) -> tuple[list[Step], float]:
    """Give the best reading of `stretch` and its log-likelihood.

    `letters[i]`: readings of single characters from place i (of which words are built); `whole[i]`: readings that
    are complete as they are, with the likelihood in their cost.
    """
    size = len(stretch)
    ends: list[dict[str, _Reached]] = [{} for _ in range(size + 1)]
    ends[0][" "] = _Reached(0.0, -1, "", "", "")
    for place in range(size):
        if not ends[place]:
            continue
        arcs = _word_arcs(stretch, place, words, letters)
        arcs += [(place + arc.size, arc.reading, -arc.cost, arc.kind) for arc in whole[place]]
        befores = [(last, reached.score) for last, reached in ends[place].items()]
        if len(befores) > _MOST_STATES:
            befores = sorted(befores, key=lambda state: -state[1])[:_MOST_STATES]
        for end, reading, weight, kind in arcs:
            best, chosen = float("-inf"), ""
            for last, score in befores:
                total = score + pairs.bonus(last, reading[0])
                if total > best:
                    best, chosen = total, last
            known = ends[end].get(reading[-1])
            if known is None or best + weight > known.score:
                ends[end][reading[-1]] = _Reached(best + weight, place, chosen, reading, kind)
    return _steps(ends, size)


def _steps(ends: list[dict[str, _Reached]], size: int) -> tuple[list[Step], float]:
    steps: list[Step] = []
    place = size
    last, reached = max(ends[size].items(), key=lambda state: state[1].score)
    score = reached.score
    while place > 0:
        reached = ends[place][last]
        steps.append(Step(reached.place, place, reached.reading, reached.kind))
        place, last = reached.place, reached.before
    steps.reverse()
    return steps, score


def _word_arcs(
    stretch: str, place: int, words: Words, letters: Sequence[Sequence[Arc]]
) -> list[tuple[int, str, float, str]]:
    """Build every word that starts at `place` out of the readings of its characters."""
    found: list[tuple[int, str, float, str]] = []
    open_ = [(place, "", 0.0, "")]
    weight, beginnings = words.weight, words.beginnings
    size = len(stretch)
    for _ in range(_LONGEST):
        following: list[tuple[int, str, float, str]] = []
        for end, prefix, cost, kind in open_:
            if end >= size:
                continue
            own = prefix + stretch[end]
            if own in weight:
                found.append((end + 1, own, weight[own] - cost, kind))
            elif not prefix:
                found.append((end + 1, own, words.floor, kind))
            if own in beginnings:
                following.append((end + 1, own, cost, kind))
            for arc in letters[end]:
                read = prefix + arc.reading
                if read in weight:
                    likely = weight[read] if prefix else min(weight[read], _SINGLE)
                    found.append((end + arc.size, read, likely - cost - arc.cost, kind or arc.kind))
                if read in beginnings:
                    following.append((end + arc.size, read, cost + arc.cost, kind or arc.kind))
        if not following:
            break
        open_ = (
            sorted(following, key=lambda state: state[2])[:_MOST_PREFIXES]
            if len(following) > _MOST_PREFIXES
            else following
        )
    return found
