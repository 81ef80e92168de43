"""The raw bytes of a page in, whether it is worth judging out: a coarse filter some thirty times as fast as the judge.

It looks for the lexicon's terms in the charsets that pages come in, simplified and traditional, weighs each by its role
and by how the shipped model thinks of it among all terms, and fires where several stand close together, sooner in title
and meta. Words disguised by sound or by their parts have no bytes to look for: what is disguised so throughout, and a
page that only its facts or its links give away, is missed.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import re
import threading
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import hyperscan
import numpy as np

from mingjian.detect.features import describe, sequences
from mingjian.detect.lexicon import Role, lexicon
from mingjian.detect.matcher import matcher
from mingjian.detect.model import shipped
from mingjian.text.kept import cache_folder

WINDOW: Final = 240  # bytes within which terms count together: about eighty characters
ENOUGH: Final = 0.8  # chosen on composed pages so that hardly one is missed; see benchmarks/scan.py
ENOUGH_IN_HEAD: Final = 0.6  # in title and meta an ordinary page has hardly any such term,
ENOUGH_IN_TITLE: Final = 0.3  # in its title still fewer
_FORMAT: Final = "7"
_CHARSETS: Final = ("utf-8", "gb18030", "big5")
_SHORTEST: Final = 4  # bytes
_LEAST: Final = 0.02  # a weight below it is not worth a look
_INNOCENT, _TELLING = 0.2, 0.9  # shares of all terms that the model thinks less of: worth nothing, worth their role
_HIGHEST: Final = 1.5
_NUMBER: Final = re.compile(rb"&#([xX]?)([0-9a-fA-F]{2,6});")
#: What is looked for beside the terms, in the same pass: it says where the head ends and what must be read otherwise.
_MARKS: Final = (rb"<body\b|</head>", rb"<title\b", rb"</title>", rb"<meta\b", rb"(?:&#x?[0-9a-f]{4,5};){6}")
_BODY, _TITLE, _TITLE_END, _META_TAG, _NUMBERS = range(5)
_HEAD: Final = 8_000  # bytes that are looked through for metas where a page says nowhere that its head ends
_META: Final = 1_500
_WEIGHT: Final[dict[Role, float]] = {
    "police": 3.0,
    "brand": 1.2,
    "bait": 1.0,
    "offer": 1.0,
    "object": 0.5,
    "contact": 0.5,
    "lure": 0.4,
    "weak": 0.4,
    "trade": 0.2,
    "site": 0.15,
}
#: Signs of disguise and of contact, in bytes of UTF-8 or plain ASCII.
_SIGNS: Final[tuple[tuple[bytes, float], ...]] = (
    (rb"\xe2\x80[\x8b-\x8f][\xe4-\xe9]", 0.6),  # invisible characters before others
    (rb"[\xe4-\xe9][\x80-\xbf]{2}(?:\xcc[\x80-\xbf]|\xcd[\x80-\xaf])", 0.8),  # strokes laid over characters
    (
        rb"(?:\xe5\xbe[\xae\xbd]|\xe5\xa8\x81|\xe8\x96\x87|\xe5\xb6\xb6)[ :+]{0,2}[0-9a-z]{2} ?[0-9a-z]{4}",
        0.6,
    ),  # 微, 威 and an id
    (rb"\xf0\x9d[\x90-\x9f][\x80-\xbf]", 0.9),  # letters in mathematical styles
    (rb"\xe2(?:\x91[\xa0-\xbf]|\x92[\x80-\xbf]|\x93[\x80-\xaf])", 0.3),  # letters and digits in circles
    (rb"\xe1\x9a[\xa0-\xbf]", 1.0),  # runes
    (rb"\xe2(?:\xba[\x80-\xbf]|\xbb[\x80-\xbf]|\xbc[\x80-\xbf])", 0.5),  # radicals for characters
    (rb"[\xe4-\xe9][\x80-\xbf]{2}(?:\xe2[\x94-\xad][\x80-\xbf]){1,4}[\xe4-\xe9]", 0.4),  # ornaments inside words
    (rb"[\xe4-\xe9][\x80-\xbf]{2}\([a-z]{2,6}\)[\xe4-\xe9]", 0.6),  # a reading in brackets
    (rb"\xf0\x9f[\x8c-\xa7][\x80-\xbf]", 0.25),  # emoji
    (rb"\bt\.me/", 0.8),
    (rb"[0-9]{2}[a-z]{0,3}\.(?:vip|top|xyz|app|win|bet|club|icu|cc)\b", 0.5),  # numbered domains
)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def fires(content: bytes) -> bool:
    """Say whether a page is worth judging, by its raw bytes (in any of the usual charsets)."""
    if content.startswith(_UTF16):
        return True
    title, head, whole = _filter().weights(content)
    return title >= ENOUGH_IN_TITLE or head >= ENOUGH_IN_HEAD or whole >= ENOUGH


def _character(number: re.Match[bytes]) -> bytes:
    code = int(number[2], 16 if number[1] else 10) if number[1] or number[2].isdigit() else 0
    return chr(code).encode("utf-8", "replace") if code <= 0x10FFFF else number[0]


class _Filter:
    """The compiled terms and their weights; each thread has its own scratch."""

    def __init__(self) -> None:
        self._database, self._weights = _kept()
        self._terms = len(self._weights) - len(_MARKS)  # marks are numbered after the terms
        self._local = threading.local()

    def weights(self, content: bytes) -> tuple[float, float, float]:
        """Give the greatest weight of different terms within one window: in the title, before the body, anywhere."""
        found = self._found(content)
        numbers = self._terms + _NUMBERS
        if any(number == numbers for _, number in found):  # Chinese written so that filters do not see it
            found = self._found(_NUMBER.sub(_character, content))
        found, (opened, closed, body) = self._without_marks(found)
        if sum(self._weights[number] for number in {number for _, number in found}) < ENOUGH_IN_TITLE:
            return 0.0, 0.0, 0.0
        title = [one for one in found if opened < one[0] <= closed]
        head = [one for one in found if one[0] <= body]
        weights = self._weights
        return _densest(title, weights), _densest(head, weights), _densest(found, weights)

    def _found(self, content: bytes) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        if not hasattr(self._local, "scratch"):
            self._local.scratch = hyperscan.Scratch(self._database)
        self._database.scan(content, match_event_handler=_collect, context=found, scratch=self._local.scratch)
        return found

    def _without_marks(self, found: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], tuple[int, int, int]]:
        """Part what was found from where the title begins and ends, and the head: where no tag says it, behind both."""
        places = [-1] * len(_MARKS)
        terms: list[tuple[int, int]] = []
        first = self._terms
        for one in found:
            end, number = one
            if number < first:
                terms.append(one)
            elif number == first + _META_TAG:
                places[_META_TAG] = end + _META if end < _HEAD else places[_META_TAG]
            elif places[number - first] < 0:
                places[number - first] = end
        body = places[_BODY] if places[_BODY] >= 0 else max(places[_TITLE_END], places[_META_TAG])
        return terms, (places[_TITLE], places[_TITLE_END], body)


def _collect(number: int, _start: int, end: int, _flags: int, found: Any) -> None:
    found.append((end, number))


def _densest(found: list[tuple[int, int]], weights: list[float]) -> float:
    """Give the greatest weight of different terms in one window; 0 of none."""
    best = now = 0.0
    first = 0
    inside: dict[int, int] = {}
    for end, number in found:
        count = inside.get(number, 0)
        inside[number] = count + 1
        if not count:
            now += weights[number]
        while found[first][0] < end - WINDOW:
            gone = found[first][1]
            inside[gone] -= 1
            if not inside[gone]:
                now -= weights[gone]
            first += 1
        best = max(best, now)
    return best


@cache
def _filter() -> _Filter:
    return _Filter()


def _kept() -> tuple[Any, list[float]]:
    """Take the database from the user's cache, or build it (about two seconds) and keep it there."""
    weighing = (_SIGNS, _MARKS, sorted(_WEIGHT.items()), _INNOCENT, _TELLING)
    facts = repr((_FORMAT, version("hyperscan"), os.uname().machine, lexicon().digest, shipped().digest, weighing))
    name = f"prefilter-{hashlib.sha256(facts.encode()).hexdigest()[:32]}.npz"
    with contextlib.suppress(OSError, ValueError, KeyError, hyperscan.error):
        kept = np.load(io.BytesIO((cache_folder() / name).read_bytes()), allow_pickle=False)
        database = hyperscan.loadb(kept["database"].tobytes(), hyperscan.HS_MODE_BLOCK)
        return database, kept["weights"].tolist()
    expressions, weights = _expressions()
    database = hyperscan.Database()
    flags = [hyperscan.HS_FLAG_CASELESS] * len(expressions)
    database.compile(expressions=expressions, ids=list(range(len(expressions))), flags=flags)
    out = io.BytesIO()
    np.savez(out, database=np.frombuffer(hyperscan.dumpb(database), dtype=np.uint8), weights=np.array(weights))
    with contextlib.suppress(OSError):
        _keep(cache_folder() / name, out.getvalue())
    return database, weights


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def _expressions() -> tuple[list[bytes], list[float]]:
    weighed: dict[bytes, float] = {}
    for term, weight in _terms():
        for stored in _spellings(term):
            weighed[stored] = max(weight, weighed.get(stored, 0.0))
    expressions = [_literal(stored) for stored in weighed] + [sign for sign, _ in _SIGNS] + [*_MARKS]
    return expressions, [*weighed.values(), *(weight for _, weight in _SIGNS), *(0.0 for _ in _MARKS)]


