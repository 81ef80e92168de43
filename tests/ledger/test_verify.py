"""What a check says: what is proven, by whom, since when, and what is not. Nothing forged passes for genuine."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.errors import EvidenceError
from mingjian.ledger import (
    Opening,
    Proof,
    Trust,
    conceal,
    cosign,
    entry_bytes,
    leaf_hash,
    make_keys,
    read_note,
    read_proof,
    verify,
    verify_proof_file,
    write_proof,
)
from mingjian.ledger.note import Note, decode, encode
from mingjian.ledger.reasons import EN, ZH
from mingjian.ledger.report import as_json, as_text
from mingjian.ledger.verifier_key import Algorithm
from tests.ledger.conftest import LATER, NOON, OFFICE, SALT, SUPERIOR, Log
from tests.ledger.flips import codes, flip


def test_a_trusted_log_proves_its_entry(log, trust):
    answer = verify(log.proof(5), log.checkpoint, trust)
    assert answer.verdict == "genuine"
    assert codes(answer.proven) == {"log_signed", "included"}
    assert codes(answer.not_proven) == {"no_witness", "own_clock", "truth"}
    assert {signer.algorithm for signer in answer.signers} == {"Ed25519", "ML-DSA-44 cosignature"}
    assert answer.since == NOON


def test_without_a_trust_file_the_signer_is_unknown(log):
    answer = verify(log.proof(5), log.checkpoint)
    assert (answer.verdict, answer.intact) == ("intact", True)
    assert answer.since is None, "a time that only a stranger states is none"
    assert "signer_unknown" in codes(answer.not_proven)
    assert as_text(answer, "en").startswith("Intact, signer unknown.")
    assert "enuine" not in as_text(answer, "en")


def test_a_log_forged_whole_with_a_new_key_never_passes_for_genuine(forger, trust):
    """The forger has written everything anew, under the office's name, and encloses his own keys."""
    forged = Log(300, forger)
    assert verify(forged.proof(5), forged.checkpoint).verdict == "intact"
    answer = verify(forged.proof(5), forged.checkpoint, trust)
    assert answer.verdict == "failed"
    assert codes(answer.failures) == {"name_with_other_key"}


def test_a_forgery_under_a_name_nobody_knows_is_by_an_unknown_signer(trust):
    forged = Log(3, make_keys("elsewhere.example/ledger", at=NOON))
    assert verify(None, forged.checkpoint, trust).verdict == "intact"


def test_whoever_is_trusted_under_one_name_cannot_sign_for_another(superior, log):
    """A trusted office signs a checkpoint in the name of another one: it is no issuer of that log."""
    text = read_note(log.checkpoint).text
    answer = verify(None, str(superior.sign_text(text)), Trust.of(superior.public))
    assert answer.verdict != "genuine"
    assert {signer.role for signer in answer.signers} == {"other"}
    cosigned = str(Note(text, superior.cosign_lines(text, at=NOON)))
    assert verify(None, cosigned, Trust.of(superior.public)).verdict == "unchecked"


def test_a_witness_key_of_the_office_does_not_make_its_own_log_genuine(office, log):
    text = read_note(log.checkpoint).text
    line = office.cosign_lines(text, at=NOON)[0]
    only_witness = Trust.of([office.key(Algorithm.COSIGN_ED25519)])
    assert verify(None, str(Note(text, (line,))), only_witness).verdict == "failed"


def test_a_checkpoint_without_any_key_is_not_called_intact(log):
    note = read_note(log.checkpoint)
    bare = str(Note(note.text, note.signatures[:1]))
    answer = verify(None, bare)
    assert (answer.verdict, answer.intact) == ("unchecked", False)


def test_a_missing_post_quantum_signature_is_told(log, trust):
    note = read_note(log.checkpoint)
    answer = verify(None, str(Note(note.text, note.signatures[:1])), trust)
    assert answer.verdict == "genuine"
    assert "no_quantum_signature" in codes(answer.not_proven)


def test_a_superior_office_that_cosigns_says_since_when(log, superior, trust, trust_both):
    cosigned = cosign(log.checkpoint, superior, at=LATER, trust=trust)
    answer = verify(None, cosigned, trust_both)
    assert answer.verdict == "genuine"
    assert answer.since == LATER
    assert {"witnessed", "since_witness"} <= codes(answer.proven)
    assert "no_witness" not in codes(answer.not_proven)
    assert {signer.algorithm for signer in answer.signers if signer.role == "witness"} == {
        "Ed25519 cosignature",
        "ML-DSA-44 cosignature",
    }
    not_known = verify(None, cosigned, trust)
    assert "witnessed_by_somebody" in codes(not_known.proven)
    assert not_known.since == NOON


