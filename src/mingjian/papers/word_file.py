"""A document of blocks in, a DOCX that can be edited out, by python-docx: the same sheet as the PDF, in Word's own fonts."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from mingjian.papers.blocks import (
    Addressee,
    Break,
    Cell,
    Closing,
    Form,
    Heading,
    Note,
    Pairs,
    Paper,
    Para,
    Signatures,
    Table,
    Talk,
)

_FONTS = {"title": "方正小标宋简体", "body": "仿宋", "heading": "黑体", "kai": "楷体", "number": "宋体"}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_AREA = 156  # millimetres
_SAFE = {code: None for code in range(32) if code not in (9, 10)} | dict.fromkeys((0xFFFE, 0xFFFF))


def word_file(paper: Paper) -> bytes:
    """Set a document as DOCX. The fonts are named, not embedded."""
    file: Any = Document()
    _page(file, paper)
    for line, face, size in ((paper.office, "title", 22), (paper.title, "title", 22), (paper.number, "body", 16)):
        if line:
            _write(file.add_paragraph(), line, face, size, align="center")
    for block in paper.blocks:
        _DRAW[type(block)](file, block)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _page(file: Any, paper: Paper) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    file.core_properties.title, file.core_properties.author = _clean(paper.title), _clean(paper.office)
    foot = section.footer
    if paper.foot:
        _write(foot.paragraphs[0], paper.foot, "body", 10.5, pitch=None)
    line = foot.add_paragraph() if paper.foot else foot.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(line, "— ", "number", 14)
    _page_number(_run(line, "", "number", 14))
    _run(line, " —", "number", 14)


def _page_number(run: Any) -> None:
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _clean(text: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(sign for sign in text.translate(_SAFE) if not 0xD800 <= ord(sign) <= 0xDFFF)


def _run(line: Any, text: str, face: str, size: float) -> Any:
    run = line.add_run(_clean(text))
    run.font.size, run.font.name = Pt(size), _FONTS[face]
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), _FONTS[face])
    return run


def _write(
    line: Any, text: str, face: str = "body", size: float = 16, *, align: str = "left", indent: bool = False,
    pitch: float | None = 29,
) -> None:  # fmt: skip
    line.alignment = _ALIGN[align]
    shape = line.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent = Pt(2 * size) if indent else None
    if pitch:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    _run(line, text, face, size)


def _heading(file: Any, block: Heading) -> None:
    _write(file.add_paragraph(), block.text, "heading" if block.level == 1 else "kai", indent=True)
    file.paragraphs[-1].paragraph_format.keep_with_next = True


def _pairs(file: Any, block: Pairs) -> None:
    for label, value in block.rows:
        _write(file.add_paragraph(), f"{label}：{value}")


def _talk(file: Any, block: Talk) -> None:
    _write(file.add_paragraph(), f"问：{block.asked}", indent=True)
    _write(file.add_paragraph(), f"答：{block.answered}", indent=True)


def _grid(file: Any, rows: int, columns: int) -> Any:
    table = file.add_table(rows=rows, cols=columns, style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    return table


def _fill(place: Any, cell: Cell) -> None:
    lines = cell.text.split("\n")
    for number, line in enumerate(lines):
        target = place.paragraphs[0] if number == 0 else place.add_paragraph()
        face, align = ("heading", "center") if cell.label else ("body", "left")
        _write(target, line, face, 12, align=align, pitch=20)
    if cell.tall:
        _write(place.add_paragraph(), "", size=12, pitch=20)
    if cell.low:
        _write(place.add_paragraph(), cell.low, size=12, align="right", pitch=20)


def _form(file: Any, block: Form) -> None:
    table = _grid(file, len(block.rows), 12)
    for number, row in enumerate(block.rows):
        at = 0
        for cell in row:
            place = table.cell(number, at).merge(table.cell(number, at + cell.span - 1))
            place.width = Mm(_AREA * cell.span / 12)
            _fill(place, cell)
            at += cell.span
    file.add_paragraph()


def _table(file: Any, block: Table) -> None:
    table = _grid(file, 1 + len(block.rows), len(block.head))
    fixed = 12 * block.widths.count(0)
    share = (_AREA - fixed) / max(sum(block.widths), 1)
    for at, width in enumerate(block.widths):
        table.columns[at].width = Mm(width * share or 12)
    for number, row in enumerate((block.head, *block.rows)):
        for at, text in enumerate(row):
            place = table.cell(number, at)
            place.width = Mm(block.widths[at] * share or 12)
            _fill(place, Cell(text, 1, label=number == 0))
    file.add_paragraph()


def _signatures(file: Any, block: Signatures) -> None:
    for at in range(0, len(block.rows), 2):
        pair = [f"{label}：{value or '＿' * 8}" for label, value in block.rows[at : at + 2]]
        _write(file.add_paragraph(), "　　".join(pair), size=14)


def _closing(file: Any, block: Closing) -> None:
    _write(file.add_paragraph(), "")
    for line in (block.office, block.day, "（印章）" if block.sealed else ""):
        if line:
            _write(file.add_paragraph(), f"{line}　　", align="right")


def _break(file: Any, _: Break) -> None:
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


_DRAW: dict[type, Callable[[Any, Any], None]] = {
    Addressee: lambda file, block: _write(file.add_paragraph(), f"{block.text}："),
    Heading: _heading,
    Para: lambda file, block: _write(file.add_paragraph(), block.text, align=block.align, indent=block.indent),
    Pairs: _pairs,
    Form: _form,
    Table: _table,
    Talk: _talk,
    Signatures: _signatures,
    Closing: _closing,
    Note: lambda file, block: _write(file.add_paragraph(), block.text, size=10.5, pitch=18),
    Break: _break,
}
