"""`./mj verify`: offline, without Django, in words; exit status 0 intact, 1 not, 2 for what is no such file."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mingjian.capture import Hop, Visit, write_bundle
from mingjian.ledger import Proof, entry_bytes, seal_case_file, seal_statement, write_proof
from mingjian.ledger.hashing import leaf_hash
from mingjian.ledger.note import encode
from mingjian.site.main import main
from tests.ledger.conftest import NOON, Log
from tests.ledger.flips import flip

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


@pytest.fixture
def desk(tmp_path: Path, log: Log, trust) -> Path:
    """A folder with one file of each kind, and the trust file."""
    keys = log.keys
    (tmp_path / "head.txt").write_text(log.checkpoint)
    (tmp_path / "entry.tlog-proof").write_text(log.proof_file(7))
    (tmp_path / "bulletin.json").write_text(seal_statement("bulletin", {"figures": []}, keys, at=NOON))
    (tmp_path / "case.zip").write_bytes(seal_case_file({"a.pdf": b"%PDF"}, {}, keys, at=NOON))
    (tmp_path / "offices.vkeys").write_text("# our office\n" + "\n".join(map(str, trust.keys)))
    return tmp_path


def bundle_at(path: Path, **how):
    hop = Hop("http://site.example/", "start", "192.0.2.1", 80, b"GET / HTTP/1.1\r\nHost: site.example\r\n\r\n", ANSWER,
              200, b"OK", ((b"Content-Length", b"2"),), 38, None, NOON, NOON)  # fmt: skip
    visit = Visit("plain", hop.url, (hop,), hop.url, 200, b"ok", None, None, None, NOON, NOON)
    return write_bundle([visit], path, operator="巡查计划", **how)


def proof_of(digest: str, keys, field: str = "capture") -> str:
    """A log of one entry that names a digest in the given field."""
    sealed = entry_bytes({"verb": "visit_recorded", "content": {field: digest}})
    return write_proof(Proof(0, (), sealed), str(keys.sign_checkpoint(1, leaf_hash(sealed), at=NOON)))


def ask(capsys, *words: object) -> tuple[int, dict]:
    status = main(["verify", *map(str, words), "--json", "--lang", "en"])
    out = capsys.readouterr()
    return status, json.loads(out.out) if out.out else {"error": out.err}


KINDS = {"head.txt": "checkpoint", "entry.tlog-proof": "proof", "bulletin.json": "bulletin", "case.zip": "case-file"}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_is_known_and_genuine_only_with_trust(desk, capsys, name):
    status, answer = ask(capsys, desk / name)
    assert (status, answer["verdict"], answer["kind"]) == (0, "intact", KINDS[name])
    status, answer = ask(capsys, desk / name, "--trust", desk / "offices.vkeys")
    assert (status, answer["verdict"]) == (0, "genuine")


@pytest.mark.parametrize("name", KINDS)
def test_a_changed_file_fails(desk, capsys, name):
    """One bit in the middle of what is signed."""
    raw = (desk / name).read_bytes()
    at = (
        raw.index(b"%PDF")
        if name == "case.zip"
        else raw.index(b"\n300\n") + 1
        if b"\n300\n" in raw
        else raw.index(b"2026")
    )
    (desk / name).write_bytes(flip(raw, at * 8))
    for trust in ([], ["--trust", desk / "offices.vkeys"]):
        status, answer = ask(capsys, desk / name, *trust)
        assert (status, answer["verdict"]) == (1, "failed")
        assert answer["failures"][0]["text"]


def test_the_words_for_people(desk, capsys):
    assert main(["verify", str(desk / "entry.tlog-proof"), "--trust", str(desk / "offices.vkeys"), "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("属实：内容完整，由 wangxin.example.gov.cn/ledger 签署。")
    for title in ("已证明", "签署", "时间", "未证明"):
        assert f"\n{title}\n" in said
    assert main(["verify", str(desk / "head.txt"), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Intact, signer unknown.")
    assert "enuine" not in said


def test_a_bundle_by_itself_is_intact_by_an_unknown_maker(desk, capsys):
    bundle = bundle_at(desk / "b.wacz")
    status, answer = ask(capsys, bundle.path, "--trust", desk / "offices.vkeys")
    assert (status, answer["verdict"], answer["subject"]) == (0, "intact", f"sha256:{bundle.digest}")
    assert {one["code"] for one in answer["not_proven"]} == {"maker_unknown", "no_stamp"}


def test_a_bundle_that_a_trusted_log_names_is_genuine(desk, capsys, log):
    bundle = bundle_at(desk / "b.wacz")
    for number, digest in enumerate((bundle.digest, f"sha256:{bundle.manifest_digest}")):
        (desk / f"{number}.tlog-proof").write_text(proof_of(digest, log.keys))
        beside = [bundle.path, "--proof", desk / f"{number}.tlog-proof"]
        status, answer = ask(capsys, *beside, "--trust", desk / "offices.vkeys")
        assert (status, answer["verdict"]) == (0, "genuine")
        assert "file_named" in {one["code"] for one in answer["proven"]}
        assert ask(capsys, *beside)[1]["verdict"] == "intact"


def test_a_record_of_two_officers_that_names_the_bundle_makes_it_genuine(desk, capsys, log):
    bundle = bundle_at(desk / "b.wacz")
    record = seal_statement("evidence-record", {"bundle": bundle.digest, "officers": ["甲", "乙"]}, log.keys, at=NOON)
    (desk / "record.json").write_text(record)
    asked = [bundle.path, "--proof", desk / "record.json", "--trust", desk / "offices.vkeys"]
    assert ask(capsys, *asked)[1]["verdict"] == "genuine"


def test_the_proof_of_another_bundle_fails(desk, capsys, log):
    bundle = bundle_at(desk / "b.wacz")
    (desk / "p.tlog-proof").write_text(proof_of("0" * 64, log.keys))
    status, answer = ask(capsys, bundle.path, "--proof", desk / "p.tlog-proof", "--trust", desk / "offices.vkeys")
    assert status == 1
    assert [one["code"] for one in answer["failures"]] == ["file_not_named"]


def test_a_digest_that_a_stranger_wrote_into_a_report_proves_nothing(desk, capsys, log):
    """Anybody can send in a report whose text is the digest of a bundle that he has forged."""
    bundle = bundle_at(desk / "b.wacz")
    (desk / "p.tlog-proof").write_text(proof_of(bundle.digest, log.keys, field="text"))
    status, _ = ask(capsys, bundle.path, "--proof", desk / "p.tlog-proof", "--trust", desk / "offices.vkeys")
    assert status == 1


def test_a_bundle_and_proof_forged_whole_with_a_new_key_never_pass(desk, capsys, forger):
    bundle = bundle_at(desk / "b.wacz")
    (desk / "p.tlog-proof").write_text(proof_of(bundle.digest, forger))
    asked = [bundle.path, "--proof", desk / "p.tlog-proof"]
    assert ask(capsys, *asked)[1]["verdict"] == "intact"
    status, answer = ask(capsys, *asked, "--trust", desk / "offices.vkeys")
    assert (status, answer["failures"][0]["code"]) == (1, "name_with_other_key")


def test_a_flipped_bit_in_a_bundle_is_named(desk, capsys):
    path = bundle_at(desk / "b.wacz").path
    raw = path.read_bytes()
    for place in range(0, len(raw) * 8, len(raw) * 8 // 40):
        path.write_bytes(flip(raw, place))
        status, answer = ask(capsys, path)
        assert status in (1, 2)
        if status == 1:
            assert answer["failures"][0]["params"]["where"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the local time-stamp authority")
def test_a_time_stamp_counts_if_its_authority_is_in_the_trust_file(desk, capsys):
    from mingjian.capture.authority import create_authority

    authority = create_authority(desk / "tsa", now=datetime.now(UTC))
    path = bundle_at(desk / "b.wacz", authority=authority).path
    assert "stamp_unknown" in {one["code"] for one in ask(capsys, path)[1]["not_proven"]}
    with (desk / "offices.vkeys").open("a") as file:
        file.write("\n# time stamps\n" + (authority.folder / "root.pem").read_text())
    _, answer = ask(capsys, path, "--trust", desk / "offices.vkeys")
    assert "stamped" in {one["code"] for one in answer["proven"]}
    assert answer["since"]
    assert answer["verdict"] == "intact"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nothing", None),
        ("empty", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        ("text.txt", "一段文字".encode()),
        ("other.json", b'{"a": 1}'),
        ("gbk.txt", "一段文字".encode("gbk")),
    ],
)
def test_what_is_no_such_file_is_bad_input(tmp_path, capsys, name, content):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    for language, word in (("en", "give an evidence bundle"), ("zh", "请给出证据包")):
        assert main(["verify", str(tmp_path / name), "--lang", language]) == 2
        said = capsys.readouterr()
        assert name in said.err
        assert word in said.err
        assert said.err.count("\n") == 1
        assert not said.out


def test_a_zip_that_is_neither_bundle_nor_case_file_and_a_folder_are_bad_input(tmp_path, capsys):
    import zipfile

    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("a.jpg", b"x")
    assert main(["verify", str(tmp_path / "photos.zip")]) == 2
    assert main(["verify", str(tmp_path)]) == 2


def test_a_bad_trust_file_and_a_needless_proof_are_bad_input(desk, capsys):
    assert main(["verify", str(desk / "head.txt"), "--trust", str(desk / "nothing")]) == 2
    assert main(["verify", str(desk / "head.txt"), "--trust", str(desk / "head.txt"), "--lang", "en"]) == 2
    assert "Line 1 of" in capsys.readouterr().err
    assert main(["verify", str(desk / "head.txt"), "--proof", str(desk / "head.txt")]) == 2


def test_a_proof_that_is_not_even_text_is_bad_input(desk, capsys):
    bundle = bundle_at(desk / "b.wacz")
    (desk / "p").write_bytes(b"\xff\xfe")
    assert main(["verify", str(bundle.path), "--proof", str(desk / "p")]) == 2


def test_it_needs_neither_django_nor_a_database_and_starts_at_once(desk):
    bundle_at(desk / "b.wacz")
    script = (
        "import sys, time\nfrom mingjian.site.main import main\nstatus = main(sys.argv[1:])\n"
        "found = {'django', 'psycopg'} & set(sys.modules)\n"
        "print(status, sorted(found), time.process_time() < 1.0)"
    )
    for name in ("head.txt", "b.wacz"):
        words = [sys.executable, "-c", script, "verify", str(desk / name)]
        run = subprocess.run(words, capture_output=True, text=True, check=True, env={"PYTHONPATH": "src"})
        assert run.stdout.splitlines()[-1] == "0 [] True"


def test_foreign_extra_data_in_a_proof_beside_a_bundle_names_nothing(desk, capsys, log):
    bundle = bundle_at(desk / "b.wacz")
    bare = log.proof_file(5, bare=True).replace("\nindex", f"\nextra {encode(b'[1]')}\nindex")
    (desk / "p").write_text(bare)
    status, answer = ask(capsys, bundle.path, "--proof", desk / "p", "--trust", desk / "offices.vkeys")
    assert (status, answer["failures"][0]["code"]) == (1, "file_not_named")