def test_the_content_behind_a_digest_can_be_shown_or_kept_back(log, trust):
    shown = verify_proof_file(log.proof_file(7, opened=True), trust)
    assert "opened" in codes(shown.proven)
    kept = verify_proof_file(log.proof_file(7), trust)
    assert kept.verdict == "genuine"
    assert "concealed" in codes(kept.not_proven)
    assert "张三" not in log.proof_file(7)


def test_content_with_dollar_signs_is_opened_too(office, trust):
    content = {"$hmac-sha256": "ab", "$$": 1, "价格": {"$": 5}}
    sealed = entry_bytes({"content": conceal(content, SALT)})
    note = str(office.sign_checkpoint(1, leaf_hash(sealed), at=NOON))
    written = write_proof(Proof(0, (), sealed, {"content": Opening(content, SALT)}), note)
    assert "opened" in codes(verify_proof_file(written, trust).proven)


def test_hexadecimal_in_capitals_is_a_rewritten_file(log, trust):
    """One bit makes a capital of a letter; the salt means the same, but it is not what was written."""
    whole = log.proof_file(7, opened=True)
    extra = whole.split("\n")[1].removeprefix("extra ")
    raised = decode(extra).replace(b"0a0b0c", b"0A0b0c")
    assert raised != decode(extra)
    answer = verify_proof_file(whole.replace(extra, encode(raised)), trust)
    assert "rewritten" in answer.failures[0].say(EN)


def test_other_content_behind_a_digest_fails(log, trust):
    proof = log.proof(7, opened=True)
    wrong = {"content": type(proof.openings["content"])({"举报人": "李四"}, proof.openings["content"].salt)}
    answer = verify(Proof(7, proof.hashes, proof.entry, wrong), log.checkpoint, trust)
    assert codes(answer.failures) == {"opening_differs"}
    stray = {"verb": proof.openings["content"]}
    answer = verify(Proof(7, proof.hashes, proof.entry, stray), log.checkpoint, trust)
    assert "opening_of_nothing" in codes(answer.failures)


def test_a_proof_without_its_entry_says_so(log, trust):
    answer = verify_proof_file(log.proof_file(5, bare=True), trust)
    assert "entry_missing" in codes(answer.not_proven)
    assert "included" not in codes(answer.proven)


def test_a_proof_file_has_the_layout_of_the_specification(log):
    lines = log.proof_file(5).split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert lines[1].startswith("extra ")
    assert lines[2] == "index 5"
    assert lines[3] == encode(log.leaves[4])
    blank = lines.index("")
    assert blank == 3 + 9  # a path through 300 leaves from the full half of 256 has nine digests
    assert "\n".join(lines[blank + 1 :]) == log.checkpoint
    assert read_proof(log.proof_file(7, opened=True)) == (log.proof(7, opened=True), log.checkpoint)


def test_foreign_extra_data_is_passed_over(log, trust):
    written = write_proof(log.proof(5, bare=True), log.checkpoint)
    foreign = written.replace("\nindex", f"\nextra {encode(b'age-v1.2.1')}\nindex")
    answer = verify_proof_file(foreign, trust)
    assert answer.verdict == "genuine"
    assert "entry_missing" in codes(answer.not_proven)


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        (lambda proof: proof.replace("@v1", "@v2"), 1),
        (lambda proof: proof.replace("extra ", "extra ="), 2),
        (lambda proof: proof.replace("index 5", "index 05"), 3),
        (lambda proof: proof.replace("index 5\n", "index 5\nAAAA\n"), 4),
        (lambda proof: proof[:40], 1),
    ],
)
def test_a_damaged_proof_file_names_its_line(log, damage, line):
    answer = verify_proof_file(damage(log.proof_file(5)))
    assert answer.verdict == "failed"
    assert f"Line {line} " in answer.failures[0].say(EN)


def test_the_proof_of_another_entry_fails(log, trust):
    right = log.proof(5)
    answer = verify(Proof(5, right.hashes, log.entries[6]), log.checkpoint, trust)
    assert answer.verdict == "failed"
    assert codes(answer.failures) == {"not_included"}
    assert verify(Proof(300, right.hashes, right.entry), log.checkpoint, trust).verdict == "failed"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_of_a_checkpoint_is_found(log, trust, data):
    """With the key at hand no flip passes unnoticed; without it none passes for the whole file."""
    whole = log.checkpoint.encode()
    changed = flip(whole, data.draw(st.integers(0, len(whole) * 8 - 1)))
    assert verify(None, changed, trust) != verify(None, whole, trust)
    assert verify(None, changed) != verify(None, whole)


