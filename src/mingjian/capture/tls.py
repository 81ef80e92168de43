"""Secure connections: a verified try first, an unverified one if the certificate or the server is bad, and the facts.

A hijacked or neglected site often has a bad certificate; the page is still evidence, and the fault is a fact beside it.
"""

from __future__ import annotations

import ssl
from functools import lru_cache
from typing import Any

from mingjian.capture.visit import Tls

# OpenSSL's verify codes. Source: x509_vfy.h
_FAULTS = {
    9: "not_yet_valid",
    10: "expired",
    18: "self_signed",
    19: "unknown_issuer",
    20: "unknown_issuer",
    21: "unknown_issuer",
    23: "revoked",
    62: "wrong_host",
    64: "wrong_host",
}
_OP_LEGACY_SERVER_CONNECT = 0x4


class Trust:
    """Which authorities are trusted: the system's, or those of the PEM text in `authorities`."""

    def __init__(self, authorities: str | None = None) -> None:
        self.strict = ssl.create_default_context(cadata=authorities)
        self.lax = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.lax.check_hostname = False
        self.lax.verify_mode = ssl.CERT_NONE
        self.lax.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        self.lax.set_ciphers("ALL:@SECLEVEL=0")
        self.lax.options |= _OP_LEGACY_SERVER_CONNECT
        for context in (self.strict, self.lax):
            context.set_alpn_protocols(["http/1.1"])


@lru_cache(maxsize=1)
def system_trust() -> Trust:
    """Give the system's authorities, loaded once (20 ms)."""
    return Trust()


def fault_of(error: Exception) -> str:
    """Give one word for why the verified try failed: the fault of the certificate, or `handshake`."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return _FAULTS.get(error.verify_code, "untrusted")
    return "handshake"


def explain(error: Exception) -> str:
    """Give what the library says of a failed handshake, short."""
    reason = getattr(error, "reason", None) or str(error) or type(error).__name__
    return str(reason)[:120].replace("_", " ").lower()


def facts(connection: ssl.SSLObject | None, fault: str | None) -> Tls | None:
    """Give the facts of an open secure connection, with the certificates as the server sent them."""
    if connection is None:
        return None
    cipher = connection.cipher()
    if fault == "handshake" and connection.version() in ("TLSv1", "TLSv1.1", "SSLv3"):
        fault = "outdated"
    return Tls(connection.version() or "", cipher[0] if cipher else "", _certificates(connection), fault)


def _certificates(connection: ssl.SSLObject) -> tuple[bytes, ...]:
    leaf = connection.getpeercert(binary_form=True)
    inner: Any = getattr(connection, "_sslobj", None)
    if inner is not None and hasattr(inner, "get_unverified_chain"):  # public only from Python 3.13 on
        chain = inner.get_unverified_chain() or ()
        return tuple(ssl.PEM_cert_to_DER_cert(certificate.public_bytes()) for certificate in chain)
    return (leaf,) if leaf else ()
