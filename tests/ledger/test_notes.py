"""Signed notes, keys and checkpoints, as C2SP writes them."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger import Checkpoint, make_keys, read_checkpoint, read_key, read_note, read_trust
from mingjian.ledger.note import encode
from mingjian.ledger.verifier_key import Algorithm
from tests.ledger.conftest import NOON, OFFICE

PUBLISHED_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


ZEROS = "A" * 43 + "="


def test_the_published_example_of_a_signed_note_is_good():
    """The note and key of the documentation of Go's sumdb/note, which signed notes come from."""
    key, note = read_key(PUBLISHED_KEY), read_note(PUBLISHED_NOTE)
    assert str(key) == PUBLISHED_KEY
    assert str(note) == PUBLISHED_NOTE
    assert key.algorithm is Algorithm.ED25519
    [signature] = note.signatures
    assert key.signed(signature)
    assert key.check(note.text, signature)
    assert not key.check(note.text.replace("answer", "question"), signature)


@pytest.mark.parametrize("algorithm", Algorithm)
def test_every_public_key_is_one_line_that_reads_back(office, algorithm):
    key = office.key(algorithm)
    assert read_key(str(key)) == key
    assert key.key_id == hashlib.sha256(f"{OFFICE}\n".encode() + key.material).digest()[:4]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "name",
        "name+00000000",
        PUBLISHED_KEY.replace("c74f", "c74e"),
        PUBLISHED_KEY[:-4],
        PUBLISHED_KEY.replace("+AR", "+BR"),
        " +c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ],
)
def test_a_damaged_key_is_refused(line):
    with pytest.raises(ValueError):
        read_key(line)


def test_the_ed25519_signature_of_a_checkpoint_is_over_its_text(office, log):
    note = read_note(log.checkpoint)
    line = next(line for line in note.signatures if office.key(Algorithm.ED25519).signed(line))
    public = Ed25519PublicKey.from_public_bytes(office.key(Algorithm.ED25519).public)
    public.verify(line.blob, f"{OFFICE}\n300\n{encode(log.root)}\n".encode())


def test_the_ml_dsa_signature_of_a_checkpoint_is_over_the_message_of_the_specification(office, log):
    """cosigned_message of C2SP tlog-cosignature, written out byte by byte."""
    key = office.key(Algorithm.COSIGN_ML_DSA_44)
    line = next(line for line in read_note(log.checkpoint).signatures if key.signed(line))
    stamp, raw = line.blob[:8], line.blob[8:]
    assert int.from_bytes(stamp, "big") == int(NOON.timestamp())
    name = bytes([len(OFFICE)]) + OFFICE.encode()
    message = b"subtree/v1\n\0" + name + stamp + name + bytes(8) + (300).to_bytes(8, "big") + log.root
    MLDSA44PublicKey.from_public_bytes(key.public).verify(raw, message)


def test_the_ed25519_cosignature_is_over_time_and_text(superior, log):
    key = superior.key(Algorithm.COSIGN_ED25519)
    text = read_note(log.checkpoint).text
    line = next(line for line in superior.cosign_lines(text, at=NOON) if key.signed(line))
    message = f"cosignature/v1\ntime {int(NOON.timestamp())}\n{text}".encode()
    Ed25519PublicKey.from_public_bytes(key.public).verify(line.blob[8:], message)


def test_the_cosigning_key_is_not_the_key_of_the_office_own_notes(office):
    assert office.key(Algorithm.COSIGN_ED25519).public != office.key(Algorithm.ED25519).public


@pytest.mark.parametrize(
    "damage",
    [
        lambda note: note.replace("\n\n", "\n"),
        lambda note: note[:-1],
        lambda note: note.replace("— ", "- "),
        lambda note: note.replace("\n", "\r\n"),
        lambda note: note + "\n",
        lambda note: note.replace("nAM=\n", "nAN=\n"),
        lambda note: note.replace("x08go", "x08g"),
        lambda note: note.replace("Peter", "Peter+"),
        lambda note: note + "— x AAAAAA==\n",
        lambda note: note + "— x AAAAAAA=\n" * 101,
        lambda note: note.encode() + b"\xff",
        lambda note: "x" * (1 << 20) + note,
    ],
)
def test_what_is_not_exactly_a_note_is_refused_with_its_line(damage):
    with pytest.raises(EvidenceError, match=r"^Line \d+ of the signed note: ") as caught:
        read_note(damage(PUBLISHED_NOTE))
    assert "签名文本第" in caught.value.say("zh")


def test_a_checkpoint_reads_back(log):
    text = read_note(log.checkpoint).text
    assert read_checkpoint(text) == Checkpoint(OFFICE, 300, log.root)
    extended = Checkpoint("example.com/log", 0, log.root, ("extension one",))
    assert read_checkpoint(extended.text) == extended


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        "a\n1\nAAAA\n",
        *(f"a\n{size}\n{ZEROS}\n" for size in ("01", "-1", "١", "1e3", "", "9" * 20)),
        f"a\n1\n{ZEROS[:-2]}B=\n",
        f"\n1\n{ZEROS}\n",
        f"a\n1\n{ZEROS}\n\n",
        f"a\n1\n{ZEROS}",
    ],
)
def test_what_is_not_exactly_a_checkpoint_is_refused(text):
    with pytest.raises(EvidenceError, match="no checkpoint"):
        read_checkpoint(text)


@pytest.mark.parametrize("name", ["", "two words", "a+b", "全 角", "x" * 256, "line\n"])
def test_a_name_that_cannot_stand_in_a_signature_line_is_refused(name):
    with pytest.raises(BadInput):
        make_keys(name, at=NOON)


def test_seeds_are_never_shown(office):
    assert "seed" not in repr(office)


def test_a_trust_file_has_one_key_a_line_and_comments(office):
    one, two, *_ = map(str, office.public)
    found = read_trust(f"\ufeff# offices\n\n{one}  # since 2026\r\n{two}\n{one}\n")
    assert list(map(str, found.keys)) == [one, two]


@pytest.mark.parametrize("text", ["", "# nobody\n"])
def test_a_trust_file_without_keys_is_refused(text):
    with pytest.raises(BadInput, match="holds no key"):
        read_trust(text, "offices.vkeys")


def test_a_damaged_line_of_a_trust_file_is_named(office):
    with pytest.raises(BadInput, match=r"Line 2 of offices\.vkeys") as caught:
        read_trust(f"{office.public[0]}\nnonsense\n", "offices.vkeys")
    assert "第 2 行" in caught.value.say("zh")


def test_a_damaged_certificate_in_a_trust_file_is_named():
    with pytest.raises(BadInput, match="certificate on line 2 of offices"):
        read_trust("# x\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "offices")
