"""`./mj read-bulletin`: an object for programs, lines for people, one sentence for what cannot be read."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from mingjian.site.main import main

SPECIMEN = Path(__file__).parents[2] / "docs" / "specimens" / "polluted-bulletin.txt"


def test_json_has_the_promised_keys(capsys):
    assert main(["read-bulletin", str(SPECIMEN), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert {"issuer", "period", "figures", "named", "damage", "cleaned"} <= set(answer)
    assert set(answer["figures"][0]) == {"text", "subject", "value", "unit", "at_least", "lost", "start", "end"}
    assert set(answer["named"][0]) == {"name", "start", "end"}


@pytest.mark.parametrize(("language", "word"), [("zh", "数字缺失"), ("en", "number lost")])
def test_people_get_lines_in_their_language(capsys, language, word):
    assert main(["read-bulletin", str(SPECIMEN), "--lang", language, "--cleaned"]) == 0
    out = capsys.readouterr().out
    assert word in out
    assert "1■■★■■.3万余个" in out
    assert "1.3万余个" in out, "the cleaned text"


def test_html_and_gbk_are_read_too(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_bytes(
        "<html><meta charset=gbk><title>通报</title><p>一季度，共约谈网站平台75家。</p></html>".encode("gbk")
    )
    assert main(["read-bulletin", str(page), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(f["value"], f["unit"]) for f in answer["figures"]] == [(75, "家")]
    assert answer["period"] == "一季度"


def test_standard_input_is_read(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("通报\n约谈网站3家。".encode())))
    assert main(["read-bulletin", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["figures"][0]["value"] == 3


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (None, "cannot be read"),
        (b"", "holds no text"),
        (b"\x00\x01\x02" * 99, "is not a text"),
        ("folder", "is a folder"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence_and_status_2(tmp_path, capsys, content, complaint):
    path = tmp_path / "bulletin.txt"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    assert main(["read-bulletin", str(path), "--lang", "en"]) == 2
    said = capsys.readouterr()
    assert not said.out
    assert complaint in said.err
    assert str(path) in said.err
    assert len(said.err.strip().splitlines()) == 1


def test_it_starts_in_under_a_second_of_work_without_django():
    code = (
        "import sys; from mingjian.site.main import main; status = main(sys.argv[1:]); "
        "assert 'django' not in sys.modules; sys.exit(status)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    before = os.times()
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-c", code, "read-bulletin", str(SPECIMEN)], check=True, capture_output=True, env=env
    )
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent < 1.0, f"{spent:.2f} s of CPU, {time.monotonic() - started:.2f} s in all"
