"""A proof, a signed checkpoint and trusted keys in; what is proven, by whom, since when, and what is not out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mingjian.errors import EvidenceError
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.note import read_note
from mingjian.ledger.proof_file import Proof, read_proof
from mingjian.ledger.proofs import check_inclusion
from mingjian.ledger.signatures import check_signatures
from mingjian.ledger.trust import Trust
from mingjian.ledger.verification import Findings, Signer, Verification, failed
from mingjian.ledger.verifier_key import VerifierKey


def verify(proof: Proof | None, checkpoint: str | bytes, keys: Trust | Iterable[VerifierKey] = ()) -> Verification:
    """Check a signed checkpoint, and that the entry of `proof` stands in the log it is the head of.

    `keys`: those the reader trusts. Without the key of the log the best answer is "intact, signer unknown".
    Never raises for what the files contain.
    """
    kind = "checkpoint" if proof is None else "proof"
    try:
        note = read_note(checkpoint)
        head = read_checkpoint(note.text)
    except EvidenceError as error:
        return failed(kind, "unreadable", en=error.en, zh=error.zh)
    trust = keys if isinstance(keys, Trust) else Trust.of(keys)
    findings = Findings(kind, head.origin)
    check_signatures(note, head.origin, trust, findings)
    tell_log(findings, head)
    if proof is not None:
        _check_proof(proof, head, findings)
        findings.leave_open("truth")
    return findings.close()


def verify_proof_file(written: str, keys: Trust | Iterable[VerifierKey] = ()) -> Verification:
    """Check the text of a `.tlog-proof` file. Never raises for what it contains."""
    try:
        proof, checkpoint = read_proof(written)
    except EvidenceError as error:
        return failed("proof", "unreadable", en=error.en, zh=error.zh)
    return verify(proof, checkpoint, keys)


def tell_log(findings: Findings, head: Checkpoint) -> None:
    """Write down what the good signatures say about the log: who, when, and who saw it beside the office itself."""
    own = [signer for signer in findings.signers if signer.role == "issuer"]
    if own:
        code = "log_signed" if any(signer.trusted for signer in own) else "log_signed_by_somebody"
        findings.prove(code, name=head.origin, size=head.size)
    if head.extensions:
        findings.leave_open("extensions", count=len(head.extensions))
    witnesses = [signer for signer in findings.signers if signer.role == "witness"]
    _tell_witnesses(findings, witnesses)
    _tell_time(findings, own, witnesses)


def _tell_witnesses(findings: Findings, witnesses: list[Signer]) -> None:
    for signer in witnesses:
        code = "witnessed" if signer.trusted else "witnessed_by_somebody"
        findings.prove(code, name=signer.name, at=_say(signer.at))
    if not any(signer.trusted for signer in witnesses):
        findings.leave_open("no_witness")


def _tell_time(findings: Findings, own: list[Signer], witnesses: list[Signer]) -> None:
    """Take the earliest time that a trusted witness states; failing that a trusted office's own word, named as such."""
    seen = [signer.at for signer in witnesses if signer.trusted and signer.at]
    said = [signer.at for signer in own if signer.at]
    findings.since = min(seen or [signer.at for signer in own if signer.trusted and signer.at], default=None)
    if seen:
        findings.prove("since_witness", at=_say(min(seen)))
    elif said:
        findings.leave_open("own_clock", at=_say(min(said)))
    else:
        findings.leave_open("no_time")


def _check_proof(proof: Proof, head: Checkpoint, findings: Findings) -> None:
    if proof.leaf is None:
        findings.leave_open("entry_missing", index=proof.index)
        return
    if not check_inclusion(proof.leaf, proof.index, head.size, proof.hashes, head.root):
        findings.fail("not_included", index=proof.index, size=head.size)
        return
    findings.prove("included", index=proof.index, size=head.size, name=head.origin)
    _check_openings(proof, findings)


def _check_openings(proof: Proof, findings: Findings) -> None:
    concealed = proof.concealed()
    for name, digest in concealed.items():
        opening = proof.openings.get(name)
        if opening is None:
            findings.leave_open("concealed", field=name)
        elif opening.fits(digest):
            findings.prove("opened", field=name)
        else:
            findings.fail("opening_differs", field=name)
    for name in sorted(set(proof.openings) - set(concealed)):
        findings.fail("opening_of_nothing", field=name)


def _say(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at else "?"
