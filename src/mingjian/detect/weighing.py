"""A page and a model in, its passages weighed: how each scores, and which commerce it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from mingjian.detect.categories import CATEGORIES, Category
from mingjian.detect.features import Floats, Ints, describe_all, sequences_all
from mingjian.detect.fronts import put_before
from mingjian.detect.lexicon import Entry, Role, lexicon
from mingjian.detect.matcher import TELLING
from mingjian.detect.model import Model
from mingjian.detect.passages import Page, Passage
from mingjian.text import Surface

HEAVY: Final[dict[Role, float]] = {
    "police": 9.0,
    "bait": 2.0,
    "brand": 3.0,
    "offer": 2.0,
    "object": 1.0,
    "lure": 0.5,
    "weak": 0.3,
}


EVIDENCE: Final[tuple[Role, ...]] = ("bait", "brand", "offer", "object", "lure")
BESIDE: Final[tuple[Role, ...]] = ("contact", "trade", "price", "site")
_CUTS: Final = (20, 40)  # characters of a title that are weighed by themselves, from both ends
_NAMING: Final[frozenset[Role]] = frozenset({"bait", "brand", "offer", "lure", "police"})
PUBLIC_LIFE: Final = "public_life"  # words that news and promotion share
_AS_REPORTS: Final = -2.0  # manner of a passage that is written as reports are, whatever words it names
_LINE_ALONE: Final = 14  # characters of a line that may stand for itself
GLUED: Final = 4.0  # logit of words put before a page's own heading: one in fifty real titles begins with others
_LEFT: Final = 6  # characters that a title must hold besides
ALONE: Final[frozenset[Surface]] = frozenset({"title", "meta"})  # of these a page has only one or a few
_FRONT: Final = 2.0  # what stands alone may be borne out by its wording
_LINE_OF_ITS_OWN: Final = 1.5  # menus lie hidden in scores of short lines
_TOGETHER: Final = 256  # passages that are counted and scored at once
TOO_SHORT: Final = 8  # characters; below, the manner of a text is no evidence
_HANZI: Final = 3
_STRICTER: Final = 0.5  # a page has many passages: each must look a little worse than a text of its own


@dataclass(frozen=True, slots=True)
class Weighed:
    """A passage with its logit and the commerce it speaks of (None: nothing listed and nothing alike).

    `manner`: the part of the logit that the character sequences give, which knows no list of words.
    """

    passage: Passage
    logit: float
    manner: float
    category: Category | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One hit of the lexicon: a stretch of the restored text and its entry."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True)
class Examined:
    """What detectors work on: the page, the model, and the passages weighed by it."""

    page: Page
    model: Model

    @cached_property
    def weighed(self) -> tuple[Weighed, ...]:
        """All passages worth scoring, weighed, in document order."""
        weigh((self,))
        found: tuple[Weighed, ...] = vars(self)["weighed"]
        return found

    def readings(self) -> Iterator[tuple[int, Passage]]:
        """Give what is weighed: each passage with its number, and the parts of it that may promote by themselves."""
        for number, passage in enumerate(self.page.passages):
            for part in self._parts(passage):
                yield number, part

    def told(self, weighed: Iterable[tuple[int, Weighed]]) -> tuple[Weighed, ...]:
        """Give of the weighed readings those that stand for their passages."""
        found: dict[int, list[Weighed]] = {}
        for number, one in weighed:
            found.setdefault(number, []).append(one)
        return tuple(one for parts in found.values() for one in self._told(parts))

    def _told(self, parts: list[Weighed]) -> list[Weighed]:
        """Of a passage and its parts: of a title the best, else the whole if it promotes, else each line that does."""
        whole = parts[0]
        least = float(self.model.settings["passage"]) + _STRICTER
        if self._is_front(whole.passage):
            return [max(parts, key=lambda part: part.logit)]
        lines = [part for part in parts[1:] if part.logit >= least]
        return [whole] if whole.logit >= least or not lines else lines

    def _is_front(self, passage: Passage) -> bool:
        front = self.page.front
        return front is not None and front[0] <= passage.start < front[1]

    def _parts(self, passage: Passage) -> Iterator[Passage]:
        """A passage as a whole; of a page also parts that may promote by themselves: ends of its title, single lines."""
        yield passage
        if self.page.document.kind != "html":
            return
        if self._is_front(passage):
            yield from self._ends(passage)
            return
        last = 0
        for line in passage.folded.splitlines(keepends=True):
            first, last = last, last + len(line)
            if _LINE_ALONE <= len(line) < len(passage.folded):
                part = passage.part(first, last)
                if self._may_promote(part):
                    yield part

    def _may_promote(self, line: Passage) -> bool:
        """Whether a line names a trade or its lures, and does not speak as news, law and warnings do: of third persons."""
        roles = self.page.roles
        if not any(roles[entry] in _NAMING for entry in line.hits.entries):
            return False
        registers = {entry for entry in line.hits.entries if roles[entry] == "report"} - {lexicon().index(PUBLIC_LIFE)}
        addressed = registers == {lexicon().index("report_news")} and ("您" in line.folded or "你" in line.folded)
        return not registers or addressed

    def _ends(self, title: Passage) -> Iterator[Passage]:
        size = len(title.folded)
        if self.put_before:
            yield title.part(0, self.put_before)
        for cut in _CUTS:
            if size >= cut + _LEFT:
                yield title.part(0, cut)
                yield title.part(size - cut, size)

    @cached_property
    def promoting(self) -> tuple[Weighed, ...]:
        """The passages that score as promotion; on a page only those whose words bear it out."""
        return tuple(weighed for weighed in self.weighed if self._promotes(weighed))

    @cached_property
    def evidence(self) -> tuple[tuple[Weighed, tuple[Hit, ...]], ...]:
        """The promoting passages, each with its hits of words that are evidence of a trade."""
        return tuple((weighed, tuple(hits_of(weighed.passage, *EVIDENCE))) for weighed in self.promoting)

    @cached_property
    def put_before(self) -> int:
        """How many characters stand in the title of a page before its own heading; 0: none."""
        if not self.page.front:
            return 0
        start, end = self.page.front
        folded = self.page.restored.folded
        return put_before(folded[start:end].rstrip(), folded[end:])

    def _reports(self, weighed: Weighed) -> bool:
        """Whether a passage speaks as news, law and warnings do, in several of their registers and in their manner."""
        if weighed.manner > _AS_REPORTS:
            return False
        named = {hit.entry.name for hit in hits_of(weighed.passage, "report")} - {PUBLIC_LIFE}
        return len(named) > 1

    def _promotes(self, weighed: Weighed) -> bool:
        least = float(self.model.settings["passage"])
        if weighed.logit < least or self._reports(weighed):
            return False
        if self.page.short:
            return True
        if weighed.logit < least + _STRICTER:
            return False
        if weighed.logit >= float(self.model.settings["strong"]):
            return True
        if weighed.passage.surface == "hidden" and weighed.logit < least + _LINE_OF_ITS_OWN:
            return False
        if weighed.passage.surface in ALONE and weighed.logit >= least + _FRONT:
            return True
        telling = {(hit.entry.name, hit.start) for hit in hits_of(weighed.passage) if hit.entry.role in TELLING}
        return len(telling) > 1 or (bool(telling) and any(hits_of(weighed.passage, *BESIDE)))

    def scored(self, passage: Passage, logit: float, manner: float, features: Floats, buckets: Ints) -> Weighed:
        """Give a reading with its logit and the commerce that it speaks of, by what was counted of it."""
        logit += GLUED * self._is_put_before(passage)
        if logit < float(self.model.settings["passage"]):
            return Weighed(passage, logit, 0.0, None)
        return Weighed(passage, logit, manner, self._category(passage, features, buckets))

    def _is_put_before(self, passage: Passage) -> bool:
        front = self.page.front
        return (
            front is not None
            and self.put_before > 0
            and passage.start == front[0]
            and passage.end == front[0] + self.put_before
        )

    def _category(self, passage: Passage, features: Floats, buckets: Ints) -> Category | None:
        kinds = self.model.kinds(features, buckets)
        for hit in hits_of(passage):
            if hit.entry.category:
                kinds[CATEGORIES.index(hit.entry.category)] += HEAVY.get(hit.entry.role, 0.0)
        best = int(np.argmax(kinds))
        return CATEGORIES[best] if kinds[best] > 0 else None


def weigh(pages: Sequence[Examined]) -> None:
    """Weigh the passages of several pages at once, which costs less than one page after another. One model judges all."""
    readings = [list(one.readings()) for one in pages]
    scored = scores([(one, part) for one, own in zip(pages, readings, strict=True) for _, part in own])
    for one, own in zip(pages, readings, strict=True):
        vars(one)["weighed"] = one.told([(number, next(scored)) for number, _ in own])


def scores(readings: Sequence[tuple[Examined, Passage]]) -> Iterator[Weighed]:
    """Weigh passages, each on its page, as they are."""
    for first in range(0, len(readings), _TOGETHER):
        some = readings[first : first + _TOGETHER]
        features = describe_all([one.page.told(part) for one, part in some])
        said = sequences_all([part.folded for _, part in some])
        logits, manners = some[0][0].model.logits(features, said)
        for place, (one, part) in enumerate(some):
            buckets = said.buckets[said.bounds[place] : said.bounds[place + 1]]
            yield one.scored(part, logits[place], manners[place], features[place], buckets)


def is_plain(weighed: Weighed, model: Model) -> bool:
    """Whether the wording of a passage promotes so much that no listed word is needed."""
    return weighed.logit >= float(model.settings["strong"]) and is_written(weighed.passage.folded)


def is_written(folded: str) -> bool:
    """Whether there is enough writing to have a manner: a bare number or code has none."""
    return len(folded) >= TOO_SHORT and sum("\u4e00" <= char <= "\u9fff" for char in folded) >= _HANZI


def hits_of(passage: Passage, *roles: Role) -> Iterator[Hit]:
    """Give the hits inside a passage, ascending; of the named roles only, if any are named."""
    entries = lexicon().entries
    hits = passage.hits
    for start, end, number in zip(hits.starts, hits.ends, hits.entries, strict=True):
        entry = entries[number]
        if not roles or entry.role in roles:
            yield Hit(start, end, entry)
