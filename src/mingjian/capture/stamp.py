"""RFC 3161 time stamps: a manifest in, a token out; and a token judged against the authorities one trusts."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from asn1crypto import cms, tsp
from cryptography import x509
from rfc3161_client import (
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client.base import HashAlgorithm

from mingjian.errors import EvidenceError


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp: the whole answer of the authority (DER), the time it names (UTC), who signed it."""

    token: bytes
    at: datetime
    authority: str


class Authority(Protocol):
    """Somebody who confirms that bytes existed at a time."""

    def stamp(self, content: bytes) -> Stamp:
        """Have `content` stamped.

        Raises: EvidenceError, if the authority does not answer or refuses.
        """


class HttpAuthority:
    """An authority behind an HTTP address."""

    def __init__(self, url: str, seconds: float = 10.0) -> None:
        self.url, self.seconds = url, seconds

    def stamp(self, content: bytes) -> Stamp:
        """Have `content` stamped. Raises: EvidenceError."""
        request = request_for(content)
        return _read(self.answer(request.as_bytes()), content, request.nonce)

    def answer(self, request: bytes) -> bytes:
        """Pass a request on (DER in, DER out). Raises: EvidenceError."""
        return _ask_http(self.url, request, self.seconds)


class LocalAuthority:
    """An authority on this machine by `openssl ts`, for tests and the demo; `folder` holds its keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def stamp(self, content: bytes) -> Stamp:
        """Have `content` stamped. Raises: EvidenceError."""
        request = request_for(content)
        return _read(self.answer(request.as_bytes()), content, request.nonce)

    def answer(self, request: bytes) -> bytes:
        """Answer a request as an authority does (DER in, DER out). Raises: EvidenceError."""
        tool = shutil.which("openssl")
        if tool is None:
            raise EvidenceError("openssl is not installed; install it", "未安装 openssl，无法加盖时间戳")
        with tempfile.TemporaryDirectory() as place:
            asked, answered = Path(place, "query.tsq"), Path(place, "answer.tsr")
            asked.write_bytes(request)
            command = [tool, "ts", "-reply", "-config", str(self.folder / "tsa.cnf"), "-section", "tsa"]
            command += ["-queryfile", str(asked), "-out", str(answered)]
            with (self.folder / "serial.lock").open("a") as turn:  # openssl counts in a file: one at a time
                fcntl.flock(turn, fcntl.LOCK_EX)
                run = subprocess.run(command, capture_output=True, cwd=self.folder, timeout=30, check=False)  # noqa: S603
            if run.returncode or not answered.exists():
                detail = run.stderr.decode(errors="replace").strip()[-200:]
                raise EvidenceError(f"openssl ts failed: {detail}", f"openssl ts 失败：{detail}")
            return answered.read_bytes()


def request_for(content: bytes) -> TimeStampRequest:
    """Give the request for a time stamp on `content`: SHA-256, with a nonce, asking for the certificate."""
    builder = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build()


def _ask_http(url: str, request: bytes, seconds: float) -> bytes:
    if not url.startswith(("http://", "https://")):
        raise EvidenceError(f"{url}: not an http address of an authority", f"{url}：不是时间戳机构的网址")
    ask = urllib.request.Request(url, request, {"Content-Type": "application/timestamp-query"})  # noqa: S310
    try:
        with urllib.request.urlopen(ask, timeout=seconds) as answer:  # noqa: S310
            content: bytes = answer.read(1 << 20)
            return content
    except (OSError, urllib.error.URLError, ValueError) as fault:
        raise EvidenceError(f"the time-stamp authority {url} does not answer", f"时间戳机构 {url} 没有应答") from fault


def _read(answer: bytes, content: bytes, nonce: int | None = None) -> Stamp:
    response = _decode(answer)
    if response.status not in (0, 1):
        raise EvidenceError("the time-stamp authority refused", "时间戳机构拒绝加盖")
    if response.tst_info.message_imprint.message != hashlib.sha256(content).digest():
        raise EvidenceError("the time stamp is for something else", "时间戳所针对的内容不符")
    if nonce is not None and response.tst_info.nonce != nonce:
        raise EvidenceError("the time stamp answers another request", "时间戳应答与请求不符")
    return Stamp(answer, response.tst_info.gen_time.astimezone(UTC), _signer(answer))


def _decode(token: bytes) -> TimeStampResponse:
    try:
        return decode_timestamp_response(token)
    except ValueError:
        try:
            return decode_timestamp_response(_sorted(token))
        except (ValueError, TypeError, KeyError) as fault:
            raise EvidenceError("the time stamp cannot be read", "时间戳无法读取") from fault


def _sorted(token: bytes) -> bytes:
    """Give the token with its certificates in DER order, which rfc3161-client insists on and some authorities ignore.

    The certificates stand outside of what is signed, so the signature is as good as before.
    """
    response = tsp.TimeStampResp.load(token)
    signed: cms.SignedData = response["time_stamp_token"]["content"]
    ordered = sorted((certificate.dump() for certificate in signed["certificates"]), key=bytes)
    signed["certificates"] = cms.CertificateSet([cms.CertificateChoices.load(der) for der in ordered])
    dumped: bytes = response.dump(force=True)
    return dumped


def _signer(token: bytes) -> str:
    try:
        signed = tsp.TimeStampResp.load(token)["time_stamp_token"]["content"]
        serial = signed["signer_infos"][0]["sid"].chosen["serial_number"].native
        for choice in signed["certificates"]:
            if choice.chosen.serial_number == serial:
                return str(choice.chosen.subject.human_friendly)
    except (ValueError, TypeError, KeyError, AttributeError):
        return ""
    return ""


def check_stamp(token: bytes, content: bytes, trusted: Sequence[x509.Certificate] = ()) -> tuple[Stamp, bool]:
    """Read a token and say whether it is signed by an authority under one of the `trusted` root certificates.

    Without a trusted root nothing is said about the signature: the signer is unknown.
    Raises: EvidenceError, if the token is damaged, stamps something else, or its signature by a trusted root is wrong.
    """
    stamp = _read(token, content)
    for root in trusted:
        verifier = VerifierBuilder().add_root_certificate(root).build()
        try:
            if verifier.verify_message(_decode(token), content):
                return stamp, True
        except VerificationError:
            continue
    return stamp, False
