"""A visit in, its facts out as JSON values: where it stands, how it is secured, who runs it."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import mmh3
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from mingjian.capture.compare import document_of, visible_text
from mingjian.capture.fingerprint import fingerprint
from mingjian.capture.traces import traces
from mingjian.capture.visit import Visit
from mingjian.capture.warc import instant


def facts_of(visits: Sequence[Visit]) -> dict[str, Any]:
    """Gather the facts of the visits to one service: for each view server, addresses, certificate, page and traces.

    Every group names its `source` and the time it was seen (UTC).
    """
    return {"views": {visit.view: view_facts(visit) for visit in visits}}


def view_facts(visit: Visit) -> dict[str, Any]:
    """Give the facts of one visit."""
    last = visit.hops[-1] if visit.hops else None
    found: dict[str, Any] = {"seen_at": instant(visit.finished_at), "final_url": visit.final_url}
    if last is not None:
        found["connection"] = {
            "source": "connection",
            "address": last.address,
            "refused": list(last.refused),
            "server": visit.header("server"),
            "powered_by": visit.header("x-powered-by"),
            "oddities": sorted({name for hop in visit.hops for name in hop.oddities}),
        }
    if last is not None and last.tls is not None and last.tls.certificates:
        certificate = certificate_facts(last.tls.certificates[0], at=last.started_at)
        found["certificate"] = {"source": "tls", "fault": last.tls.fault, "version": last.tls.version, **certificate}
    if visit.body and visit.media_type in (None, "text/html", "application/xhtml+xml", "text/plain"):
        found["page"] = {"source": "page", **page_facts(visit)}
    return found


def page_facts(visit: Visit) -> dict[str, Any]:
    """Give what the page tells: title, charset, fingerprints, filing numbers, contacts, analytics accounts."""
    document = document_of(visit)
    seen = traces(visit.body, document.text)
    return {
        "title": document.title,
        "charset": document.charset,
        "fingerprint": asdict(fingerprint(visit.body, visible_text(document))),
        "filings": list(seen.filings),
        "police_filings": list(seen.police),
        "contacts": [list(pair) for pair in seen.contacts],
        "analytics": [list(pair) for pair in seen.analytics],
    }


def certificate_facts(der: bytes, *, at: datetime) -> Mapping[str, Any]:
    """Give names, issuer, validity (days left counted from `at`) and fingerprint of a certificate."""
    digest = base64.b16encode(_sha256(der)).decode().lower()
    try:
        certificate = x509.load_der_x509_certificate(der)
        until = certificate.not_valid_after_utc
        return {
            "sha256": digest,
            "subject": certificate.subject.rfc4514_string(),
            "issuer": certificate.issuer.rfc4514_string(),
            "names": _names(certificate),
            "not_before": instant(certificate.not_valid_before_utc),
            "not_after": instant(until),
            "days_left": (until - at).days,
        }
    except ValueError as fault:  # a certificate only has to satisfy the server that made it
        return {"sha256": digest, "unreadable": str(fault)[:200]}


def _sha256(content: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(content)
    return digest.finalize()


def _names(certificate: x509.Certificate) -> list[str]:
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    return sorted(names.get_values_for_type(x509.DNSName))[:200]


def favicon_hash(content: bytes) -> int:
    """Give the hash by which search engines for devices know a favicon: MurmurHash3 of its base64 lines, signed."""
    return int(mmh3.hash(base64.encodebytes(content)))
