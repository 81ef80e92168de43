"""Documents as PDF: what was meant is what is there to be read."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest
import typst
from pypdf import PdfReader

from mingjian.errors import BadInput
from mingjian.law.documents import documents
from mingjian.papers import asked_for, compose, set_pdf, set_pictures
from mingjian.papers.blocks import Paper, Para, Table
from mingjian.papers.specimen import specimen, specimen_number
from mingjian.papers.typefaces import ROLES
from mingjian.papers.typefaces import faces as look_up
from tests.papers.plain import plain, text_of

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
CODE, ADDRESS = "7Q4M-K2XP", "https://wangxin.example.test/verify/7Q4MK2XP/"


@pytest.mark.parametrize("kind", sorted(documents()))
def test_every_word_of_a_document_can_be_read_in_its_pdf(kind):
    paper = compose(kind, specimen(kind), number=specimen_number(kind), code=CODE, address=ADDRESS)
    made = set_pdf(paper, at=AT)
    assert made.lacking == (), "a font is missing: apt install fonts-noto-cjk"
    read = text_of(made.pdf)
    for text in paper.texts():
        if text == paper.foot:
            continue  # it stands between the pages
        assert all(plain(line) in read for line in text.split("\n")) or _across_pages(text, read), text
    assert CODE in read


def _across_pages(text: str, read: str) -> bool:
    """Whether a text stands there with a page's foot in between."""
    line = plain(text)
    return any(line[:cut] in read and line[cut:] in read for cut in range(2, len(line) - 1))


def test_it_is_pdf_a_of_the_right_size():
    pdf = set_pdf(compose("penalty_notice", specimen("penalty_notice")), at=AT).pdf
    reader = PdfReader(io.BytesIO(pdf))
    assert b"pdfaid:part" in pdf
    assert b"pdfaid:conformance" in pdf
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert (round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) == (210, 297)
    assert reader.metadata.title == "行政处罚意见告知书"


def test_the_same_document_gives_the_same_bytes():
    paper = compose("hearing_notice", specimen("hearing_notice"))
    assert set_pdf(paper, at=AT).pdf == set_pdf(paper, at=AT).pdf


def _one(text: str, **more: object) -> Paper:
    return Paper("hearing_notice", "机关", "标题", (Para(text),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        '#eval("1+1") #image("/etc/passwd") $x^2$ *粗* _斜_ `代码` \\ \\\\ <label> @ref // 注释 /* 注 */',
        '#{panic()} #include "a.typ" ] [ ) ( } {',
        "喆祎𠮷龘犇㛃",
        "<script>alert(1)</script>&amp;",
        "= 标题\n- 列表\n+ 列表",
        "'; DROP TABLE cases; --",
    ],
)
def test_hostile_text_comes_out_as_text(text):
    made = set_pdf(_one(text), at=AT)
    assert plain(text) in text_of(made.pdf)


def test_a_word_without_end_stays_on_the_page_and_is_whole():
    word = "https://example.test/" + "a1b2c3d4" * 120
    pdf = set_pdf(
        Paper("x", "机关", "标题", (Para(word), Table(("甲", "乙"), ((word[:400], "ab" * 32),), (1, 1)))), at=AT
    ).pdf
    assert word in text_of(pdf)
    assert text_of(pdf).count(word[:400]) == 2
    for page in PdfReader(io.BytesIO(pdf)).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, _font, _size: _inside(text, cm, tm))


def _inside(text: str, page: list[float], line: list[float]) -> None:
    if text.strip():
        assert 28 / 25.4 * 72 - 1 <= page[4] + page[0] * line[4] <= (210 - 26) / 25.4 * 72 + 1


def test_characters_that_turn_or_hide_text_are_shown_by_their_codes():
    made = set_pdf(_one("付款\u202e\u200b\x00\ue000完"), at=AT)
    assert plain("付款〔U+202E〕〔U+200B〕〔U+0000〕〔U+E000〕完") in text_of(made.pdf)
    assert made.lacking == ()


def test_a_character_that_no_font_has_is_told_and_shown_by_its_code():
    made = set_pdf(_one("姓名\U000323af"), at=AT)
    assert made.lacking == ("\U000323af",)
    assert plain("姓名〔U+323AF〕") in text_of(made.pdf)


def test_the_faces_are_families_that_are_there():
    there = {family.casefold() for family in typst.Fonts().families()}
    found = look_up()
    assert set(found.families) == set(ROLES)
    for families in found.families.values():
        assert families
        assert {family.casefold() for family in families} <= there


def test_the_character_tables_agree_with_typst():
    """What `lacking` says is what typst would refuse."""
    found = look_up()
    refused = "\U000323af"
    assert found.lacking(["中文ABC，。〔〕喆"]) == ()
    assert found.lacking([refused]) == (refused,)
    source = "#set text(font: json(bytes(sys.inputs.f)), fallback: false)\n#sys.inputs.t"
    inputs = {"f": json.dumps(list(found.families["body"])), "t": refused}
    with pytest.raises(typst.TypstError, match="could not be displayed"):
        typst.compile(source.encode(), format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], font_paths=found.fonts)


def test_without_a_chinese_font_the_mend_is_named(monkeypatch):
    bare = typst.Fonts(include_system_fonts=False)
    monkeypatch.setattr("typst.Fonts", lambda **_: bare)
    with pytest.raises(BadInput, match="fonts-noto-cjk") as refused:
        look_up.__wrapped__()
    assert "未安装中文字体" in refused.value.zh


def test_a_chosen_font_that_is_not_there_is_refused():
    with pytest.raises(BadInput, match="No Such Font"):
        look_up(chosen=(("body", "No Such Font"),))


def test_a_chosen_font_comes_first():
    assert look_up(chosen=(("body", "Noto Sans CJK SC"),)).families["body"][0] == "Noto Sans CJK SC"


def test_pages_as_pictures():
    pages = set_pictures(compose("penalty_decision", specimen("penalty_decision")), dots=40)
    assert len(pages) >= 3
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_ten_thousand_characters_and_three_hundred_rows():
    rows = tuple((str(number), "证据" * 8, "ab" * 32) for number in range(300))
    pdf = set_pdf(
        Paper("x", "机关", "标题", (Para("法" * 10_000), Table(("一", "二", "三"), rows, (1, 3, 4)))), at=AT
    ).pdf
    assert len(PdfReader(io.BytesIO(pdf)).pages) > 20


def test_the_settings_name_faces():
    assert (
        asked_for({"MINGJIAN_FONTS": "body=Noto Sans CJK SC; kai=Noto Serif CJK SC"}).families["body"][0]
        == "Noto Sans CJK SC"
    )
    with pytest.raises(BadInput, match="the faces are title, body"):
        asked_for({"MINGJIAN_FONTS": "corpus=Noto Sans CJK SC"})
    assert asked_for({"MINGJIAN_FONT_FOLDERS": "/nonexistent"}).families["body"]
