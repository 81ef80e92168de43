"""`./mj capture URL` as somebody at a terminal meets it."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mingjian.capture import read_bundle, verify_bundle
from mingjian.site.main import main
from tests.capture.site import HOME, Site, http


@pytest.fixture
def address(site: Site) -> str:
    site.routes["/"] = http("<title>某县人民医院</title>".encode())
    return f"http://{HOME}:{site.port}/"


def test_it_writes_one_bundle_and_prints_its_digest(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "b.wacz"
    words = ["capture", address, "--allow", "127.0.0.2", "--out", str(out), "--view", "plain", "--view", "crawler"]
    assert main([*words, "--json", "--operator", "王五"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["digest"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert [(row["view"], row["status"]) for row in answer["visits"]] == [("plain", 200), ("crawler", 200)]
    assert verify_bundle(out).intact
    opened = read_bundle(out)
    assert opened.provenance["operator"] == "王五"
    assert opened.facts["views"]["plain"]["page"]["title"] == "某县人民医院"
    assert list(tmp_path.iterdir()) == [out]


def test_a_private_address_is_refused_in_one_sentence_with_the_mend(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["capture", address, "--lang", "en"]) == 2
    shown = capsys.readouterr()
    assert "--allow 127.0.0.2/32" in shown.err
    assert shown.err.strip().count("\n") == 0
    assert shown.out == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        ["ftp://a.example/"],
        ["nonsense"],
        ["http://a.example/", "--view", "ghost"],
        ["http://a.example/", "--allow", "everywhere"],
        ["http://a.example/", "--out", "/nonexistent/b.wacz"],
        ["http://a.example/", "--out", "/tmp"],
    ],
)
def test_bad_words_give_one_sentence_and_status_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["capture", *words, "--lang", "zh"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.strip().splitlines()) == 1


def test_a_service_that_does_not_answer_is_evidence_and_status_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "b.wacz"
    assert main(["capture", f"http://{HOME}:1/", "--allow", "127.0.0.0/8", "--out", str(out), "--lang", "zh"]) == 1
    assert "无法连接" in capsys.readouterr().out
    assert verify_bundle(out).intact


def test_it_starts_within_a_second_without_django(address: str, tmp_path: Path) -> None:
    code = (
        "import sys; sys.path.insert(0, 'src'); from mingjian.site.main import main; "
        f"main(['capture', {address!r}, '--allow', '127.0.0.0/8', '--out', {str(tmp_path / 'b.wacz')!r}]); "
        "assert 'django' not in sys.modules; import resource; u = resource.getrusage(resource.RUSAGE_SELF); "
        "print('cpu', u.ru_utime + u.ru_stime)"
    )
    started = time.monotonic()
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout.split("cpu ")[1]) < 1.0, time.monotonic() - started
