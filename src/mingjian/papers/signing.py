"""A PDF in, the same PDF signed out (PAdES with a time stamp), by pyHanko; and a signed PDF checked.

The signature is appended: the bytes of the document stay the first bytes of the file, and PDF/A stays PDF/A.
"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mingjian.errors import EvidenceError
from mingjian.papers.authority import Answering
from mingjian.papers.seal_keys import SealKeys

FIELD = "Seal"
_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{1,5}){5}")
logging.getLogger("pyhanko.sign.validation").setLevel(logging.CRITICAL)  # an unknown signer is an answer here, no fault


class _Stamper(TimeStamper):
    def __init__(self, authority: Answering) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.authority = authority

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return tsp.TimeStampResp.load(self.authority.answer(req.dump()))


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """What the signature of a PDF proves.

    `intact`: not one bit changed since it was signed, and nothing was appended; `signer`: the name in the certificate;
    `trusted`: the certificate lies under a root one trusts; `stamped_at`: when the authority saw it (UTC), None without
    a stamp; `stamp_trusted`: the authority is trusted too, `stamped_by` its name. `key`: SHA-256 of the certificate (hex).
    """

    intact: bool
    signer: str
    trusted: bool
    stamped_at: datetime | None
    stamp_trusted: bool
    stamped_by: str = ""
    key: str = ""
    algorithm: str = ""


def sign_pdf(pdf: bytes, seal: SealKeys, *, reason: str, authority: Answering | None = None) -> bytes:
    """Sign a PDF with the office's seal. Without an authority it bears no time stamp.

    Raises: EvidenceError, if the authority does not answer or the PDF cannot be signed.
    """
    leaf, *others = (asn1_x509.Certificate.load(der) for der in seal.chain)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(others)
    signer = SimpleSigner(signing_cert=leaf, signing_key=asn1_keys.PrivateKeyInfo.load(seal.key), cert_registry=store)
    meta = PdfSignatureMetadata(
        field_name=FIELD, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, reason=reason, name=seal.holder
    )
    stamper = _Stamper(authority) if authority else None
    out = io.BytesIO()
    try:
        PdfSigner(meta, signer, timestamper=stamper).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=out)
    except (SigningError, PdfError, ValueError) as fault:  # ValueError: the authority's answer holds no stamp
        raise EvidenceError(f"the document cannot be signed: {fault}", f"文书无法签署：{fault}") from fault
    return out.getvalue()


def check_pdf(
    pdf: bytes, roots: Sequence[bytes] = (), authorities: Sequence[bytes] | None = None
) -> PdfSignature | None:
    """Check the office's signature of a PDF against certificates (DER) one trusts; None: it bears none.

    `roots` are trusted for seals, `authorities` for time stamps (None: the roots for both).
    Raises: EvidenceError, if the file cannot be read.
    """
    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not found:
            return None
        seals, stamps = (_context(some) for some in (roots, roots if authorities is None else authorities))
        status = validate_pdf_signature(found[-1], signer_validation_context=seals, ts_validation_context=stamps)
    except SignatureValidationError:
        return PdfSignature(False, "", False, None, False)
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RecursionError) as fault:
        raise EvidenceError(f"the PDF cannot be read: {fault}", f"PDF 无法读取：{fault}") from fault
    stamp = status.timestamp_validity
    covered = status.coverage is SignatureCoverageLevel.ENTIRE_FILE and len(found) == 1 and _tight(pdf, found[-1])
    whole = bool(status.intact and status.valid and covered)
    at = stamp.timestamp.astimezone(UTC) if stamp is not None and stamp.intact and stamp.valid else None
    return PdfSignature(
        whole,
        _name(status.signing_cert),
        bool(status.trusted),
        at,
        bool(at and stamp is not None and stamp.trusted),
        _name(stamp.signing_cert) if at and stamp is not None else "",
        hashlib.sha256(status.signing_cert.dump()).hexdigest(),
        status.signing_cert.public_key.algorithm.upper(),
    )


def facts_of(pdf: bytes) -> dict[str, str]:
    """What a document made here says of itself in its data: `title`, `number`, `code` of the check; what is not there is left out."""
    try:
        about = PdfFileReader(io.BytesIO(pdf)).trailer_view["/Info"]
        words = [word.strip() for word in str(about.get("/Keywords", "")).split(",") if word.strip()]
        found = {"title": str(about.get("/Title", ""))}
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return {}
    found["code"] = next((word for word in words if _CODE.fullmatch(word)), "")
    found["number"] = next((word for word in words if word != found["code"]), "")
    return {name: value[:200] for name, value in found.items() if value}


def _context(roots: Sequence[bytes]) -> ValidationContext:
    return ValidationContext(trust_roots=[asn1_x509.Certificate.load(der) for der in roots], allow_fetching=False)


def _name(certificate: asn1_x509.Certificate) -> str:
    return str(certificate.subject.native.get("common_name", ""))


def _tight(pdf: bytes, found: EmbeddedPdfSignature) -> bool:
    """Whether the hole that a signature leaves for itself holds its own digits, zeros behind them, and nothing else."""
    first, length, second, _ = found.byte_range
    hole, content = pdf[first + length : second], found.pkcs7_content
    end = _der_length(content)
    return hole == b"<" + content.hex().upper().encode() + b">" and not any(content[end:])


def _der_length(content: bytes) -> int:
    """The length of the DER value at the beginning, with its head."""
    if content[1] < 0x80:
        return 2 + content[1]
    more = content[1] & 0x7F
    return 2 + more + int.from_bytes(content[2 : 2 + more], "big")
