"""A scan gives one row a document and exact counts; killed midway and resumed, it gives the same rows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.errors import BadInput
from mingjian.scan import (
    Counts,
    Fault,
    Item,
    Options,
    Skipped,
    find,
    judged,
    read_rows,
    rows,
    scan_all,
    scan_unit,
    units,
)
from mingjian.scan.pool import parts_folder
from tests.scan.archives import CLEAN, DIRTY, info, packed, record

ROOT = Path(__file__).parents[2]
KEYS = {"source", "model", "verdict", "score", "categories", "context", "findings", "cleaned"}


@pytest.fixture
def folder(tmp_path):
    """Ten archives of three pages, a file of lines, a page, a picture and a broken archive: 34 rows, 1 of them an error."""
    top = tmp_path / "in"
    top.mkdir()
    for n in range(10):
        pages = [info(), record(CLEAN, 3 * n), record(DIRTY, 3 * n + 1), record("<p>三", 3 * n + 2)]
        (top / f"{n}.warc.gz").write_bytes(packed(*pages))
    lines = [{"text": "今天开会。", "id": "x"}, {"html": DIRTY}]
    (top / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    (top / "b.html").write_text(CLEAN, "utf-8")
    (top / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (top / "d.warc").write_bytes(b"rubbish")
    return top


def canonical(found):
    return Counter(json.dumps(row, sort_keys=True) for row in found)


def straight(folder, **options):
    counts = Counts()
    work = units(list(find([str(folder)])))
    return [row for unit in work for row in judged(unit, Options(**options), counts)], counts


def test_every_row_has_the_promised_keys_and_every_count_is_exact(folder):
    found, counts = straight(folder, with_text=True)
    assert (counts.read, counts.skipped, counts.failed) == (33, 11, 1)
    assert sum(counts.verdicts.values()) == 33
    for row in found:
        assert "error" in row or set(row) == KEYS | {"text"}
        for finding in row.get("findings", ()):
            assert row["text"][finding["start"] : finding["end"]] == finding["quote"]
    (bad,) = (row for row in found if "error" in row)
    assert set(bad) == {"source", "error"}
    assert bad["source"].endswith("d.warc")


def test_text_is_only_given_when_it_was_asked_for(folder):
    assert all("text" not in row for row in straight(folder)[0])


@pytest.mark.parametrize("ending", ["parquet", "jsonl"])
def test_a_file_holds_the_rows_that_the_screen_shows(folder, tmp_path, ending):
    out = tmp_path / f"rows.{ending}"
    counts = scan_all(list(units(list(find([str(folder)])))), out, Options(with_text=True))
    shown, wanted = straight(folder, with_text=True)
    assert canonical(read_rows(out)) == canonical(shown)
    assert counts == wanted
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in", f"rows.{ending}"], "no part and no draft is left"


@pytest.mark.parametrize("stop", [1, 5, 11])
def test_a_scan_stopped_midway_and_resumed_gives_the_same_rows_and_counts(folder, tmp_path, stop):
    out, work = tmp_path / "rows.jsonl", list(units(list(find([str(folder)]))))
    heard = []

    def done(unit):
        heard.append(unit.number)
        if len(heard) == stop:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan_all(work, out, Options(), done=done)
    assert not out.exists()
    parts = {p: p.stat().st_mtime_ns for p in parts_folder(out).glob("*.jsonl")}
    assert len(parts) == stop
    again = []
    counts = scan_all(work, out, Options(), resume=True, done=lambda unit: again.append(unit.number))
    shown, wanted = straight(folder)
    assert canonical(read_rows(out)) == canonical(shown)
    assert counts == wanted
    assert again[:stop] == heard, "the finished parts were not made again"


def test_resuming_after_a_file_or_an_option_changed_scans_it_anew(folder, tmp_path):
    out, work = tmp_path / "rows.jsonl", list(units(list(find([str(folder)]))))
    with pytest.raises(ZeroDivisionError):
        scan_all(work, out, Options(), done=lambda unit: 1 // (unit.number - 10))
    (folder / "0.warc.gz").write_bytes(packed(record("<p>changed", 99)))
    scan_all(list(units(list(find([str(folder)])))), out, Options(), resume=True)
    assert canonical(read_rows(out)) == canonical(straight(folder)[0])


def test_the_unit_of_work_is_a_pure_function_of_file_and_options(folder, tmp_path):
    unit = next(iter(units(list(find([str(folder / "0.warc.gz")])))))
    first, second = tmp_path / "1.parquet", tmp_path / "2.parquet"
    assert scan_unit(unit, first, Options()) == scan_unit(unit, second, Options())
    assert first.read_bytes() == second.read_bytes()


def test_single_pages_share_a_unit_and_archives_stand_alone(folder):
    kinds = [[file.kind for file in unit.files] for unit in units(list(find([str(folder)])))]
    assert kinds.count(["warc"]) == 11
    assert ["page", "page"] in kinds
    assert ["lines"] in kinds


def test_nothing_half_written_is_left_where_the_output_cannot_be_written(folder, tmp_path):
    work = list(units(list(find([str(folder)]))))
    with pytest.raises(BadInput, match=r"\.parquet or \.jsonl"):
        scan_all(work, tmp_path / "rows.csv", Options())
    with pytest.raises(BadInput, match="cannot be written"):
        scan_all(work, tmp_path / "missing" / "rows.jsonl", Options())
    assert [p.name for p in tmp_path.iterdir()] == ["in"]


def test_a_document_that_breaks_the_judge_is_an_error_row_and_the_scan_goes_on(monkeypatch):
    import mingjian.detect

    real = mingjian.detect.judge_together
    monkeypatch.delenv("MINGJIAN_TRACEBACK", raising=False)

    def breaking(pages):
        return 1 / 0 if any("坏" in document.text for document, _ in pages) else real(pages)

    monkeypatch.setattr(mingjian.detect, "judge_together", breaking)
    counts = Counts()
    found = list(rows([Item("a", "坏", "text"), Item("b", "好", "text")], Options(language="zh"), counts))
    assert "ZeroDivisionError" in found[0]["error"]
    assert found[1]["verdict"] == "clean"
    assert (counts.read, counts.failed) == (1, 1)


def test_every_fault_and_skip_speaks_both_languages():
    import ast

    from mingjian import detect
    from mingjian.scan.reasons import EN, ZH

    used = set()
    for file in (ROOT / "src" / "mingjian" / "scan").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                used |= {n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant)}
    assert set(EN) == set(ZH)
    assert used <= set(EN) | set(detect.EN)  # a finding of a picture speaks like every finding


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from(["", "text/html", "text/plain; charset=gbk", "application/octet-stream"])
)
def test_any_bytes_give_a_judgement_whose_findings_quote_the_text(content, media_type):
    counts = Counts()
    (row,) = rows([Item("x", content, "page", media_type)], Options(with_text=True), counts)
    assert "error" not in row
    json.dumps(row, ensure_ascii=False).encode()
    assert all(row["text"][f["start"] : f["end"]] == f["quote"] for f in row["findings"])


def test_what_is_no_document_is_counted_and_has_no_row():
    counts = Counts()
    from mingjian.reasons import Reason

    given_ = [Skipped("a", Reason("not_a_page", {"kind": "PNG"})), Fault("b", Reason("empty"))]
    assert list(rows(given_, Options(), counts)) == [{"source": "b", "error": "the file is empty"}]
    assert (counts.read, counts.skipped, counts.failed) == (0, 1, 1)


def command(*words, **options):
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.Popen([sys.executable, "-m", "mingjian", "scan", *map(str, words)], env=env, **options)


def living(group):
    """Give the processes of a group that still run (an unreaped one does not)."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, pgrp = stat.read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(pgrp) == group and state != "Z":
            found.append(stat.parent.name)
    return found


