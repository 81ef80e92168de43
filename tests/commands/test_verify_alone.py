"""`./mj verify` on a machine that has neither Django nor a database: bundle with proof, checkpoint, record, damage."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mingjian.capture.bundle import write_bundle
from mingjian.ledger import FolderStore, entry_bytes, leaf_hash, make_keys, prove_entry, publish, seal_statement
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
        "record.json": seal_statement("evidence-record", {"bundle": f"sha256:{bundle.digest}"}, keys, at=AT),
        "offices.vkeys": "".join(f"{key}\n" for key in keys.public),
    }.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.slow
def test_everything_is_verified_without_django(evidence):
    trust = ("--trust", str(evidence / "offices.vkeys"))
    bundle = verify(str(evidence / "b.wacz"), "--proof", str(evidence / "b.tlog-proof"), *trust)
    assert bundle.returncode == 0, bundle.stderr
    assert "Genuine" in bundle.stdout
    for name in ("checkpoint", "record.json"):
        answer = verify(str(evidence / name), *trust)
        assert (answer.returncode, "Genuine" in answer.stdout) == (0, True), answer.stdout + answer.stderr
    strange = verify(str(evidence / "b.wacz"), "--proof", str(evidence / "b.tlog-proof"))
    assert "signer unknown" in strange.stdout
    damaged = bytearray((evidence / "b.wacz").read_bytes())
    damaged[len(damaged) // 3] ^= 1
    (evidence / "b.wacz").write_bytes(damaged)
    broken = verify(str(evidence / "b.wacz"), "--proof", str(evidence / "b.tlog-proof"), *trust)
    assert broken.returncode == 1
    assert "Failed" in broken.stdout
