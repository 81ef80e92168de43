"""The word model of open-gram and the word list of wordfreq in, `data/grams.npz` out: `python -m mingjian.text.build_grams
FOLDER`.

FOLDER holds `lm_sc.t3g` and `pydict_sc.bin` of Debian's package sunpinyin-data (open-gram, CC BY-SA 3.0), and
`large_zh.msgpack.gz` of the package wordfreq 3.1.1 (CC BY-SA 4.0), which knows subtitles and posts where open-gram knows
news. Kept are words of up to four characters and the pairs of words that say most; probabilities are rounded to a tenth
of a nat.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mingjian.text.grams import mixed

PAIRS: Final = 1_300_000
WORDS: Final = 65_000
STEP: Final = 10  # parts of a nat
RAREST: Final = -17.0  # log-frequency of wordfreq's words that are kept
_HEADER: Final = 24
_PROBABILITIES: Final = 1 << 16
_BACKOFFS: Final = 1 << 14
_STRINGS: Final = 2_937_736  # where the words begin in the dictionary of this edition
_LONGEST: Final = 4
_VERSION: Final = b"\xa7version\x01"  # what the header of wordfreq's list ends with

Numbers = npt.NDArray[np.int64]
Reals = npt.NDArray[np.float64]


class _Level(NamedTuple):
    """One level of the model: word, log-probability, log-backoff, first child of every node."""

    word: Numbers
    likely: Reals
    backoff: Reals
    child: Numbers


def _levels(content: bytes) -> tuple[_Level, _Level]:
    sizes = np.frombuffer(content, "<i4", 4, 8)
    place = _HEADER
    likely = np.log(np.frombuffer(content, "<f4", _PROBABILITIES, place).astype(np.float64))
    place += 4 * _PROBABILITIES
    backoff = np.log(np.frombuffer(content, "<f4", _BACKOFFS, place).astype(np.float64))
    place += 4 * _BACKOFFS + 12 * int(sizes[0])
    levels = []
    for size in (int(sizes[1]), int(sizes[2])):
        rows = np.frombuffer(content, "<u4", 3 * size, place).reshape(-1, 3).astype(np.int64)
        place += 12 * size
        child = rows[:, 1] >> 16 | (rows[:, 2] >> 25) << 16
        levels.append(_Level(rows[:, 0] & 0x3FFFF, likely[rows[:, 1] & 0xFFFF], backoff[rows[:, 0] >> 18], child))
    return levels[0], levels[1]


def _rounded(values: Reals) -> npt.NDArray[np.int16]:
    return np.round(np.clip(values, -100, 100) * STEP).astype(np.int16)


def _talk(content: bytes) -> dict[str, float]:
    """Read wordfreq's list: its header, then for every hundredth of a decade the words that are so frequent."""
    steps, _ = _size(content, 0, 0x90, 0x0F, {0xDC: 2, 0xDD: 4})  # an array of a header and of arrays, in MessagePack
    place = content.index(_VERSION) + len(_VERSION)
    found: dict[str, float] = {}
    for step in range(steps - 1):
        several, place = _size(content, place, 0x90, 0x0F, {0xDC: 2, 0xDD: 4})
        for _ in range(several):
            size, place = _size(content, place, 0xA0, 0x1F, {0xD9: 1, 0xDA: 2})
            word, place = content[place : place + size].decode(), place + size
            likely = -step / 100 * math.log(10)
            if likely > RAREST and re.fullmatch(f"[\u4e00-\u9fff]{{1,{_LONGEST}}}", word):
                found[word] = likely
    return found


def _size(content: bytes, place: int, short: int, bits: int, long: dict[int, int]) -> tuple[int, int]:
    """Read the size of an array or a string, and where its content begins."""
    mark = content[place]
    if mark & ~bits == short:
        return mark & bits, place + 1
    width = long[mark]
    return int.from_bytes(content[place + 1 : place + 1 + width], "big"), place + 1 + width


def build(folder: Path, target: Path) -> None:
    """Write the table. The same two files give the same table."""
    names = (folder / "pydict_sc.bin").read_bytes()[_STRINGS:].decode("utf-32-le").split("\0")
    single, double = _levels((folder / "lm_sc.t3g").read_bytes())
    usable = np.array([word == 0 or 0 < len(names[word]) <= _LONGEST for word in single.word])
    usable[-1] = False  # the sentinel
    order = np.argsort(-single.likely, kind="stable")
    kept = np.array([index for index in order.tolist() if usable[index]][:WORDS])
    number = np.full(len(names), -1, dtype=np.int64)
    number[single.word[kept]] = np.arange(len(kept))
    first = np.repeat(np.arange(len(single.word) - 1), np.diff(single.child))
    second = double.word[: len(first)]
    likely = double.likely[: len(first)]
    known = (number[single.word[first]] >= 0) & (number[second] >= 0)
    first, second, likely = number[single.word[first[known]]], number[second[known]], likely[known]
    alone, backoff = single.likely[kept], single.backoff[kept]
    talk = _talk(gzip.decompress((folder / "large_zh.msgpack.gz").read_bytes()))
    own = [names[single.word[index]] for index in kept]
    further = sorted(talk.keys() - set(own), key=lambda word: (-talk[word], word))
    gain = likely - backoff[first] - alone[second]
    worth = np.exp(alone[first] + likely) * np.abs(gain)
    best = np.sort(np.argsort(-worth, kind="stable")[:PAIRS])
    best = best[np.lexsort((second[best], first[best]))]
    np.savez_compressed(
        target,
        words=np.frombuffer("\n".join(own).encode(), dtype=np.uint8),
        alone=_rounded(np.array([mixed(like, talk.get(word)) for word, like in zip(own, alone, strict=True)])),
        further=np.frombuffer("\n".join(further).encode(), dtype=np.uint8),
        further_alone=_rounded(np.array([talk[word] for word in further])),
        backoff=_rounded(backoff),
        counts=np.bincount(first[best], minlength=len(kept)).astype(np.uint16),
        second=second[best].astype(np.uint16),
        likely=np.clip(np.round(-likely[best] * STEP), 0, 255).astype(np.uint8),
    )


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(__file__).parent / "data" / "grams.npz")
