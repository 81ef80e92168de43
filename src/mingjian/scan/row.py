"""A document in, its row out: what `scan --json` prints and what a Parquet file keeps."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from mingjian.reasons import Reason
from mingjian.scan.item import Fault, Found, Item, Skipped, sound
from mingjian.scan.reasons import say

if TYPE_CHECKING:
    from mingjian.detect import Judgement
    from mingjian.text import Document

Row = dict[str, Any]
_HANDFUL: Final = 16  # documents that are judged at once
_LARGE: Final = 500_000  # bytes or characters after which they are fewer


@dataclass(frozen=True, slots=True)
class Options:
    """How to scan. `prefilter`: judge only pages on whose raw bytes a coarse filter fires; the others are clean.

    `language` ("zh" or "en") is that of the errors' sentences.
    """

    with_text: bool = False
    prefilter: bool = False
    language: str = "en"


@dataclass(slots=True)
class Counts:
    """What became of everything that was found: documents read (judged), skipped (none) and failed (error rows)."""

    read: int = 0
    skipped: int = 0
    failed: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        """Add the counts of another part of the scan."""
        self.read += other.read
        self.skipped += other.skipped
        self.failed += other.failed
        self.verdicts.update(other.verdicts)

    def as_json(self) -> dict[str, Any]:
        """Give the counts as an object of numbers."""
        return {"read": self.read, "skipped": self.skipped, "failed": self.failed, "verdicts": dict(self.verdicts)}

    @classmethod
    def of_json(cls, written: dict[str, Any]) -> Counts:
        """Read the counts that `as_json` gave."""
        return cls(written["read"], written["skipped"], written["failed"], Counter(written["verdicts"]))


def rows(found: Iterable[Found], options: Options, counts: Counts) -> Iterator[Row]:
    """Judge each document and give its row; `counts` is kept as the rows are taken.

    Documents are read and judged a handful at a time.
    """
    judge_items = _judge(options)
    for some in _handfuls(found):
        items = iter(judge_items([one for one in some if isinstance(one, Item)]))
        for one in some:
            if isinstance(one, Skipped):
                counts.skipped += 1
                continue
            row = next(items) if isinstance(one, Item) else error_row(one, options)
            if "error" in row:
                counts.failed += 1
            else:
                counts.read += 1
                counts.verdicts[row["verdict"]] += 1
            yield row


def _handfuls(found: Iterable[Found]) -> Iterator[list[Found]]:
    """Gather what was found until it is many or large."""
    some: list[Found] = []
    size = 0
    for one in found:
        some.append(one)
        size += len(one.content) if isinstance(one, Item) else 0
        if len(some) >= _HANDFUL or size >= _LARGE:
            yield some
            some, size = [], 0
    if some:
        yield some


def error_row(fault: Fault, options: Options) -> Row:
    """Give the row of a document that could not be read."""
    return {"source": sound(fault.source), "error": say(fault.reason, options.language)}


def model_version() -> str:
    """Say which model judges, as `Judgement.model` does."""
    from mingjian.detect.model import shipped  # noqa: PLC0415  (loads the weights)

    return shipped().version


@cache
def _settle() -> None:
    """Leave what was loaded to judge with out of the collector's rounds, once a process: a twentieth of a page's cost."""
    gc.freeze()


def _judge(options: Options) -> Callable[[Sequence[Item]], list[Row]]:
    from mingjian.detect import judge_together  # noqa: PLC0415  (a scan that only fails needs no model)

    model_version()  # a model that cannot be used stops the scan; a document never does
    _settle()
    fires = _prefilter(options)

    def together(items: Sequence[Item]) -> list[Row]:
        """Judge items at once; if one of them cannot be judged, each by itself."""
        try:
            chosen = [item for item in items if not fires or isinstance(item.content, str) or fires(item.content)]
            documents = [item.document() for item in chosen]
            facts = [item.facts for item in chosen]
            judgements = judge_together(list(zip(documents, facts, strict=True)))
            told = zip(chosen, documents, judgements, strict=True)
            judged = {id(item): _row(item, document, judgement, options) for item, document, judgement in told}
            return [judged.get(id(item)) or _unjudged_row(item, options) for item in items]
        except Exception as error:  # one document must never stop a scan
            if os.environ.get("MINGJIAN_TRACEBACK"):
                raise
            if len(items) > 1:
                return [row for item in items for row in together((item,))]
            return [error_row(Fault(items[0].source, Reason("fault", {"fault": type(error).__name__})), options)]

    return together


def _row(item: Item, document: Document, judgement: Judgement, options: Options) -> Row:
    from mingjian.scan.pictures import pictures_of, with_pictures, worth_looking  # noqa: PLC0415

    if worth_looking(judgement, document):
        content = item.content if isinstance(item.content, bytes) else item.content.encode("utf-8", "replace")
        judgement = with_pictures(judgement, pictures_of(content, item.url, item.fetch))
    row = {"source": sound(item.source), **judgement.as_json()}
    return _finished(row, document.text, item.truncated or document.truncated, options)


def _finished(row: Row, text: str, truncated: bool, options: Options) -> Row:
    if options.with_text:
        row["text"] = text
    if truncated:
        row["truncated"] = True
    return row


def _prefilter(options: Options) -> Callable[[bytes], bool] | None:
    if not options.prefilter:
        return None
    from mingjian.scan.prefilter import fires  # noqa: PLC0415

    return fires


def _unjudged_row(item: Item, options: Options) -> Row:
    """Give the row of a page that the prefilter passed over: clean, marked as not fully judged, `cleaned` empty."""
    row: Row = {
        "source": sound(item.source),
        "model": f"{model_version()}+prefilter",
        "verdict": "clean",
        "score": 0.0,
        "categories": [],
        "context": "none",
        "findings": [],
        "cleaned": "",
    }
    text = item.document().text if options.with_text else ""
    return _finished(row, text, item.truncated, options)
