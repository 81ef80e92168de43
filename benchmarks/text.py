"""Speed and quality of `mingjian.text`: `python -m benchmarks.text [SPECIMENS]`.

Pages per CPU second of one core, scaled to pages of 46 KB; share of characters changed on ordinary pages and
headlines; disguises undone on entities not seen in tuning (those whose SHA-256 is odd).
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mingjian.text import decode, read_html, restore

SPECIMENS = Path(__file__).resolve().parents[2] / "shared" / "specimens"
PAGE = 46_000  # bytes
Row = tuple[str, str, float]


def _pages_per_second(work: Callable[[Any], object], items: Sequence[Any], size: int) -> float:
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for item in items:
            work(item)
        best = min(best, time.process_time() - started)
    return round(size / PAGE / best)


def _plain_parse(source: str) -> object:
    from selectolax.lexbor import LexborHTMLParser

    return LexborHTMLParser(source).root


def speed(specimens: Path) -> list[Row]:
    pages = [path.read_bytes() for path in sorted(specimens.glob("html_news*/*.html"))]
    sources = [decode(page).text for page in pages]
    texts = [read_html(source).text for source in sources]
    size = sum(map(len, pages))
    restore("加薇芯氵")
    return [
        ("decode", "pages/s", _pages_per_second(decode, pages, size)),
        ("lexbor parse alone (peer)", "pages/s", _pages_per_second(_plain_parse, sources, size)),
        ("surfaces of decoded pages", "pages/s", _pages_per_second(read_html, sources, size)),
        ("restore", "pages/s", _pages_per_second(restore, texts, size)),
        ("all of it", "pages/s", _pages_per_second(lambda page: restore(read_html(page).text), pages, size)),
    ]


def untouched(specimens: Path) -> list[Row]:
    rows: list[Row] = []
    for name in ("html_news", "html_news2"):
        texts = [read_html(path.read_bytes()).text for path in sorted((specimens / name).glob("*.html"))]
        rows.append((f"changed characters, {name}", "share", _changed(texts)))
    headlines = _rows(specimens / "news_headlines_thuc")[:2_000]
    rows.append(("changed characters, headlines", "share", _changed([row["text"] for row in headlines])))
    return rows


def _changed(texts: list[str]) -> float:
    changed = sum(change.end - change.start for text in texts for change in restore(text).changes)
    return round(changed / sum(map(len, texts)), 6)


def _rows(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]


def undone(specimens: Path, *, bold: bool = False) -> list[Row]:
    hits: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for row in _rows(specimens / "perturb_pairs"):
        entities = [entity for entity in row["entities"] if hashlib.sha256(entity.encode()).digest()[0] % 2]
        wanted = [entity for entity in entities if entity not in row["text"]]
        if wanted:
            read = restore(row["text"], bold=bold).text
            seen[row["category"]] += len(wanted)
            hits[row["category"]] += sum(entity in read for entity in wanted)
    name = "bold reading" if bold else "best reading"
    return [(f"{kind}, {name}", "entities undone", round(hits[kind] / seen[kind], 3)) for kind in sorted(seen)]


def run(argv: list[str]) -> list[Row]:
    """Give every row: name, unit, value. The folder of the specimens may be named."""
    specimens = Path(argv[0]) if argv else SPECIMENS
    return speed(specimens) + untouched(specimens) + undone(specimens) + undone(specimens, bold=True)


if __name__ == "__main__":
    for name, unit, value in run(sys.argv[1:]):
        print(f"{name:<44} {value:>12} {unit}")
