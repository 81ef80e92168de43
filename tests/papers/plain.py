"""Text of a PDF without anything that depends on lines and pages."""

from __future__ import annotations

import io
import re
import unicodedata

from pypdf import PdfReader


def plain(text: str) -> str:
    """Without white space, and with compatibility forms folded."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def text_of(pdf: bytes) -> str:
    """The text of all pages, without page numbers and what stands between two pages."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return plain("".join(re.sub(r"—\s*\d+\s*—\s*$", "", page.strip()) for page in pages))
