"""A text in, how unlikely each of its words is after the one before out: cheap enough for every short text."""

from __future__ import annotations

from typing import NamedTuple

from mingjian.text.grams import BOUNDARY, Grams

_LONGEST = 4


class Word(NamedTuple):
    """`[start, end)` of a text is a word that is `unlikely` nats a character unlikely where it stands."""

    start: int
    end: int
    unlikely: float


def words_of(text: str, model: Grams) -> list[Word]:
    """Cut a text into its likeliest words, each judged after the one before."""
    pieces = _cut(text, model)
    numbers = [number for _, _, number in pieces]
    likely = model.each_after([BOUNDARY, *numbers[:-1]], numbers).tolist() if numbers else []
    return [Word(start, end, -score / (end - start)) for (start, end, _), score in zip(pieces, likely, strict=True)]


def _cut(text: str, model: Grams) -> list[tuple[int, int, int]]:
    """Give (start, end, number) of the words whose frequencies multiply highest."""
    number, alone, nexts = model.number, model.alone_of, model.nexts
    size = len(text)
    best = [0.0] + [float("-inf")] * size
    way: list[tuple[int, int]] = [(0, 0)] * (size + 1)
    for start in range(size):
        score, read = best[start], text[start]
        word: int | None = model.word(read)
        end = start + 1
        while True:
            if word is not None and score + alone[word] > best[end]:
                best[end] = score + alone[word]
                way[end] = (start, word)
            if end == size or end - start == _LONGEST or read not in nexts:
                break
            read += text[end]
            end += 1
            word = number.get(read)
    pieces = []
    while size:
        start, found = way[size]
        pieces.append((start, size, found))
        size = start
    pieces.reverse()
    return pieces
