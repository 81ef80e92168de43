"""Workbooks as they come from other hands: shared strings, days by their style, prefixes, and what is made to hurt."""

from __future__ import annotations

import tracemalloc
import zipfile
from datetime import date

import pytest

from mingjian.errors import BadInput
from mingjian.returns import category, open_file
from tests.returns.files import HEAD, checked, line

BOOK = '<workbook xmlns:r="r">{pr}<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
LINKS = (
    '<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="t/sharedStrings" Target="sharedStrings.xml"/>'
    '<Relationship Id="rId3" Type="t/styles" Target="styles.xml"/></Relationships>'
)
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '<numFmt numFmtId="171" formatCode="&quot;day&quot; 0"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)


def made(tmp_path, rows, strings=(), *, before="", pr="", styles=STYLES):
    """A workbook of raw XML; `rows` is what stands in the sheet, `strings` the contents of its shared strings."""
    path = tmp_path / "raw.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", BOOK.format(pr=pr))
        archive.writestr("xl/_rels/workbook.xml.rels", LINKS)
        archive.writestr("xl/styles.xml", styles)
        archive.writestr("xl/sharedStrings.xml", f"<sst>{''.join(f'<si>{one}</si>' for one in strings)}</sst>")
        archive.writestr("xl/worksheets/sheet1.xml", f"{before}<worksheet><sheetData>{rows}</sheetData></worksheet>")
    return path


def shared(*cells):
    return "<row>" + "".join(f'<c t="s"><v>{one}</v></c>' for one in cells) + "</row>"


def table(tmp_path, day, **more):
    """The headings and one row with shared strings, whose day is the cell `day`."""
    texts = [*HEAD, *line()]
    row = shared(*range(7, 14)).replace('<c t="s"><v>9</v></c>', day)
    return made(tmp_path, shared(*range(7)) + row, [f"<t>{one}</t>" for one in texts], **more)


@pytest.mark.parametrize("style", [1, 2])
def test_a_number_shown_as_a_day_is_a_day(tmp_path, style):
    [row] = checked(table(tmp_path, f'<c s="{style}"><v>46329</v></c>'))
    assert (row.problems, row.acted_on) == ([], date(2026, 11, 3))


def test_days_may_be_counted_from_1904(tmp_path):
    [row] = checked(table(tmp_path, '<c s="1"><v>44867</v></c>', pr='<workbookPr date1904="1"/>'))
    assert (row.problems, row.acted_on) == ([], date(2026, 11, 3))


@pytest.mark.parametrize("style", [0, 3, 99])
def test_a_number_that_is_shown_as_one_is_no_day(tmp_path, style):
    [row] = checked(table(tmp_path, f'<c s="{style}"><v>46329</v></c>'))
    assert row.problems == ["day_wrong"]


def test_strings_in_runs_are_put_together_and_their_reading_left_out(tmp_path):
    texts = [f"<t>{one}</t>" for one in [*HEAD, *line()]]
    texts[7] = "<r><t>u</t></r><r><t>17</t></r><rPh><t>ユー</t></rPh>"
    [row] = checked(made(tmp_path, shared(*range(7)) + shared(*range(7, 14)), texts))
    assert (row.shown, row.problems) == ("u17", [])


def test_names_with_a_prefix_are_read(tmp_path):
    path = table(tmp_path, '<c t="d"><v>2026-11-03</v></c>')
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = sheet.partition("<sheetData>")[2].partition("</sheetData>")[0].replace("</", "</x:")
    for name in ("row", "c", "v"):
        rows = rows.replace(f"<{name}>", f"<x:{name}>").replace(f"<{name} ", f"<x:{name} ")
    texts = [f"<t>{one}</t>" for one in [*HEAD, *line()]]
    [row] = checked(made(tmp_path, f'<x:g xmlns:x="x">{rows}</x:g>', texts))
    assert row.problems == []


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        (shared(0), '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'),
        (shared(99), ""),
        ("<row><c><v>1</row>", ""),
        (f'<row><c r="A1" x="{"y" * (3 << 20)}"><v>1</v></c></row>', ""),
        (f'<row><c t="inlineStr"><is><t>{"y" * 200_000}</t></is></c></row>', ""),
        ("<row><c", ""),
    ],
)
def test_what_is_made_to_hurt_is_refused_whole(tmp_path, rows, before):
    path = made(tmp_path, rows, ["<t>uid</t>"], before=before)
    for part in zipfile.ZipFile(path).infolist():  # none of these is caught as a bomb by its size
        assert part.file_size <= 200 * max(part.compress_size, 4096) or part.file_size > 1 << 20
    with pytest.raises(BadInput):
        open_file(path, category("accounts"))


def test_a_cell_far_to_the_right_takes_no_room(tmp_path):
    path = made(tmp_path, '<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>')
    with pytest.raises(BadInput, match="200 columns"):
        open_file(path, category("accounts"))


def test_a_row_beyond_the_most_is_refused(tmp_path):
    texts = [f"<t>{one}</t>" for one in [*HEAD, *line()]]
    path = made(tmp_path, shared(*range(7)) + shared(*range(7, 14)).replace("<row>", '<row r="2000001">'), texts)
    with pytest.raises(BadInput, match="2,000,000"):
        checked(path)


def test_memory_does_not_grow_with_the_rows(tmp_path):
    texts = [f"<t>{one}</t>" for one in [*HEAD, *line()[1:]]]
    peaks = []
    for count in (500, 12_000):
        ids = [f"<t>u{number:09d}</t>" for number in range(count)]
        rows = "".join(shared(13 + number, *range(7, 13)) for number in range(count))
        path = made(tmp_path, shared(*range(7)) + rows, texts + ids)
        opened = open_file(path, category("accounts"))
        tracemalloc.start()
        assert sum(1 for _ in opened.lines()) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 1_000_000