def eventually(holds, seconds=10):
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


@pytest.mark.slow
def test_a_killed_scan_leaves_no_process_and_resumes_to_the_same_rows(tmp_path):
    """SIGKILL, at several moments, with two processes."""
    top, out = tmp_path / "in", tmp_path / "rows.parquet"
    top.mkdir()
    for n in range(40):
        (top / f"{n:02}.warc.gz").write_bytes(
            packed(*(record(DIRTY if m % 9 == 0 else CLEAN * 30, m) for m in range(60)))
        )
    kept = 0
    for wait in (8.0, 12.0):
        scan = command(
            top, "--out", out, "--processes", "2", "--resume", start_new_session=True, stderr=subprocess.DEVNULL
        )
        time.sleep(wait)
        if scan.poll() is None:
            os.kill(scan.pid, signal.SIGKILL)
        scan.wait()
        kept = max(kept, len(list(parts_folder(out).glob("*.parquet"))))
        assert eventually(lambda group=scan.pid: not living(group)), "processes outlived the scan"
    finished = command(
        top, "--out", out, "--processes", "2", "--resume", "--lang", "en", stderr=subprocess.PIPE, text=True
    )
    said = finished.communicate()[1]
    assert finished.returncode == 0
    assert "read 2400, skipped 0, failed 0" in said
    assert canonical(read_rows(out)) == canonical(straight(top)[0])
