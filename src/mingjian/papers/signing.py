"""A PDF in, the same PDF signed out (PAdES with a time stamp), by pyHanko; and a signed PDF checked.

The signature is appended: the bytes of the document stay the first bytes of the file, and PDF/A stays PDF/A.
"""

from __future__ import annotations

import io
import logging
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
    a stamp; `stamp_trusted`: the authority is trusted too.
    """

    intact: bool
    signer: str
    trusted: bool
    stamped_at: datetime | None
    stamp_trusted: bool


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


def check_pdf(pdf: bytes, roots: Sequence[bytes] = ()) -> PdfSignature | None:
    """Check the office's signature of a PDF against certificates (DER) one trusts; None: it bears none.

    Raises: EvidenceError, if the file cannot be read.
    """
    try:
        found = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if not found:
            return None
        context = ValidationContext(
            trust_roots=[asn1_x509.Certificate.load(der) for der in roots], allow_fetching=False
        )
        status = validate_pdf_signature(found[-1], signer_validation_context=context, ts_validation_context=context)
    except SignatureValidationError:
        return PdfSignature(False, "", False, None, False)
    except (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, OSError, RecursionError) as fault:
        raise EvidenceError(f"the PDF cannot be read: {fault}", f"PDF 无法读取：{fault}") from fault
    stamp = status.timestamp_validity
    covered = status.coverage is SignatureCoverageLevel.ENTIRE_FILE and len(found) == 1 and _tight(pdf, found[-1])
    whole = bool(status.intact and status.valid and covered)
    at = stamp.timestamp.astimezone(UTC) if stamp is not None and stamp.intact and stamp.valid else None
    name = status.signing_cert.subject.native.get("common_name", "")
    return PdfSignature(whole, str(name), bool(status.trusted), at, bool(at and stamp is not None and stamp.trusted))


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
