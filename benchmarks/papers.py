"""Documents: every kind set as PDF (mean of 200 ms wanted, process warm), and signed with a time stamp (500 ms)."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from mingjian.capture.authority import create_authority
from mingjian.law.documents import documents
from mingjian.papers import compose, set_pdf
from mingjian.papers.seal_keys import open_seal
from mingjian.papers.signing import sign_pdf
from mingjian.papers.specimen import specimen, specimen_number
from mingjian.papers.word_file import word_file


def run(words: list[str]) -> dict[str, object]:
    """Measure; `words`: how many rounds (default 3)."""
    rounds = int(words[0]) if words else 3
    now = datetime.now(UTC)
    papers = [
        compose(
            kind, specimen(kind), number=specimen_number(kind), code="7Q4MK-2XP9T", address="https://x.test/verify/7Q/"
        )
        for kind in sorted(documents())
    ]
    set_pdf(papers[0], at=now)  # warm: fonts are read once
    render, cpu, word = [], [], []
    for _ in range(rounds):
        for paper in papers:
            begun, busy = time.perf_counter(), time.process_time()
            set_pdf(paper, at=now)
            render.append(time.perf_counter() - begun)
            cpu.append(time.process_time() - busy)
            begun = time.perf_counter()
            word_file(paper)
            word.append(time.perf_counter() - begun)
    signing = _signing(papers, now)
    return {
        "documents": len(render),
        "set as PDF, mean ms (goal 200)": _ms(statistics.mean(render)),
        "set as PDF, p95 ms": _ms(sorted(render)[int(len(render) * 0.95)]),
        "set as PDF, CPU ms": _ms(statistics.mean(cpu)),
        "DOCX, mean ms": _ms(statistics.mean(word)),
        "signed and stamped, mean ms (goal 500)": _ms(statistics.mean(signing)),
        "signed and stamped, p95 ms": _ms(sorted(signing)[int(len(signing) * 0.95)]),
    }


def _signing(papers: list, now: datetime) -> list[float]:
    taken = []
    with tempfile.TemporaryDirectory() as place:
        authority = create_authority(Path(place, "tsa"), now=now)
        seal = open_seal(Path(place, "keys"), "东屿市互联网信息办公室", at=now)
        for paper in papers:
            pdf = set_pdf(paper, at=now).pdf
            begun = time.perf_counter()
            sign_pdf(pdf, seal, reason=paper.title, authority=authority)
            taken.append(time.perf_counter() - begun)
    return taken


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 1)
