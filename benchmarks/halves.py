"""Near duplicates gathered into clusters, and every cluster dealt to one of two halves: one to tune on, one to judge.

The half of a cluster follows from a digest of its smallest text, so it never moves when rows are added elsewhere.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

_PERMUTATIONS, _BANDS = 64, 8  # texts that share three quarters of their 3-grams nearly always meet
_DROPPED = re.compile(r"\W|\d|[a-z]+")


def plain(text: str) -> str:
    """Give a text without case, digits, Latin letters and punctuation: what near duplicates share."""
    return _DROPPED.sub("", text.lower())


def tuning(texts: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Say of each text whether its cluster belongs to the tuning half; the others are judged."""
    clusters = _clusters(texts)
    least: dict[int, str] = {}
    for text, cluster in zip(texts, clusters, strict=True):
        least[cluster] = min(least.get(cluster, text), text)
    sides = {cluster: hashlib.sha256(text.encode()).digest()[0] % 2 == 0 for cluster, text in least.items()}
    return np.array([sides[cluster] for cluster in clusters], dtype=bool)


def _clusters(texts: Sequence[str]) -> list[int]:
    """Number the clusters: texts that agree on a whole band of their signatures are joined."""
    parents = list(range(len(texts)))

    def root(place: int) -> int:
        while parents[place] != place:
            parents[place] = parents[parents[place]]
            place = parents[place]
        return place

    first: dict[tuple[int, bytes], int] = {}
    for place, text in enumerate(texts):
        for band in _bands(text):
            other = first.setdefault(band, place)
            parents[root(place)] = root(other)
    return [root(place) for place in range(len(texts))]


_CHANCE = np.random.default_rng(7)
_FACTORS = _CHANCE.integers(1, 2**63, _PERMUTATIONS, dtype=np.uint64) | np.uint64(1)
_SHIFTS = _CHANCE.integers(0, 2**63, _PERMUTATIONS, dtype=np.uint64)


def _bands(text: str) -> list[tuple[int, bytes]]:
    """Cut the signature of a text into its bands; a text too short for 3-grams stands for itself."""
    short = plain(text) or text
    codes = np.frombuffer(short.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < 3:
        return [(0, short.encode("utf-8", "surrogatepass"))]
    grams = codes[:-2] * np.uint64(0x9E3779B1) ^ codes[1:-1] * np.uint64(0x85EBCA6B) ^ codes[2:] << np.uint64(33)
    mixed = (grams[:, None] * _FACTORS + _SHIFTS) >> np.uint64(20)
    signature = mixed.min(axis=0)
    rows = _PERMUTATIONS // _BANDS
    return [(band + 1, signature[band * rows : (band + 1) * rows].tobytes()) for band in range(_BANDS)]