@pytest.mark.slow
def test_each_single_bit_of_a_checkpoint_counts(log, trust):
    """All of them, one after the other: chance has missed a length that could be too large."""
    whole = log.checkpoint.encode()
    right = verify(None, whole, trust), verify(None, whole)
    for bit in range(len(whole) * 8):
        changed = flip(whole, bit)
        assert verify(None, changed, trust) != right[0], bit
        assert verify(None, changed) != right[1], bit


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_of_the_three_lines_of_a_checkpoint_fails(log, trust, data):
    whole = log.checkpoint.encode()
    changed = flip(whole, data.draw(st.integers(0, (len(whole.partition(b"\n\n")[0]) + 2) * 8 - 1)))
    assert verify(None, changed, trust).verdict == "failed" or OFFICE.encode() not in changed.partition(b"\n")[0]
    assert verify(None, changed, trust).verdict != "genuine"
    assert not verify(None, changed).intact


@settings(max_examples=500, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_of_a_proof_file_is_found(log, trust, data):
    whole = log.proof_file(7, opened=True).encode()
    end = len(whole) - len(log.checkpoint.encode())
    changed = flip(whole, data.draw(st.integers(0, end * 8 - 1)))
    try:
        answer = verify_proof_file(changed.decode(), trust)
    except UnicodeDecodeError:
        return
    assert answer != verify_proof_file(whole.decode(), trust)
    assert answer.verdict == "failed" or "included" not in codes(answer.proven) or "opened" not in codes(answer.proven)


def test_an_enclosed_key_with_a_wrong_length_before_it_is_damaged(log, trust):
    note = read_note(log.checkpoint)
    line = note.signatures[-1]
    at = line.blob.index(b"\x05\x21\x06")  # 1313 bytes of type and ML-DSA-44 key
    longer = type(line)(line.name, line.key_id, flip(line.blob, at * 8 + 4))
    answer = verify(None, str(Note(note.text, (*note.signatures[:-1], longer))), trust)
    assert codes(answer.failures) == {"enclosed_keys_damaged"}


def test_a_cosignature_moved_to_another_time_fails(log, superior, trust, trust_both):
    note = read_note(cosign(log.checkpoint, superior, at=LATER, trust=trust))
    for place, line in enumerate(note.signatures):
        if line.name == SUPERIOR and len(line.blob) in (72, 2428):
            earlier = type(line)(line.name, line.key_id, (1).to_bytes(8, "big") + line.blob[8:])
            moved = Note(note.text, (*note.signatures[:place], earlier, *note.signatures[place + 1 :]))
            assert codes(verify(None, str(moved), trust_both).failures) >= {"bad_signature"}


def test_a_witness_signs_only_what_goes_on_from_what_it_has_seen(office, superior, trust):
    short, long = Log(100, office), Log(300, office)
    seen = read_checkpoint_of(short)
    proof = long.tree.prove_consistency(100, short.root, long.root)
    assert SUPERIOR in cosign(long.checkpoint, superior, at=LATER, trust=trust, seen=seen, proof=proof)
    with pytest.raises(EvidenceError, match="history has been rewritten"):
        cosign(long.checkpoint, superior, at=LATER, trust=trust, seen=seen, proof=proof[:-1])
    with pytest.raises(EvidenceError, match="shrunk from 300 to 100"):
        cosign(short.checkpoint, superior, at=LATER, trust=trust, seen=read_checkpoint_of(long))
    rewritten = str(office.sign_checkpoint(100, long.root, at=NOON))
    with pytest.raises(EvidenceError, match="two different logs of 100") as caught:
        cosign(rewritten, superior, at=LATER, trust=trust, seen=seen)
    assert "未副署" in caught.value.say("zh")


def test_a_witness_does_not_sign_for_an_unknown_office(log, forger, superior, trust):
    with pytest.raises(EvidenceError, match="no trusted key"):
        cosign(log.checkpoint, superior, at=LATER, trust=Trust())
    with pytest.raises(EvidenceError, match="not signed with a trusted key"):
        cosign(Log(3, forger).checkpoint, superior, at=LATER, trust=trust)


def read_checkpoint_of(log: Log):
    from mingjian.ledger import read_checkpoint

    return read_checkpoint(read_note(log.checkpoint).text)


def test_both_languages_have_every_sentence_with_the_same_places():
    def places(sentence: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(sentence) if field}

    assert EN.keys() == ZH.keys()
    for code in EN.keys() - {"unreadable", "log_failed", "file_fault"}:  # these carry a sentence of either language
        assert places(EN[code]) == places(ZH[code]), code


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_answer_can_be_said(log, forger, trust, language):
    for answer in (verify(log.proof(7), log.checkpoint, trust), verify(None, Log(3, forger).checkpoint, trust)):
        assert as_text(answer, language)
        written = as_json(answer, language)
        assert [one["text"] for one in written["not_proven"]]
        assert written["verdict"] == answer.verdict
