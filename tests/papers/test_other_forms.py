"""The same document as DOCX and as a page."""

from __future__ import annotations

import io
import re
from html import unescape

import pytest
from docx import Document
from docx.shared import Emu

from mingjian.law.documents import documents
from mingjian.papers import compose
from mingjian.papers.blocks import Paper, Para
from mingjian.papers.specimen import specimen, specimen_number
from mingjian.papers.web_page import web_page
from mingjian.papers.word_file import word_file
from tests.papers.plain import plain


def _words(content: bytes) -> str:
    file = Document(io.BytesIO(content))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    foot = [line.text for line in file.sections[0].footer.paragraphs]
    return plain("".join([*(line.text for line in file.paragraphs), *cells, *foot]))


@pytest.mark.parametrize("kind", sorted(documents()))
def test_every_word_is_in_the_docx_and_on_the_page(kind):
    paper = compose(kind, specimen(kind), number=specimen_number(kind))
    docx = _words(word_file(paper))
    page = plain(unescape(re.sub(r"<[^>]+>", "", web_page(paper))))
    for text in paper.texts():
        for line in text.split("\n"):
            assert plain(line) in docx, line
            assert plain(line) in page, line


def test_the_docx_has_the_margins_of_the_standard():
    section = Document(io.BytesIO(word_file(compose("penalty_notice", {})))).sections[0]
    found = [
        round(side.mm) for side in (section.page_width, section.page_height, section.top_margin, section.left_margin)
    ]
    assert found == [210, 297, 37, 28]
    assert round(Emu(section.page_width - section.left_margin - section.right_margin).mm) == 156


def test_hostile_text_is_text():
    paper = Paper("x", "机关", "标题<b>", (Para('<script>alert("x")</script>\x00\x0b\ud800完'),))
    page = web_page(paper)
    assert "<script>" not in page
    assert "<b>" not in page
    assert plain('<script>alert("x")</script>完') in _words(word_file(paper))
