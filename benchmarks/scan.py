"""Speed and bounds of `./mj scan`: full path, prefilter and a lexicon regexp in one run, and inputs made to hurt.

`./mj bench scan [quick]`. Pages per CPU second of one core on pages of 46 KB: real benign pages (specimens html_news*),
of which 5 % are composed into hijacked ones. Recall of the prefilter is measured against what the full path finds on the
same composed pages. Each hostile input is scanned in a process of its own: seconds, and its greatest memory.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.hijacked_pages import ON_PAGE, hijacked

SPECIMENS = Path(__file__).resolve().parents[2] / "shared" / "specimens"
PAGE = 46_000  # bytes
DIRTY = 0.05
SOURCES = ("chineseharm", "tg_spam", "fbs_sms")
MIB = 1024 * 1024
_HTTP = "Content-Type: application/http; msgtype=response\r\n"


def run(words: list[str]) -> dict[str, Any]:
    """Measure everything; `quick` takes a quarter of the pages."""
    chance = random.Random(20261)
    count = 100 if "quick" in words else 400
    clean, dirty = _clean(count, chance), _dirty(count // 2, chance)
    result: dict[str, Any] = {"pages": f"{len(clean)} clean, {len(dirty)} composed, {PAGE // 1000} KB each"}
    result |= _speeds(clean, dirty, chance)
    return result | {f"hostile: {name}": said for name, said in _hostile()}


def _bases() -> list[str]:
    from mingjian.text import decode

    files = sorted(file for folder in ("html_news", "html_news2") for file in (SPECIMENS / folder).glob("*.html"))
    if not files:
        raise SystemExit(f"the specimens are not at {SPECIMENS}")
    return [decode(file.read_bytes()).text for file in files]


def _cut(page: str, chance: random.Random) -> str:
    """A stretch of a page with its head, about 46 KB in UTF-8; what the cuts leave open is closed as the page would."""
    size = int(PAGE * len(page) / len(page.encode("utf-8", "replace")))
    if len(page) <= size:
        return page
    body = max(page.find("<body"), 0)
    head = _closed(page[: min(body, 6_000)])
    start = chance.randrange(body, max(body + 1, len(page) - size))
    start = page.find("<", start)
    return head + _closed(page[start : start + size - len(head)])


def _closed(piece: str) -> str:
    """End a stretch of markup outside tags, comments, scripts and style sheets, so that what follows is read as itself."""
    for opening, closing in (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>")):
        if piece.lower().rfind(opening) > piece.lower().rfind(closing):
            return piece + closing
    return piece[: piece.rfind("<")] if piece.rfind("<") > piece.rfind(">") else piece


def _clean(count: int, chance: random.Random) -> list[bytes]:
    bases = _bases()
    return [_cut(bases[n % len(bases)], chance).encode("utf-8", "replace") for n in range(count)]


def _dirty(count: int, chance: random.Random) -> list[bytes]:
    bases, pages = _bases(), []
    for source in SOURCES:
        lines = (SPECIMENS / source / f"{source}.jsonl").read_text("utf-8").splitlines()
        texts = [row["text"] for row in map(json.loads, lines) if row["label"] == "pos"]
        for _ in range(count // len(SOURCES)):
            page = hijacked(_cut(chance.choice(bases), chance), chance.sample(texts, 20), chance, ON_PAGE).page
            pages.append(page.encode("utf-8", "replace"))
    return pages


def _speeds(clean: list[bytes], dirty: list[bytes], chance: random.Random) -> dict[str, Any]:
    from mingjian.scan.prefilter import fires

    _verdicts(clean[:20])  # warm: databases, tables
    fires(clean[0])
    mixed = clean[: int(len(dirty) * (1 - DIRTY) / DIRTY)]
    mixed = mixed + chance.sample(dirty, max(1, int(len(mixed) * DIRTY / (1 - DIRTY))))
    chance.shuffle(mixed)
    full, on_clean = _timed(lambda: _verdicts(clean), clean)
    coarse, _ = _timed(lambda: [fires(page) for page in clean], clean)
    both, _ = _timed(lambda: _verdicts(mixed, prefilter=True), mixed)
    alternation, _ = _timed(_alternation(clean[:60]), clean[:60])
    wanted = [page for page, verdict in zip(dirty, _verdicts(dirty), strict=True) if verdict != "clean"]
    kept = sum(fires(page) for page in wanted)
    return {
        "full path, pages per CPU second": full,
        "prefilter and full path, 5 % dirty": both,
        "prefilter alone": coarse,
        "baseline: one regexp of the lexicon (Python re)": alternation,
        "clean pages on which the prefilter fires": round(sum(map(fires, clean)) / len(clean), 3),
        "recall of the full path on composed pages": round(len(wanted) / len(dirty), 3),
        "of that, kept by the prefilter": round(kept / max(1, len(wanted)), 3),
        "clean pages not judged clean by the full path": round(sum(v != "clean" for v in on_clean) / len(clean), 3),
        "memory of a process that scans these pages": _memory(clean + dirty),
    }


def _verdicts(pages: Iterable[bytes], *, prefilter: bool = False) -> list[str]:
    from mingjian.scan import Counts, Item, Options, rows

    items = (Item(str(number), page, "page", "text/html") for number, page in enumerate(pages))
    return [row.get("verdict", "error") for row in rows(items, Options(prefilter=prefilter), Counts())]


def _alternation(pages: list[bytes]) -> Callable[[], object]:
    from mingjian.detect.lexicon import lexicon

    terms = sorted({term for entry in lexicon().entries for term in entry.terms}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, terms)))
    return lambda: [len(pattern.findall(page.decode("utf-8").lower())) for page in pages]


def _timed(work: Callable[[], Any], pages: list[bytes]) -> tuple[int, Any]:
    """Pages of 46 KB per CPU second, and what the work gave."""
    started = time.process_time()
    answer = work()
    spent = time.process_time() - started
    return round(sum(map(len, pages)) / PAGE / spent), answer


def _memory(pages: list[bytes]) -> str:
    """The greatest memory of a process of its own that scans the pages from a folder."""
    with tempfile.TemporaryDirectory(prefix="mingjian-bench-") as folder:
        for number, page in enumerate(pages):
            Path(folder, f"{number}.html").write_bytes(page)
        return _scanned(Path(folder)).partition(";")[0]


def _hostile() -> Iterable[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="mingjian-bench-") as folder:
        for name, write in HOSTILE.items():
            path = write(Path(folder))
            yield name, _scanned(path)
            path.unlink()


def _scanned(path: Path) -> str:
    code = (
        "import resource, sys; from mingjian.site.main import main; s = main(sys.argv[1:]); "
        "u = resource.getrusage(resource.RUSAGE_SELF); peak = open('/proc/self/status').read().split('VmHWM:')[1].split()[0]; "
        "print('PEAK', int(peak) // 1024, round(u.ru_utime + u.ru_stime, 1), file=sys.stderr); sys.exit(s)"
    )
    source = Path(__file__).resolve().parents[1] / "src"
    env = {**os.environ, "PYTHONPATH": str(source)}
    command = [sys.executable, "-c", code, "scan", str(path), "--json", "--lang", "en"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=env, check=False)
    except subprocess.TimeoutExpired:
        return "not finished in 600 s"
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    said = ", ".join(row.get("verdict") or row["error"] for row in rows)
    peak = re.search(r"PEAK (\d+) ([\d.]+)", done.stderr)
    cost = f"{peak[2]} s of CPU, {peak[1]} MB" if peak else f"died with status {done.returncode}"
    return f"{cost}; {said}"


def _page_of_100_megabytes(folder: Path) -> Path:
    path = folder / "large.html"
    with path.open("wb") as out:
        block = ("<p>今天天气很好，图书馆照常开放，欢迎读者前来。</p>" * 16_000).encode()
        for _ in range(100 * MIB // len(block) + 1):
            out.write(block)
    return path


def _member_of_a_gigabyte(folder: Path) -> Path:
    path = folder / "member.warc.gz"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><p>"
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n{_HTTP}Content-Length: {len(http) + 1024 * MIB}\r\n\r\n"
    with gzip.open(path, "wb", compresslevel=1) as out:
        out.write(head.encode() + http)
        block = ("图书馆照常开放，" * 50_000).encode()[:MIB]
        for _ in range(1024):
            out.write(block.ljust(MIB))
        out.write(b"\r\n\r\n")
    return path


def _ten_million_tags(folder: Path) -> Path:
    path = folder / "tags.html"
    path.write_bytes(b"<html>" + b"<i>" * 10_000_000)
    return path


def _nested_100_000_deep(folder: Path) -> Path:
    path = folder / "deep.html"
    path.write_bytes(b"<html><title>x</title>" + b"<div>" * 100_000 + "深处".encode() + b"</div>" * 100_000)
    return path


def _bomb(folder: Path) -> Path:
    path = folder / "bomb.warc"
    packed = zlib.compressobj(9, wbits=31)
    body = packed.compress(b"<p>") + b"".join(packed.compress(b"0" * MIB) for _ in range(512)) + packed.flush()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n{_HTTP}Content-Length: {len(http)}\r\n\r\n"
    )
    path.write_bytes(head.encode() + http + b"\r\n\r\n")
    return path


def _one_line(folder: Path) -> Path:
    path = folder / "line.jsonl"
    with path.open("wb") as out:
        out.write(b'{"text": "')
        for _ in range(300):
            out.write(b"a" * MIB)
        out.write(b'"}\n{"text": "ok"}\n')
    return path


HOSTILE: dict[str, Callable[[Path], Path]] = {
    "a page of 100 MB": _page_of_100_megabytes,
    "an archive member of 1 GB": _member_of_a_gigabyte,
    "a page of 10 million tags": _ten_million_tags,
    "a page nested 100,000 deep": _nested_100_000_deep,
    "a decompression bomb of 512 MB": _bomb,
    "a line of 300 MB": _one_line,
}
