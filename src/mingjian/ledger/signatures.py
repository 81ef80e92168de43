"""A note and a trust file in, who has signed it out: trusted keys first, then the keys that the note brings along."""

from __future__ import annotations

from mingjian.errors import EvidenceError
from mingjian.ledger.enclosed import enclosed_keys, is_enclosure
from mingjian.ledger.note import Note, Signature
from mingjian.ledger.trust import Trust
from mingjian.ledger.verification import Findings, Role, Signer
from mingjian.ledger.verifier_key import Algorithm, VerifierKey, made_at

_OWN = (Algorithm.ED25519, Algorithm.COSIGN_ML_DSA_44, Algorithm.NOTE_ML_DSA_44)


def check_signatures(note: Note, issuer: str, trust: Trust, findings: Findings) -> None:
    """Check every signature of a note that is issued in the name of `issuer` and write down what was found.

    A trusted key counts for its own name only: whoever is trusted as A can be a witness of B's log, never B.
    """
    try:
        enclosed = enclosed_keys(note)
    except EvidenceError:
        findings.fail("enclosed_keys_damaged")
        enclosed = ()
    lines = [line for line in note.signatures if not is_enclosure(line)]
    for line in lines:
        _check_line(note, line, issuer, trust, enclosed, findings)
    for key in enclosed:
        if not any(key.signed(line) for line in lines):
            findings.fail("enclosed_key_unused", name=key.name, key=key.key_id.hex())
    _judge_names(trust, findings)
    _judge_issuer(issuer, trust, findings)


def _check_line(
    note: Note, line: Signature, issuer: str, trust: Trust, enclosed: tuple[VerifierKey, ...], findings: Findings
) -> None:
    trusted = trust.key_of(line)
    brought = [key for key in enclosed if key.signed(line)]
    if trusted is None and not brought:
        findings.leave_open("signature_unchecked", name=line.name, key=line.key_id.hex())
    for key in {trusted, *brought} - {None}:
        assert key is not None
        if not key.check(note.text, line):
            findings.fail("bad_signature", name=line.name, algorithm=key.algorithm.title)
            return
    key = trusted or next(iter(brought), None)
    if key:
        findings.signers.append(_signer(key, line, issuer, trusted=trusted is not None))


def _signer(key: VerifierKey, line: Signature, issuer: str, *, trusted: bool) -> Signer:
    algorithm = key.algorithm
    return Signer(
        key.name,
        key.key_id.hex(),
        algorithm.title,
        _role(key, issuer),
        trusted,
        made_at(key, line),
        algorithm.after_quantum,
    )


def _role(key: VerifierKey, issuer: str) -> Role:
    if key.name == issuer and key.algorithm in _OWN:
        return "issuer"
    return "witness" if key.algorithm.timed and key.name != issuer else "other"


def _judge_names(trust: Trust, findings: Findings) -> None:
    """Fail the use of a name that the reader trusts on a note that none of its trusted keys has signed."""
    good = {signer.name for signer in findings.signers if signer.trusted}
    for name in sorted({signer.name for signer in findings.signers} - good):
        if trust.knows(name):
            findings.fail("name_with_other_key", name=name)


def _judge_issuer(issuer: str, trust: Trust, findings: Findings) -> None:
    own = [signer for signer in findings.signers if signer.role == "issuer"]
    trusted = [signer for signer in own if signer.trusted]
    if not trusted:
        if trust.knows(issuer) and not findings.failures:
            findings.fail("name_with_other_key", name=issuer)
        findings.leave_open("signer_unknown" if own else "no_key", name=issuer)
        return
    expected = any(key.name == issuer and key.algorithm.after_quantum for key in trust.keys)
    if expected and not any(signer.after_quantum for signer in trusted):
        findings.leave_open("no_quantum_signature", name=issuer)
