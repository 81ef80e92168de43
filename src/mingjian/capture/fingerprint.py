"""A page in, its fingerprints out: by them the same operation is known again on another domain."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GRAM = 3
PERMUTATIONS = 64
_TAG = re.compile(rb"<([a-zA-Z][a-zA-Z0-9]{0,15})[\s/>]")
_CLASS = re.compile(rb"\b(?:class|id)\s*=\s*[\"']?([^\"'>]{1,80})", re.IGNORECASE)
_SKIP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`template`: hash of the sequence of tags; `marks`: hash of its class and id names; `simhash` of the visible text
    (16 hex digits); `minhash`: 64 numbers; `words`: characters of visible text that went in.
    """

    template: str
    marks: str
    simhash: str
    minhash: tuple[int, ...]
    words: int


def fingerprint(body: bytes, text: str) -> Fingerprint:
    """Take the fingerprints of a page: its bytes for the template, its visible `text` for the rest."""
    skeleton = _SKIP.sub(b"<s>", body[: 1 << 20])
    grams = _grams(text)
    return Fingerprint(
        template=_short(b" ".join(tag.lower() for tag in _squeezed(_TAG.findall(skeleton)))),
        marks=_short(b" ".join(sorted(set(b" ".join(_CLASS.findall(skeleton)).lower().split())))),
        simhash=f"{_simhash(grams):016x}",
        minhash=_minhash(grams),
        words=len(text),
    )


def distance(left: str, right: str) -> int:
    """Give the number of bits in which two simhashes differ, 0..64; unrelated pages differ in about 32."""
    return (int(left, 16) ^ int(right, 16)).bit_count()


def likeness(left: tuple[int, ...], right: tuple[int, ...]) -> float:
    """Estimate from two minhashes which share of their character triples two texts have in common, 0..1."""
    if not left or not right:
        return 0.0
    return sum(a == b for a, b in zip(left, right, strict=True)) / len(left)


def _squeezed(tags: list[bytes]) -> list[bytes]:
    """Leave out repetitions (a list of ten news and one of eleven are one template), up to three tags long."""
    kept: list[bytes] = []
    for tag in tags:
        kept.append(tag)
        for width in (1, 2, 3):
            if len(kept) >= 2 * width and kept[-width:] == kept[-2 * width : -width]:
                del kept[-width:]
                break
    return kept


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24] if content else ""


def _grams(text: str) -> NDArray[np.uint64]:
    """Give a 64-bit hash for each different character triple."""
    packed = "".join(text.split())[:100_000]
    points = np.frombuffer(packed.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(points) < GRAM:
        return np.empty(0, dtype=np.uint64)
    joined = points[:-2] | points[1:-1] << np.uint64(21) | points[2:] << np.uint64(42)
    return _mixed(np.unique(joined))


def _mixed(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread the bits (the finaliser of splitmix64)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def _simhash(grams: NDArray[np.uint64]) -> int:
    if not len(grams):
        return 0
    bits = np.unpackbits(grams.view(np.uint8).reshape(-1, 8), axis=1, bitorder="little")
    majority = bits.sum(axis=0, dtype=np.int64) * 2 > len(grams)
    return int.from_bytes(np.packbits(majority, bitorder="little").tobytes(), "little")


def _minhash(grams: NDArray[np.uint64]) -> tuple[int, ...]:
    if not len(grams):
        return ()
    lowest = [int(_mixed(grams ^ seed).min() >> np.uint64(32)) for seed in _SEEDS]
    return tuple(lowest)


_SEEDS = _mixed(np.arange(1, PERMUTATIONS + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15))
