"""A stretch of text and its candidate readings in, the most likely reading out.

The stretch is a graph of letters: nodes are places, edges say that a stretch of the text may read as this character, at
that cost for the disguise it supposes. Words are walks along edges. The best path weighs how likely each word is after
the one before against the costs, so that ordinary text reads as itself.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from mingjian.text.grams import BOUNDARY, NAME, Grams

_LONGEST: Final = 4
_MOST_WALKS: Final = 400
_MOST_STATES: Final = 8
_MOST_SINGLES: Final = 24
WANTED_GAIN: Final = 5.0  # nats that a wanted word is likelier, where it is read out of a disguise


class Edge(NamedTuple):
    """`[start, end)` of the stretch reads as `reading` and leads to `node`, or this is one character of that reading."""

    reading: str
    node: int
    cost: float
    start: int
    end: int
    kind: str


class Step(NamedTuple):
    """A repair of the best path: `[start, end)` of the stretch reads `reading`."""

    start: int
    end: int
    reading: str
    kind: str


class Letters:
    """The graph of letters of a stretch: nodes 0 to its length are its places, further ones lie inside readings."""

    def __init__(self, stretch: str, own_costs: Sequence[float] | None = None) -> None:
        self.stretch = stretch
        self.size = len(stretch)
        costs = own_costs or [0.0] * self.size
        self.edges: list[dict[str, list[Edge]]] = [
            {char: [Edge(char, place + 1, costs[place], place, place + 1, "")]} for place, char in enumerate(stretch)
        ]
        self.edges.append({})
        self.wholes: list[list[Edge]] = [[] for _ in range(self.size + 1)]
        self.order: list[tuple[int, int]] = [(place, place) for place in range(self.size + 1)]
        self.readings = 0  # how many were added
        self.wanted: Container[str] = ()  # words that disguise is mostly put on

    def read(self, start: int, end: int, reading: str, cost: float, kind: str) -> None:
        """Say that a stretch may read as these characters, of which words are built with what stands beside them."""
        self.readings += 1
        node, last = start, len(reading) - 1
        for place, char in enumerate(reading):
            following = end if place == last else self._further(start)
            edge = Edge(char, following, cost if place == 0 else 0.0, start, end, kind)
            self.edges[node].setdefault(char, []).append(edge)
            node = following

    def read_word(self, start: int, end: int, word: str, cost: float, kind: str) -> None:
        """Say that a stretch may read as this word."""
        self.readings += 1
        self.wholes[start].append(Edge(word, end, cost, start, end, kind))

    def read_name(self, start: int, end: int, cost: float) -> None:
        """Say that a stretch may be a name, and stands as it is."""
        self.wholes[start].append(Edge(NAME, end, cost, start, end, ""))

    def _further(self, start: int) -> int:
        self.edges.append({})
        self.wholes.append([])
        self.order.append((start, len(self.edges) - 1))
        return len(self.edges) - 1


_Arc = tuple[int, int, float, tuple[Edge, ...]]  # a word, where it ends, what its disguise costs, its edges


_Reached = tuple[float, int, int, tuple[Edge, ...]]  # score, node and word before, edges of the word


class Path(NamedTuple):
    """The best reading: its repairs and its log-likelihood."""

    steps: list[Step]
    likely: float


def best_path(letters: Letters, model: Grams) -> Path:
    """Give the best reading of the stretch."""
    reached: dict[int, dict[int, _Reached]] = {0: {BOUNDARY: (0.0, -1, -1, ())}}
    for _, node in sorted(letters.order):
        if node == letters.size or node not in reached:
            continue
        states = sorted(reached[node].items(), key=_worst_first)[-_MOST_STATES:]
        arcs = _arcs(letters, node, model)
        total = model.after([word for word, _ in states], [arc[0] for arc in arcs])
        total += np.array([state[0] for _, state in states], dtype=np.float32)[:, None]
        rows, scores = total.argmax(axis=0).tolist(), total.max(axis=0).tolist()
        for (word, following, cost, pieces), row, likely in zip(arcs, rows, scores, strict=True):
            ends = reached.get(following)
            if ends is None:
                ends = reached[following] = {}
            known = ends.get(word)
            if known is None or likely - cost > known[0]:
                ends[word] = (likely - cost, node, states[row][0], pieces)
    return _way_back(reached, letters.size)


def _worst_first(state: tuple[int, _Reached]) -> float:
    return state[1][0]


def _way_back(reached: dict[int, dict[int, _Reached]], size: int) -> Path:
    pieces: list[Edge] = []
    node = size
    word, (likely, *_) = max(reached[size].items(), key=_worst_first)
    while node > 0:
        _, before, word_before, own = reached[node][word]
        pieces += reversed(own)
        node, word = before, word_before
    pieces.reverse()
    return Path(list(_joined(pieces)), likely)


def _joined(pieces: Sequence[Edge]) -> Iterator[Step]:
    """Join the characters of one reading to one repair."""
    step: Step | None = None
    for piece in pieces:
        if step and piece.kind and (step.start, step.end) == (piece.start, piece.end):
            step = step._replace(reading=step.reading + piece.reading)
            continue
        if step:
            yield step
        step = Step(piece.start, piece.end, piece.reading, piece.kind) if piece.kind else None
    if step:
        yield step


def _arcs(letters: Letters, node: int, model: Grams) -> list[_Arc]:
    """Give every word that starts at `node`."""
    number, nexts, alone = model.number, model.nexts, model.alone_of
    found: list[_Arc] = [
        (number[whole.reading], whole.node, whole.cost, (whole,))
        for whole in letters.wholes[node]
        if whole.reading in number
    ]
    singles: list[_Arc] = []
    open_: list[tuple[int, str, float, tuple[Edge, ...]]] = []
    for char, ways in letters.edges[node].items():
        goes_on, word = char in nexts, model.word(char)
        for edge in ways:
            singles.append((word, edge.node, edge.cost, (edge,)))
            if goes_on:
                open_.append((edge.node, char, edge.cost, (edge,)))
    if len(singles) > _MOST_SINGLES:
        singles.sort(key=lambda arc: arc[2] - alone[arc[0]])
        del singles[_MOST_SINGLES:]
    found += singles
    for _ in range(_LONGEST - 1):
        open_ = _longer(letters, open_, found, model)
        if not open_:
            break
    return found


def _longer(
    letters: Letters, open_: list[tuple[int, str, float, tuple[Edge, ...]]], found: list[_Arc], model: Grams
) -> list[tuple[int, str, float, tuple[Edge, ...]]]:
    """Walk one character on from every beginning of a word; the words that are complete go to `found`."""
    number, nexts = model.number, model.nexts
    following: list[tuple[int, str, float, tuple[Edge, ...]]] = []
    for at, prefix, cost, pieces in open_:
        there, wanted = letters.edges[at], nexts[prefix]
        for char in there if len(there) < len(wanted) else wanted:
            ways = there.get(char)
            if ways is None or char not in wanted:
                continue
            read = prefix + char
            word, goes_on = number.get(read), read in nexts
            for edge in ways:
                if word is not None:
                    gain = WANTED_GAIN if read in letters.wanted and _read_out((*pieces, edge)) else 0.0
                    found.append((word, edge.node, cost + edge.cost - gain, (*pieces, edge)))
                if goes_on:
                    following.append((edge.node, read, cost + edge.cost, (*pieces, edge)))
    if len(following) > _MOST_WALKS:
        following.sort(key=lambda walk: walk[2])
        del following[_MOST_WALKS:]
    return following


def _read_out(pieces: Sequence[Edge]) -> bool:
    return any(piece.kind for piece in pieces)
