"""A file of evidence and a proof or statement beside it in; whether the one speaks of the other out.

The file itself (a bundle) is checked elsewhere; here its digest is looked for in what was signed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingjian.errors import EvidenceError
from mingjian.ledger.proof_file import PROOF_HEAD, read_proof
from mingjian.ledger.statement import read_statement
from mingjian.ledger.statement_check import check_statement
from mingjian.ledger.trust import Trust
from mingjian.ledger.verification import Findings, Signer, Verification
from mingjian.ledger.verify import verify_proof_file
from mingjian.reasons import Reason

DIGEST_FIELDS = frozenset({"bundle", "capture", "bundle_digest", "manifest_digest", "digest", "sha-256"})
"""Names under which an act writes the digest of a file. A digest anywhere else proves nothing: a member of the public
may have put it into the text of a report that the log holds as well."""


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """What a check of the file itself has found: its digests (hex), what is broken, and its time stamp.

    `faults`: (where, sentence in English, in Chinese); `stamped_at`: UTC, None without a time stamp. `whole`: the reason
    that says it is whole; `signers`, `proven`, `not_proven`: what signatures inside of the file show.
    """

    kind: str
    digests: tuple[str, ...]
    faults: tuple[tuple[str, str, str], ...] = ()
    stamped_at: datetime | None = None
    stamped_by: str = ""
    stamp_trusted: bool = False
    whole: str = "file_whole"
    signers: tuple[Signer, ...] = ()
    proven: tuple[Reason, ...] = ()
    not_proven: tuple[Reason, ...] = ()


def attest(file: EvidenceFile, trust: Trust, beside: str | None = None) -> Verification:
    """Say what is proven of a file by itself and by the text `beside` it (a `.tlog-proof` or a statement).

    Without one that names the file's digest and is signed by a trusted key the best answer is "intact, signer unknown".
    """
    findings = Findings(file.kind, f"sha256:{file.digests[0]}", self_contained=True)
    for where, en, zh in file.faults:
        findings.fail("file_fault", where=where, en=en, zh=zh)
    if not file.faults:
        findings.prove(file.whole)
        findings.signers += file.signers
    findings.proven += file.proven
    _tell_stamp(file, findings)
    findings.not_proven += file.not_proven
    if beside is None and not file.signers:
        findings.leave_open("maker_unknown")
    elif beside is not None:
        _tell_beside(file, beside, trust, findings)
    return findings.close()


def _tell_stamp(file: EvidenceFile, findings: Findings) -> None:
    at = f"{file.stamped_at:%Y-%m-%d %H:%M:%S} UTC" if file.stamped_at else ""
    if file.stamped_at is None:
        findings.leave_open("no_stamp")
    elif file.stamp_trusted:
        findings.prove("stamped", authority=file.stamped_by, at=at)
        findings.since = file.stamped_at
    else:
        findings.leave_open("stamp_unknown", authority=file.stamped_by, at=at)


def _tell_beside(file: EvidenceFile, beside: str, trust: Trust, findings: Findings) -> None:
    answer = verify_proof_file(beside, trust) if beside.startswith(PROOF_HEAD) else check_statement(beside, trust)
    times = [at for at in (findings.since, answer.since) if at]
    findings.signers += answer.signers
    findings.proven += answer.proven
    findings.not_proven += answer.not_proven
    findings.failures += answer.failures
    findings.since = min(times, default=None)
    if not answer.failures and not any(text in file.digests for text in signed_digests(beside)):
        findings.failures.append(Reason("file_not_named", {"name": answer.subject}))
    elif answer.intact:
        findings.prove("file_named", name=answer.subject)


def signed_digests(beside: str) -> Iterator[str]:
    """Give the digests (hex) that a proof's entry, what was opened of it, or a statement's body names as such."""
    for value in _signed_values(beside):
        for text in _digests(value):
            yield text.removeprefix("sha256:").lower()


def _signed_values(beside: str) -> Iterable[Any]:
    try:
        if not beside.startswith(PROOF_HEAD):
            return [read_statement(beside).body]
        proof, _ = read_proof(beside)
        return [json.loads(proof.entry or b"null"), *(opening.content for opening in proof.openings.values())]
    except (EvidenceError, ValueError, RecursionError):
        return []


def _digests(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _digests(inner)
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if isinstance(inner, str) and name in DIGEST_FIELDS:
                yield inner
            else:
                yield from _digests(inner)
