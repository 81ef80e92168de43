"""`./mj doctor` says what is there and what mends what is not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mingjian.runtime import checkup
from mingjian.site.main import main


def findings(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, dict[str, dict[str, object]]]:
    status = main(["doctor", "--json", *words])
    return status, {line["name"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}


def test_this_machine_is_ready(capsys, tmp_path):
    status, found = findings(capsys, "--data", str(tmp_path / "data"))
    assert status == 0
    assert found["embedded PostgreSQL"]["found"].startswith("postgres (PostgreSQL) 18.")
    assert found["data folder"]["found"] == f"{tmp_path / 'data'} (will be made)"
    assert not (tmp_path / "data").exists()
    for finding in found.values():
        assert finding["state"] == "ok" or finding["mend"], finding


def test_a_data_folder_that_cannot_be_is_amiss(capsys, tmp_path):
    (tmp_path / "file").write_text("")
    status, found = findings(capsys, "--data", str(tmp_path / "file" / "data"))
    assert status == 1
    assert found["data folder"]["state"] == "broken"


def test_what_is_missing_is_said_with_its_mend_in_both_languages(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _name: None)
    main(["doctor", "--data", str(tmp_path), "--lang", "en"])
    assert "– chromium: not found\n    needed for pages rendered by a browser; mend: apt install chromium" in (
        capsys.readouterr().out
    )
    main(["doctor", "--data", str(tmp_path), "--lang", "zh"])
    assert "    影响：用浏览器渲染网页取证；补救：apt install chromium" in capsys.readouterr().out


def test_packages_that_differ_from_the_lock_are_named(tmp_path):
    lock = tmp_path / "run.txt"
    lock.write_text(
        "django==1.0 \\\n    --hash=sha256:00\nno-such-thing==2.0 \\\n"
        "    --hash=sha256:00\nfor-windows==3 ; sys_platform == 'win32' \\\n    --hash=sha256:00\n"
    )
    found = checkup.packages(lock)
    assert found.state == "broken"
    assert "(locked 1.0)" in found.found
    assert "no-such-thing missing (locked 2.0)" in found.found
    assert "for-windows" not in found.found


def test_a_taken_port_is_named_with_another(monkeypatch):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        found = checkup.port(number)
    assert found.state == "broken"
    assert found.found.startswith("taken by process ")
    assert found.mend.startswith("./mj up --port ")


def test_secrets_of_the_environment_are_not_shown(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("MINGJIAN_DSN", "postgresql://u:geheim@h/d")
    monkeypatch.setenv("MINGJIAN_LOG", "INFO")
    main(["doctor", "--data", str(tmp_path)])
    shown = capsys.readouterr().out
    assert "MINGJIAN_DSN=***" in shown
    assert "MINGJIAN_LOG=INFO" in shown
    assert "geheim" not in shown


def test_a_server_that_does_not_answer_is_said(capsys, tmp_path):
    status, found = findings(capsys, "--data", str(tmp_path), "--dsn", "postgresql://u:geheim@127.0.0.1:9/d")
    server = found["server 127.0.0.1:9/d"]
    assert status == 1
    assert server["state"] == "missing"
    assert "refused" in str(server["found"])
    assert "geheim" not in json.dumps(found)


def test_no_chinese_font_is_said(monkeypatch):
    monkeypatch.setattr(checkup, "_says", lambda _argv: "")
    monkeypatch.setattr(checkup, "_font_files", lambda: iter(()))
    assert (checkup.font().state, checkup.font().mend) == ("missing", "apt install fonts-noto-cjk")


def test_a_font_is_found_without_fontconfig(tmp_path, monkeypatch):
    (tmp_path / "NotoSansCJK-Regular.ttc").write_text("")
    (tmp_path / "DejaVuSans.ttf").write_text("")
    monkeypatch.setattr(checkup, "_says", lambda _argv: "")
    monkeypatch.setattr(checkup, "_FONT_FOLDERS", (str(tmp_path),))
    assert checkup.font().found == str(Path(tmp_path / "NotoSansCJK-Regular.ttc"))
