"""A document of blocks in, PDF/A or pictures of its pages out, by typst. The text goes in as JSON, never as source."""

from __future__ import annotations

import io
import json
import threading
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import segno

from mingjian.errors import BadInput
from mingjian.papers.blocks import Paper
from mingjian.papers.typefaces import Faces, faces

if TYPE_CHECKING:
    import typst

_SHEET = Path(__file__).with_name("sheet.typ")
_STANDARD = ["a-2b"]
_LOCK = threading.Lock()  # one compiler a process; typst itself uses all cores
_WORDS = {
    "zh": {"check": "文书核验码", "seal": "（印章）"},
    "en": {"check": "Code of this document", "seal": "(seal)"},
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A PDF, and the characters that no installed font has: each stands in the PDF as its code, 〔U+2CEBA〕."""

    pdf: bytes
    lacking: tuple[str, ...] = ()


def set_pdf(paper: Paper, *, at: datetime, found: Faces | None = None) -> Rendered:
    """Set a document as PDF/A-2b; the same document and moment give the same bytes.

    Raises: BadInput, if no Chinese font is installed.
    """
    found = found or faces()
    values, lacking = _inputs(paper, found)
    pdf = _compile(values, found, format="pdf", pdf_standards=_STANDARD, timestamp=int(at.astimezone(UTC).timestamp()))
    return Rendered(pdf if isinstance(pdf, bytes) else b"".join(pdf), lacking)


def set_pictures(paper: Paper, *, found: Faces | None = None, dots: float = 80) -> list[bytes]:
    """Set a document as PNG pictures, one a page, `dots` per inch. Raises: BadInput, as `set_pdf`."""
    found = found or faces()
    pages = _compile(_inputs(paper, found)[0], found, format="png", ppi=dots)
    return [pages] if isinstance(pages, bytes) else list(pages)


def _inputs(paper: Paper, found: Faces) -> tuple[dict[str, Any], tuple[str, ...]]:
    odd = tuple(dict.fromkeys(sign for text in paper.texts() for sign in text if _unprintable(sign)))
    lacking = found.lacking(paper.texts())
    swap = {ord(sign): f"〔U+{ord(sign):04X}〕" for sign in (*odd, *lacking)}
    values = _swapped(paper.to_json(), swap)
    values["faces"] = {role: list(families) for role, families in found.families.items()}
    values["words"] = _WORDS["zh" if paper.language == "zh" else "en"]
    values["qr"] = _qr(paper.address) if paper.code else ""
    return values, tuple(sign for sign in lacking if sign not in odd)


def _unprintable(sign: str) -> bool:
    """Whether a character would turn, hide or break the text: controls, directions, private ones."""
    return unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and sign not in "\n\t\r"


def _swapped(value: Any, swap: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(swap).replace("\t", " ").replace("\r", "")
    if isinstance(value, dict):
        return {key: _swapped(item, swap) for key, item in value.items()}
    return [_swapped(item, swap) for item in value] if isinstance(value, list | tuple) else value


def _qr(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


@cache
def _compiler(found_id: int, fonts: typst.Fonts) -> typst.Compiler:  # noqa: ARG001 - the id is the key of the cache
    import typst  # noqa: PLC0415 - heavy to load, needed seldom

    return typst.Compiler(str(_SHEET), font_paths=fonts)


def _compile(values: dict[str, Any], found: Faces, **options: Any) -> bytes | list[bytes]:
    import typst  # noqa: PLC0415 - heavy to load, needed seldom

    written = json.dumps(values, ensure_ascii=False)
    with _LOCK:
        try:
            made = _compiler(id(found.fonts), found.fonts).compile(
                input=str(_SHEET), sys_inputs={"paper": written}, **options
            )
        except typst.TypstError as error:
            raise BadInput(
                f"The document cannot be set: {error.message}.", f"文书无法排版：{error.message}。"
            ) from error
    if made is None:
        raise BadInput("The document cannot be set: nothing came out.", "文书无法排版：没有输出。")
    return made
