"""`./mj verify` on a machine that has neither Django nor a database: bundle, checkpoint, record, bulletin, case, keys."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mingjian.capture.bundle import write_bundle
from mingjian.ledger import (
    FolderStore,
    entry_bytes,
    leaf_hash,
    load_keys,
    make_keys,
    open_keys,
    prove_entry,
    publish,
    published_keys,
    rotate_keys,
    seal_case_file,
    seal_statement,
)
from mingjian.ledger.entry import conceal, new_salt
from mingjian.ledger.proof_file import Opening
from tests.capture.site import Site, http

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 11, 24, tzinfo=UTC)
ALONE = """
import sys
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("django", "psycopg", "procrastinate"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Absent())
from mingjian.site.main import main
sys.exit(main(sys.argv[1:]))
"""


def verify(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", ALONE, "verify", *words, "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def evidence(tmp_path):
    """A bundle, its proof with the salt, a checkpoint, a signed record, and the office's keys."""
    site = Site()
    site.routes["/"] = http("<title>网课代刷</title>".encode())
    bundle = write_bundle([site.visit()], tmp_path / "b.wacz")
    site.close()
    keys, salt = make_keys("office.example/log", at=AT), new_salt()
    entry = entry_bytes({"verb": "service_visited", "capture": conceal({"digest": bundle.digest}, salt)})
    leaf = leaf_hash(entry)
    head = str(keys.sign_checkpoint(1, leaf, at=AT))
    log = FolderStore(tmp_path / "log")
    publish(log, head, lambda first, last: iter([leaf][first:last]))
    proof = prove_entry(log, 0, entry, {"capture": Opening({"digest": bundle.digest}, salt)})
    for name, text in {
        "b.tlog-proof": proof,
        "checkpoint": head,
        "bulletin.json": seal_statement("bulletin", {"figures": []}, keys, at=AT, checkpoint=head),
        "record.json": seal_statement("evidence-record", {"bundle": f"sha256:{bundle.digest}"}, keys, at=AT),
        "offices.vkeys": "".join(f"{key}\n" for key in keys.public),
    }.items():
        (tmp_path / name).write_text(text)
    (tmp_path / "case.zip").write_bytes(seal_case_file({"a.pdf": b"%PDF"}, {}, keys, at=AT))
    rotate(tmp_path, keys.name)
    return tmp_path


def rotate(folder: Path, name: str) -> None:
    """A change of keys as the office's folder keeps it, and the trust files of before and after."""
    old = open_keys(folder / "keys", name, at=AT)
    (folder / "old.vkeys").write_text(published_keys(folder / "keys"))
    rotate_keys(folder / "keys", at=AT)
    (folder / "rotation.json").write_text(next((folder / "keys").glob("rotation-*.json")).read_text())
    (folder / "new.vkeys").write_text(published_keys(folder / "keys"))
    for when, keys in (("before", old), ("after", load_keys(folder / "keys" / "office.key"))):
        (folder / f"head-{when}").write_text(str(keys.sign_checkpoint(1, bytes(32), at=AT)))


@pytest.mark.slow
def test_everything_is_verified_without_django(evidence):
    trust = ("--trust", str(evidence / "offices.vkeys"))
    bundle = verify(str(evidence / "b.wacz"), "--proof", str(evidence / "b.tlog-proof"), *trust)
    assert bundle.returncode == 0, bundle.stderr
    assert "Genuine" in bundle.stdout
    for name in ("checkpoint", "record.json", "bulletin.json", "case.zip"):
        answer = verify(str(evidence / name), *trust)
        assert (answer.returncode, "Genuine" in answer.stdout) == (0, True), answer.stdout + answer.stderr
        assert "signer unknown" in verify(str(evidence / name)).stdout
    strange = verify(str(evidence / "b.wacz"), "--proof", str(evidence / "b.tlog-proof"))
    assert "signer unknown" in strange.stdout
    damaged = bytearray((evidence / "b.wacz").read_bytes())
    damaged[len(damaged) // 3] ^= 1
    (evidence / "b.wacz").write_bytes(damaged)
    broken = verify(str(evidence / "b.wacz"), "--proof", str(evidence / "b.tlog-proof"), *trust)
    assert broken.returncode == 1
    assert "Failed" in broken.stdout


@pytest.mark.slow
def test_a_change_of_keys_is_followed_without_django(evidence):
    old, new = ("--trust", str(evidence / "old.vkeys")), ("--trust", str(evidence / "new.vkeys"))
    introduced = verify(str(evidence / "rotation.json"), *old)
    assert (introduced.returncode, "Genuine" in introduced.stdout) == (0, True), introduced.stdout
    for when in ("before", "after"):
        answer = verify(str(evidence / f"head-{when}"), *new)
        assert (answer.returncode, "Genuine" in answer.stdout) == (0, True), answer.stdout
    unknown = verify(str(evidence / "head-after"), *old)
    assert (unknown.returncode, "Failed" in unknown.stdout) == (1, True)
    assert "Genuine" in verify(str(evidence / "head-before"), *old).stdout


@pytest.mark.slow
def test_a_bundle_forged_whole_with_a_new_key_is_never_genuine(evidence, tmp_path):
    """The forger makes everything anew under the office's name: page, bundle, log, proof, record; only not its key."""
    forged = tmp_path / "forged"
    forged.mkdir()
    site = Site()
    site.routes["/"] = http("<title>没有这回事</title>".encode())
    bundle = write_bundle([site.visit()], forged / "b.wacz")
    site.close()
    keys, salt = make_keys("office.example/log", at=AT), new_salt()
    entry = entry_bytes({"verb": "service_visited", "capture": conceal({"digest": bundle.digest}, salt)})
    head, log = str(keys.sign_checkpoint(1, leaf_hash(entry), at=AT)), FolderStore(forged / "log")
    publish(log, head, lambda first, last: iter([leaf_hash(entry)][first:last]))
    proof = prove_entry(log, 0, entry, {"capture": Opening({"digest": bundle.digest}, salt)})
    record = seal_statement("evidence-record", {"bundle": f"sha256:{bundle.digest}"}, keys, at=AT)
    for name, beside in {"b.tlog-proof": proof, "record.json": record}.items():
        (forged / name).write_text(beside)
        words = (str(forged / "b.wacz"), "--proof", str(forged / name))
        told = verify(*words, "--trust", str(evidence / "offices.vkeys"))
        assert (told.returncode, "Genuine" in told.stdout) == (1, False), told.stdout
        untold = verify(*words)
        assert "signer unknown" in untold.stdout
        assert "Genuine" not in untold.stdout
