"""`./mj scan` as people and programs meet it."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from mingjian.site.main import main
from tests.scan.archives import CLEAN, DIRTY, packed, record


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(DIRTY, "utf-8")
    return path


def test_json_lines_go_out_and_counts_to_stderr(page, tmp_path, capsys):
    (tmp_path / "a.warc.gz").write_bytes(packed(record(CLEAN, 1), record(CLEAN, 2)))
    assert main(["scan", str(tmp_path), "--json", "--lang", "en"]) == 0
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert len(rows) == 3
    assert "read 3, skipped 0, failed 0" in said.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_people_see_the_verdict_the_reasons_and_the_quotes(page, capsys, language):
    assert main(["scan", str(page), "--lang", language, "--cleaned"]) == 0
    out = capsys.readouterr().out
    assert ("污染" if language == "zh" else "polluted") in out
    assert "百家乐" in out


def test_fail_on_finding_is_status_1_only_when_something_was_found(page, tmp_path, capsys):
    clean = tmp_path / "clean.html"
    clean.write_text(CLEAN, "utf-8")
    assert main(["scan", str(page), "--fail-on-finding"]) == 1
    assert main(["scan", str(clean), "--fail-on-finding"]) == 0
    assert main(["scan", str(page)]) == 0


@pytest.mark.parametrize("content", [DIRTY.encode(), json.dumps({"html": DIRTY}).encode(), record(DIRTY)])
def test_standard_input_may_be_a_page_lines_or_an_archive(monkeypatch, capsys, content):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(content)))
    assert main(["scan", "-", "--json"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert row["verdict"] == "polluted"
    assert row["source"].startswith("-")


def test_two_processes_print_the_rows_of_one(tmp_path, capsys):
    for n in range(4):
        (tmp_path / f"{n}.warc").write_bytes(record(DIRTY, n) + record(CLEAN, n + 10))
    main(["scan", str(tmp_path), "--json"])
    one = capsys.readouterr()
    main(["scan", str(tmp_path), "--json", "--processes", "2"])
    two = capsys.readouterr()
    assert two.out == one.out
    assert two.err == one.err


def test_a_file_of_rows_is_written_whole(page, tmp_path, capsys):
    out = tmp_path / "rows.jsonl"
    assert main(["scan", str(page), "--out", str(out)]) == 0
    assert json.loads(out.read_text("utf-8"))["source"] == str(page)
    assert not capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["missing.html"], "is not there"),
        (["PAGE", "--processes", "0"], "1 or more"),
        (["PAGE", "--resume"], "--resume needs --out"),
        (["PAGE", "--out", "rows.csv"], ".parquet or .jsonl"),
        (["PAGE", "--out", "no/such/folder/rows.jsonl"], "cannot be written"),
        (["http://a.example/", "--out", "rows.jsonl"], "capture it"),
        (["http://a.example/", "--allow", "nonsense"], "not a network"),
        (["http:///"], "http"),
        ([], "required"),
    ],
)
def test_what_cannot_be_done_gets_one_sentence_and_status_2(page, capsys, monkeypatch, tmp_path, words, complaint):
    monkeypatch.chdir(tmp_path)
    assert main(["scan", *[str(page) if word == "PAGE" else word for word in words], "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert complaint in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_an_address_the_guard_refuses_is_an_error_row(capsys):
    assert main(["scan", "http://127.0.0.1:9/", "--json", "--lang", "en"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert row["source"] == "http://127.0.0.1:9/"
    assert "error" in row


SEED = Path(__file__).parents[3] / "shared" / "seed" / "polluted-bulletin.txt"
SPECIMEN = Path(__file__).parents[2] / "docs" / "specimens" / "polluted-bulletin.txt"


@pytest.mark.parametrize(
    ("path", "brand"), [(SEED, "凯发下载首页"), (SPECIMEN, "九洲娱乐官网登录")], ids=["seed", "specimen"]
)
def test_a_polluted_bulletin_is_polluted_its_brand_marked_wherever_it_stands_and_the_noise_taken_out(
    capsys, path, brand
):
    if not path.exists():
        if os.environ.get("CI"):
            pytest.fail(f"the seed is missing at {path}")
        pytest.skip(f"the seed is not at {path}")
    assert main(["scan", str(path), "--json", "--with-text"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    text = path.read_text("utf-8")
    assert row["verdict"] == "polluted"
    assert row["text"] == text
    assert all(text[f["start"] : f["end"]] == f["quote"] for f in row["findings"])
    places = [text.find(brand), text.rfind(brand)]
    marked = [(f["start"], f["end"]) for f in row["findings"] if brand in f["quote"]]
    assert all(any(start <= place < end for start, end in marked) for place in places), marked
    noise = [f for f in row["findings"] if f["detector"] == "glyph_noise"]
    assert noise
    assert all(set(f["quote"]) <= set("◆■★") for f in noise)
    assert not set("◆■★") & set(row["cleaned"])
    assert brand not in row["cleaned"]
    assert "1.3万余个" in row["cleaned"]