def _terms() -> Iterator[tuple[str, float]]:
    """Each term with its weight: by its role, and by the share of all terms that the model thinks less of."""
    terms = [
        (term, weight) for entry in lexicon().entries if (weight := _WEIGHT.get(entry.role)) for term in entry.terms
    ]
    thought = np.array([_thought(term) for term, _ in terms])
    shares = np.searchsorted(np.sort(np.unique(thought)), thought) / len(np.unique(thought))
    factors = np.clip((shares - _INNOCENT) / (_TELLING - _INNOCENT), 0.05, _HIGHEST)
    for (term, weight), factor in zip(terms, factors.tolist(), strict=True):
        if weight * factor >= _LEAST:
            yield term, weight * factor


def _thought(term: str) -> float:
    """Score a term as if it were a passage."""
    return shipped().logit(describe(term, matcher().find(term), ()), sequences(term))


def _spellings(term: str) -> Iterator[bytes]:
    for written in dict.fromkeys((term, _traditional(term))):
        for charset in _CHARSETS:
            with contextlib.suppress(UnicodeEncodeError):
                stored = written.encode(charset)
                if len(stored) >= _SHORTEST:
                    yield stored


@cache
def _converter() -> Any:
    from opencc import OpenCC  # noqa: PLC0415

    return OpenCC("s2t")


def _traditional(term: str) -> str:
    return str(_converter().convert(term))


def _literal(stored: bytes) -> bytes:
    left = rb"\b" if stored.isascii() and stored[:1].isalnum() else b""
    right = rb"\b" if stored.isascii() and stored[-1:].isalnum() else b""
    return left + b"".join(b"\\x%02x" % byte for byte in stored) + right
