"""A sealed document (PDF) by itself in; what its seal, its time stamp and its own data prove out."""

from __future__ import annotations

import hashlib

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from mingjian.ledger.attestation import EvidenceFile, attest
from mingjian.ledger.trust import Trust
from mingjian.ledger.verification import Signer, Verification
from mingjian.papers.signing import PdfSignature, check_pdf, facts_of
from mingjian.reasons import Reason

KIND = "document"
_CHANGED = (
    "the document",
    "it was changed after it was sealed, or something was appended",
    "签章之后被改动，或者附加了内容",
)
_UNSIGNED = ("the document", "it bears no seal", "没有签章")


def verify_pdf(pdf: bytes, trust: Trust, beside: str | None = None) -> Verification:
    """Check a sealed document against the seals and authorities one trusts, and against a proof that names its digest.

    Genuine only under a trusted root of the seal (or a trusted proof); a document without a seal fails.
    Raises: EvidenceError, if it cannot be read as a PDF.
    """
    der = Encoding.DER
    found = check_pdf(
        pdf, [one.public_bytes(der) for one in trust.seals], [one.public_bytes(der) for one in trust.authorities]
    )
    return attest(_file(pdf, found, trust), trust, beside)


def _file(pdf: bytes, found: PdfSignature | None, trust: Trust) -> EvidenceFile:
    digest = hashlib.sha256(pdf).hexdigest()
    if found is None or not found.intact:
        return EvidenceFile(KIND, (digest,), (_UNSIGNED if found is None else _CHANGED,))
    name = found.signer or "-"
    about = facts_of(pdf)
    proven = [Reason("pdf_sealed" if found.trusted else "pdf_sealed_by_somebody", {"name": name})]
    if "title" in about:
        proven.append(Reason("pdf_named" if "number" in about else "pdf_titled", about))
    left = [] if found.trusted else [Reason("seal_unknown", {"name": name})]
    if "code" in about:
        left.append(Reason("pdf_in_force", {"code": about["code"]}))
    forged = not found.trusted and any(_holder(root) == name for root in trust.seals)
    return EvidenceFile(
        KIND,
        (digest,),
        (("the seal", *_another(name)),) if forged else (),
        stamped_at=found.stamped_at,
        stamped_by=found.stamped_by,
        stamp_trusted=found.stamp_trusted,
        whole="pdf_whole",
        signers=(Signer(name, found.key[:16], f"PAdES, {found.algorithm}", "issuer", found.trusted, found.stamped_at),),
        proven=tuple(proven),
        not_proven=tuple(left),
    )


def _another(name: str) -> tuple[str, str]:
    en = f"it is in the name of {name}, but not under the root of its seal that is trusted: forged, or the seal has changed"
    zh = f"以 {name} 名义签章，但不在其可信的签章根证书之下：系伪造，或者其签章已更换"
    return en, zh


def _holder(root: x509.Certificate) -> str:
    """Whose seals a root issues: the name in it without the word at its end."""
    named = root.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(named[0].value).removesuffix(" root") if named else ""
