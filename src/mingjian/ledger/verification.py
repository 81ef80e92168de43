"""What a check has found, as values: what is proven, by whom, since when, what is not, and what is broken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from mingjian.reasons import Reason

Verdict = Literal["genuine", "intact", "unchecked", "failed"]
"""`genuine`: whole, and signed by a trusted key of the very name it claims. `intact`: whole, signer unknown.
`unchecked`: nothing could be held against any key. `failed`: something does not fit; `failures` says what."""

Role = Literal["issuer", "witness", "other"]


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature that was checked and is good. `trusted`: with a key that the reader trusts; `at`: UTC."""

    name: str
    key: str
    algorithm: str
    role: Role
    trusted: bool
    at: datetime | None = None
    after_quantum: bool = False


@dataclass(frozen=True, slots=True)
class Verification:
    """The answer of a check.

    `since`: the time (UTC) at which the content existed at the latest, as a trusted witness or time stamp says; failing
    these the word of a trusted signer (`not_proven` then has `own_clock`); None if nobody trusted says so.
    """

    kind: str
    verdict: Verdict
    subject: str = ""
    signers: tuple[Signer, ...] = ()
    since: datetime | None = None
    proven: tuple[Reason, ...] = ()
    not_proven: tuple[Reason, ...] = ()
    failures: tuple[Reason, ...] = ()

    @property
    def intact(self) -> bool:
        """Whether nothing is broken and something was checked (the exit status of `verify`)."""
        return self.verdict in ("genuine", "intact")


@dataclass(slots=True)
class Findings:
    """A verification in the making; `close` draws the verdict. `self_contained`: it was checked without any key."""

    kind: str
    subject: str = ""
    signers: list[Signer] = field(default_factory=list)
    proven: list[Reason] = field(default_factory=list)
    not_proven: list[Reason] = field(default_factory=list)
    failures: list[Reason] = field(default_factory=list)
    since: datetime | None = None
    self_contained: bool = False

    def prove(self, code: str, **params: str | int) -> None:
        """Add what is proven."""
        self.proven.append(Reason(code, params))

    def leave_open(self, code: str, **params: str | int) -> None:
        """Add what is not proven."""
        self.not_proven.append(Reason(code, params))

    def fail(self, code: str, **params: str | int) -> None:
        """Add what is broken."""
        self.failures.append(Reason(code, params))

    def close(self) -> Verification:
        """Draw the verdict: any failure fails, only a trusted issuer makes it genuine."""
        return Verification(
            self.kind,
            self._verdict(),
            self.subject,
            tuple(self.signers),
            None if self.failures else self.since,
            _once(self.proven),
            _once(self.not_proven),
            _once(self.failures),
        )

    def _verdict(self) -> Verdict:
        if self.failures:
            return "failed"
        issuers = [signer for signer in self.signers if signer.role == "issuer"]
        if any(signer.trusted for signer in issuers):
            return "genuine"
        return "intact" if issuers or self.self_contained else "unchecked"


def failed(kind: str, code: str, **params: str | int) -> Verification:
    """Give the answer for something that cannot even be read."""
    return Verification(kind, "failed", failures=(Reason(code, params),))


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    seen: list[Reason] = []
    for reason in reasons:
        if reason not in seen:
            seen.append(reason)
    return tuple(seen)
