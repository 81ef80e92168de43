"""Samples nobody could foresee, the share they confirm with its interval, and the rule that follows from it."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from typing import Literal

from mingjian.errors import BadInput

LEAST = 50
USUAL = 200
MOST = 2_000
CONFIDENCE = 0.95
WHOLE_FROM = 0.95
DISCOUNT_FROM = 0.80
"""The office's rule (ours, not a law's): in full from a confirmed share of 95 %, discounted from 80 %, else rejected;
in each case it is the lower end of the interval that must reach it."""
Rule = Literal["whole", "discounted", "rejected"]


def seed_of(root: bytes, size: int, digest: str) -> str:
    """The seed (hex) of a return's sample: SHA-256 over the log's root of `size` leaves and the file's digest.

    The root is of the first head of the log that holds the receipt of the file, so it is decided by nobody and known to
    nobody before the file is handed in.
    """
    text = b"mingjian sample v1\n" + root + b"\n" + str(size).encode() + b"\n" + digest.encode()
    return hashlib.sha256(text).hexdigest()


def draw(seed: str, population: int, size: int) -> tuple[int, ...]:
    """Draw `size` distinct positions of 0..population-1, in the order drawn.

    Draw number i (from 0) is SHA-256(seed in hex, ":", i) as a number modulo `population`; a position drawn before is
    skipped. Anybody can repeat it with a line of any language.
    """
    if not 0 < size <= population:
        raise BadInput(
            f"A sample of {size} cannot be drawn from {population} rows.", f"不能从 {population} 行中抽取 {size} 行。"
        )
    drawn: dict[int, None] = {}
    number = 0
    while len(drawn) < size:
        value = hashlib.sha256(f"{seed}:{number}".encode()).digest()
        drawn[int.from_bytes(value, "big") % population] = None
        number += 1
    return tuple(drawn)


def sizes(population: int) -> tuple[int, int, int]:
    """The least, the usual and the greatest size of a sample from so many rows that count."""
    return min(LEAST, population), min(USUAL, population), min(MOST, population)


def share_interval(hits: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """The exact interval of a share (Clopper and Pearson): at least `confidence` of such intervals hold the true share.

    Raises: BadInput, unless 0 <= hits <= of and of > 0.
    """
    if not 0 <= hits <= of or of == 0:
        raise BadInput(f"{hits} of {of} is no share.", f"{of} 中的 {hits} 不是比例。")
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else _solve(lambda share: 1 - _at_most(hits - 1, of, share), tail)
    high = 1.0 if hits == of else _solve(lambda share: 1 - _at_most(hits, of, share), 1 - tail)
    return low, high


def _at_most(hits: int, of: int, share: float) -> float:
    """The chance of at most `hits` of `of` at a share."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if hits >= of else 0.0
    log = math.log
    base = math.lgamma(of + 1)
    terms = (
        math.exp(base - math.lgamma(k + 1) - math.lgamma(of - k + 1) + k * log(share) + (of - k) * math.log1p(-share))
        for k in range(hits + 1)
    )
    return min(1.0, math.fsum(terms))


def _solve(rising: object, wanted: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < wanted:  # type: ignore[operator]
            low = middle
        else:
            high = middle
    return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a judged sample says of its return. `factor`: by which what remains of it is counted (1 in full)."""

    size: int
    confirmed: int
    false: int
    low: float
    high: float
    rule: Rule
    factor: float

    def as_json(self) -> dict[str, object]:
        """For the record and the page."""
        return {
            "size": self.size,
            "confirmed": self.confirmed,
            "false": self.false,
            "low": round(self.low, 6),
            "high": round(self.high, 6),
            "rule": self.rule,
            "factor": self.factor,
        }


def assess(confirmed: int, false: int, population: int) -> Assessment:
    """Say what follows from a sample of a return of `population` rows that count.

    A sample that is the whole return is no sample: it counts in full, without its false rows, if at least DISCOUNT_FROM
    of it is true. The factor has four decimals, rounded down.
    """
    size = confirmed + false
    if size == population:
        share = confirmed / size
        rule: Rule = "whole" if share >= DISCOUNT_FROM else "rejected"
        return Assessment(size, confirmed, false, share, share, rule, 1.0 if rule == "whole" else 0.0)
    low, high = share_interval(confirmed, size)
    if low >= WHOLE_FROM:
        return Assessment(size, confirmed, false, low, high, "whole", 1.0)
    if low >= DISCOUNT_FROM:
        return Assessment(size, confirmed, false, low, high, "discounted", math.floor(low * 10_000) / 10_000)
    return Assessment(size, confirmed, false, low, high, "rejected", 0.0)
