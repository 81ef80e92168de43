"""Keys of rows folded by measure and month, and the exact arithmetic of overlaps on them.

A fold is a sorted array of distinct 16-byte keys: 300,000 rows are 4.8 MB. All of this is set arithmetic; nothing is
estimated.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from mingjian.returns.keys import KEY_BYTES

Keys = np.ndarray[Any, Any]
_TYPE = f"S{KEY_BYTES}"


@dataclass(frozen=True, slots=True)
class Fold:
    """The distinct keys of one measure in one month (its first day), ascending, one after the other."""

    measure: str
    month: date
    keys: bytes

    @property
    def count(self) -> int:
        """How many keys there are."""
        return len(self.keys) // KEY_BYTES


def keys_of(blob: bytes) -> Keys:
    """The keys of a fold as an array. A copy is not made."""
    return np.frombuffer(blob, _TYPE)


def blob_of(keys: Iterable[bytes]) -> bytes:
    """Keys of 16 bytes each, in any order and possibly repeated, as the blob of a fold."""
    return b"".join(sorted(set(keys)))


def repeated_rows(keys: Keys, measures: Keys) -> Keys:
    """For each row whether an earlier row has the same key and measure."""
    again = np.zeros(len(keys), bool)
    for measure in np.unique(measures):
        places = np.nonzero(measures == measure)[0]
        _, first = np.unique(keys[places], return_index=True)
        mine = np.ones(len(places), bool)
        mine[first] = False
        again[places] = mine
    return again


def fold_rows(keys: Keys, measures: Keys, months: Keys, codes: Sequence[str]) -> tuple[Fold, ...]:
    """Fold rows by measure (an index into `codes`) and month (counted from 1970-01)."""
    folds = []
    for measure in np.unique(measures):
        for month in np.unique(months[measures == measure]):
            chosen = keys[(measures == measure) & (months == month)]
            day = date(1970 + int(month) // 12, int(month) % 12 + 1, 1)
            folds.append(Fold(codes[int(measure)], day, np.unique(chosen).tobytes()))
    return tuple(folds)


def distinct(blobs: Iterable[bytes]) -> Keys:
    """The distinct keys of several folds, ascending."""
    arrays = [keys_of(blob) for blob in blobs if blob]
    return np.unique(np.concatenate(arrays)) if arrays else np.empty(0, _TYPE)


def subtract(keys: Keys, others: Keys) -> Keys:
    """The keys that are not among `others`; both ascending and distinct."""
    return keys[~within(keys, others)]


def within(keys: Keys, others: Keys) -> Keys:
    """For each key whether it is among `others`; `others` ascending."""
    if not len(others) or not len(keys):
        return np.zeros(len(keys), bool)
    places = np.searchsorted(others, keys)
    places[places == len(others)] = 0
    found: Keys = others[places] == keys
    return found


def merge(one: Keys, other: Keys) -> Keys:
    """The distinct keys of both, ascending."""
    return np.unique(np.concatenate([one, other])) if len(other) else one
