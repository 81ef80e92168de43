"""A document in, its row out: what `scan --json` prints and what a Parquet file keeps."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from mingjian.reasons import Reason
from mingjian.scan.item import Fault, Found, Item, Skipped, sound
from mingjian.scan.reasons import say

Row = dict[str, Any]


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
    """Judge each document and give its row; `counts` is kept as the rows are taken."""
    judge_page = _judge(options)
    for one in found:
        if isinstance(one, Skipped):
            counts.skipped += 1
            continue
        row = judge_page(one) if isinstance(one, Item) else error_row(one, options)
        if "error" in row:
            counts.failed += 1
        else:
            counts.read += 1
            counts.verdicts[row["verdict"]] += 1
        yield row


def error_row(fault: Fault, options: Options) -> Row:
    """Give the row of a document that could not be read."""
    return {"source": sound(fault.source), "error": say(fault.reason, options.language)}


def model_version() -> str:
    """Say which model judges, as `Judgement.model` does."""
    from mingjian.detect.model import shipped  # noqa: PLC0415  (loads the weights)

    return shipped().version


def _judge(options: Options) -> Callable[[Item], Row]:
    from mingjian.detect import judge  # noqa: PLC0415  (a scan that only fails needs no model)
    from mingjian.scan.pictures import pictures_of, with_pictures, worth_looking  # noqa: PLC0415

    model_version()  # a model that cannot be used stops the scan; a document never does
    fires = _prefilter(options)

    def one(item: Item) -> Row:
        try:
            if fires and isinstance(item.content, bytes) and not fires(item.content):
                return _unjudged_row(item, options)
            document = item.document()
            judgement = judge(document, item.facts)
            if worth_looking(judgement, document):
                content = item.content if isinstance(item.content, bytes) else item.content.encode("utf-8", "replace")
                judgement = with_pictures(judgement, pictures_of(content, item.url, item.fetch))
            row = {"source": sound(item.source), **judgement.as_json()}
        except Exception as error:  # one document must never stop a scan
            if os.environ.get("MINGJIAN_TRACEBACK"):
                raise
            return error_row(Fault(item.source, Reason("fault", {"fault": type(error).__name__})), options)
        return _finished(row, document.text, item.truncated or document.truncated, options)

    return one


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
