"""A signed statement and trusted keys in; whether it is whole, who has issued it and when out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger.bulletin import tell_figures
from mingjian.ledger.checkpoint import read_checkpoint
from mingjian.ledger.note import read_note
from mingjian.ledger.signatures import check_signatures
from mingjian.ledger.statement import SignedLines, Statement, digest_of, log_line, read_lines, read_statement
from mingjian.ledger.trust import Trust
from mingjian.ledger.verification import Findings, Verification, failed
from mingjian.ledger.verifier_key import VerifierKey, read_key
from mingjian.ledger.verify import verify


def check_statement(written: str, keys: Trust | Iterable[VerifierKey] = ()) -> Verification:
    """Check the JSON text of a statement: digest, signatures, head of the log, and the rows under its figures.

    Never raises for what the text contains.
    """
    findings, _ = examine(written, keys if isinstance(keys, Trust) else Trust.of(keys))
    return findings if isinstance(findings, Verification) else findings.close()


def examine(written: str, trust: Trust) -> tuple[Findings | Verification, Mapping[str, Any]]:
    """Check as `check_statement`, but leave the findings open so that enclosed files can be held against the body."""
    try:
        statement = read_statement(written)
        note = read_note(statement.note)
        lines = read_lines(note.text)
    except EvidenceError as error:
        return failed("statement", "unreadable", en=error.en, zh=error.zh), {}
    findings = Findings(statement.kind, lines.issuer)
    check_signatures(note, lines.issuer, trust, findings)
    _check_content(statement, lines, findings)
    _tell_issuer(lines, findings)
    _check_log(statement, lines, trust, findings)
    _CHECKS.get(statement.kind, _nothing)(statement.body, findings)
    return findings, statement.body


def _check_content(statement: Statement, lines: SignedLines, findings: Findings) -> None:
    if statement.kind != lines.kind:
        findings.fail("issuer_differs", field="kind")
    try:
        digest = digest_of(statement.body)
    except BadInput:
        digest = ""
    if digest != lines.digest:
        findings.fail("content_differs")


def _tell_issuer(lines: SignedLines, findings: Findings) -> None:
    own = [signer for signer in findings.signers if signer.role == "issuer"]
    if own:
        code = "statement_signed" if any(signer.trusted for signer in own) else "statement_signed_by_somebody"
        findings.prove(code, name=lines.issuer, kind=lines.kind)
        findings.since = lines.at if code == "statement_signed" else None
    findings.leave_open("own_clock", at=f"{lines.at:%Y-%m-%d %H:%M:%S} UTC")


def _check_log(statement: Statement, lines: SignedLines, trust: Trust, findings: Findings) -> None:
    """Hold the enclosed head of the log against the line that was signed. It may be another office's log."""
    if statement.checkpoint is None:
        if lines.log is None:
            findings.leave_open("no_log")
        else:
            findings.fail("log_differs")
        return
    answer = verify(None, statement.checkpoint, trust)
    try:
        head = read_checkpoint(read_note(statement.checkpoint).text)
    except EvidenceError as error:
        findings.fail("log_failed", en=error.en, zh=error.zh)
        return
    if log_line(head) != lines.log:
        findings.fail("log_differs")
    findings.failures += answer.failures
    findings.not_proven += [reason for reason in answer.not_proven if reason.code != "own_clock"]
    findings.proven += [reason for reason in answer.proven if reason.code.startswith("witnessed")]
    findings.signers += [signer for signer in answer.signers if signer.role == "witness"]
    if answer.intact:
        findings.prove("log_position", name=head.origin, size=head.size)


def _tell_succession(body: Mapping[str, Any], findings: Findings) -> None:
    """Accept a change of keys only if all old and all new keys that sign notes have signed it."""
    signed = {signer.key for signer in findings.signers}
    notes = ("Ed25519", "ML-DSA-44")
    try:
        keys = [read_key(line) for field in ("retired", "successor") for line in body[field]]
    except (KeyError, TypeError, ValueError, AttributeError):
        keys = []
    needed = {key.key_id.hex() for key in keys if key.algorithm.title in notes and key.name == findings.subject}
    if len(needed) == 2 * len(notes) and needed <= signed:
        findings.prove("succession", name=findings.subject)
    else:
        findings.fail("succession_broken", name=findings.subject)


def _nothing(_body: Mapping[str, Any], _findings: Findings) -> None:
    """Other kinds are whole if they are as signed."""


_CHECKS = {"bulletin": tell_figures, "key-rotation": _tell_succession}
