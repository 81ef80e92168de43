"""The file of a case bound: documents and evidence in; numbered through, indexed, listed and signed as one ZIP out."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingjian.errors import EvidenceError
from mingjian.ledger import OfficeKeys
from mingjian.ledger.case_file import seal_case_file
from mingjian.papers.authority import Answering
from mingjian.papers.composing import compose
from mingjian.papers.seal_keys import SealKeys
from mingjian.papers.typefaces import Faces
from mingjian.papers.typeset import set_pdf
from mingjian.papers.verifier.check import CASE, CERTIFICATE, canonical, certificate

INDEX = "index.pdf"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One part of the file: its name in the ZIP, what the index says of it, and its bytes. `pages`: 0 for no PDF.

    `absent`: it is named in the index alone, with a `remark` that says why.
    """

    name: str
    title: str
    content: bytes
    digest: str
    number: str = ""
    day: str = ""
    pages: int = 0
    remark: str = ""
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """The ZIP and the number of its pages, the index included."""

    content: bytes
    pages: int


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has. Raises: EvidenceError, if it cannot be read."""
    from pyhanko.pdf_utils.misc import PdfError  # noqa: PLC0415 - heavy to load, needed seldom
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 - heavy to load, needed seldom

    try:
        return int(PdfFileReader(io.BytesIO(pdf)).root["/Pages"]["/Count"])
    except (PdfError, KeyError, ValueError, TypeError, OSError) as fault:
        raise EvidenceError(f"a PDF of the file cannot be read: {fault}", f"卷内 PDF 无法读取：{fault}") from fault


def index_rows(parts: Sequence[Enclosed]) -> tuple[list[dict[str, Any]], int]:
    """The rows of the index with pages numbered through from 1, and the number of pages."""
    rows, page = [], 0
    for part in parts:
        pages = f"{page + 1}-{page + part.pages}" if part.pages > 1 else str(page + 1) if part.pages else "—"
        row = {"name": part.title, "number": part.number, "made_day": part.day, "pages": pages, "digest": part.digest}
        rows.append({**row, "remark": part.remark})
        page += part.pages
    return rows, page


def bind(
    case: Mapping[str, Any],
    parts: Sequence[Enclosed],
    about: Mapping[str, Any],
    *,
    keys: OfficeKeys,
    seal: SealKeys,
    at: datetime,
    authority: Answering | None,
    found: Faces,
) -> Bound:
    """Bind a case. `about` is the content of its index (office, case, party, retention, archivist, day).

    The ZIP holds `statement.json` (the signed list), `case.json`, `certificate.json`, `index.pdf` (signed), `documents/`
    and `evidence/`. Raises: BadInput, EvidenceError.
    """
    from mingjian.papers.signing import sign_pdf  # noqa: PLC0415 - heavy to load, needed seldom

    rows, pages = index_rows(parts)
    content = {**about, "parts": rows, "pages": pages}
    index = set_pdf(compose("file_index", content), at=at, found=found)
    signed = sign_pdf(index.pdf, seal, reason="卷内目录", authority=authority)
    files = {part.name: part.content for part in parts if not part.absent}
    files |= {CASE: canonical(case), CERTIFICATE: canonical(certificate(case)), INDEX: signed}
    facts = {"number": case["number"], "pages": pages}
    return Bound(seal_case_file(files, facts, keys, at=at), pages)
