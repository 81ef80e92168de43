"""Every kind of file that reporters send: what is read, what is marked row by row, what is refused whole."""

from __future__ import annotations

import zipfile
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.errors import BadInput
from mingjian.returns import category, open_file
from mingjian.returns.csv_file import encoding_of
from tests.returns.files import HEAD, checked, line, text


def put(tmp_path, content: bytes, name="a.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_spreadsheet_may_save_it_either_way(tmp_path, encoding, separator):
    path = put(tmp_path, text(line(), line("u2"), separator=separator).encode(encoding))
    rows = checked(path)
    assert [(row.row, row.shown, row.problems) for row in rows] == [(2, "u1", []), (3, "u2", [])]


def test_english_headings_and_codes_are_understood(tmp_path):
    head = ["Account ID", "measure", "day", "basis", "notice", "why not told", "redress", "name"]
    path = put(tmp_path, text([*line(notice="told"), "张三"], head=head).encode())
    assert open_file(path, category("accounts")).unread == ("name",)
    assert [row.problems for row in checked(path)] == [[]]


def test_a_line_in_another_encoding_is_marked_and_the_others_count(tmp_path):
    good, odd = text(line(), line("u3")).encode(), ",".join(line("u2")).encode("gbk") + b"\n"
    assert ["encoding_mixed" in row.problems for row in checked(put(tmp_path, good + odd))] == [False, False, True]


def test_a_utf8_line_in_a_gbk_file_is_marked(tmp_path):
    many = text(*(line(f"u{n}") for n in range(5))).encode("gbk")
    rows = checked(put(tmp_path, many + ",".join(line("u9")).encode() + b"\n"))
    assert [row.problems for row in rows] == [[]] * 5 + [["encoding_mixed"]]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (text(line()).encode("utf-16"), "UTF-16"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old Excel"),
        (b"PK\x03\x04no zip", "cannot be read"),
        (b"PAR1 no parquet PAR1", "cannot be read"),
        (b"uid,measure\nu1,account_closure\n", "lacks the columns"),
        ("账号标识,账号标识,措施\n".encode(), "stands twice"),
        (b"\x80\xff" * 4000, "neither"),
    ],
)
def test_what_cannot_be_a_return_is_refused_whole(tmp_path, content, says):
    with pytest.raises(BadInput, match=says):
        open_file(put(tmp_path, content), category("accounts"))


@pytest.mark.parametrize(
    ("tail", "says"),
    [
        (b'"u2,account_closure\n' * 3, "the CSV is broken"),
        (b"\0\0\0,\n", "zero bytes"),
        (b"x" * ((1 << 20) + 10), "longer than 1 MB"),
    ],
)
def test_a_file_that_breaks_off_says_where(tmp_path, tail, says):
    path = put(tmp_path, text(line()).encode() + tail)
    with pytest.raises(BadInput, match=f"Line .*{says}"):
        checked(path)


def test_a_line_with_too_few_cells_is_marked(tmp_path):
    rows = checked(put(tmp_path, text(line(), ["u2", "account_closure"]).encode()))
    assert "cells_missing" in rows[1].problems
    assert not rows[0].problems


def book(tmp_path, *rows, sheets=1):
    from openpyxl import Workbook

    made = Workbook()
    for row in rows:
        made.worksheets[0].append(row)
    for _ in range(sheets - 1):
        made.create_sheet().append(["=1+1"])
    made.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_a_workbook_is_read_by_its_first_sheet(tmp_path):
    days = (date(2026, 11, 4), datetime(2026, 11, 5, 8))
    path = book(tmp_path, HEAD, line(), line(12345, day=days[0]), line(2.0, day=days[1]), sheets=2)
    assert [(row.row, row.shown, row.problems) for row in checked(path)] == [
        (2, "u1", []),
        (3, "12345", []),
        (4, "2", []),
    ]


def test_rows_of_a_sheet_that_begins_further_down_keep_their_numbers(tmp_path):
    rows = checked(book(tmp_path, [], [], HEAD, line(), line("=1+1")))
    assert [row.row for row in rows] == [4, 5]
    assert "formula" in rows[1].problems


def test_a_formula_in_a_workbook_is_found_and_never_computed(tmp_path):
    rows = checked(book(tmp_path, HEAD, line(), line("=cmd|' /C calc'!A0"), line("u3")))
    assert ["formula" in row.problems for row in rows] == [False, True, False]


def test_digits_that_a_spreadsheet_broke_are_marked(tmp_path):
    assert checked(book(tmp_path, HEAD, line(1234567890123456789)))[0].problems == ["number_mangled"]


def test_a_bomb_is_not_unpacked(tmp_path):
    path = book(tmp_path, HEAD, line())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * (64 << 20))
    with pytest.raises(BadInput, match="unpacks to 64 MB"):
        open_file(path, category("accounts"))


def parquet(tmp_path, columns):
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    return tmp_path / "a.parquet"


def test_parquet_is_read_with_its_types(tmp_path):
    cells = zip(line(day=date(2026, 11, 3)), line("u2", day=date(2026, 12, 1)), strict=True)
    path = parquet(tmp_path, {name: list(pair) for name, pair in zip(HEAD, cells, strict=True)})
    assert [(row.row, row.problems) for row in checked(path)] == [(2, []), (3, ["day_outside"])]


def test_nested_parquet_is_refused(tmp_path):
    path = parquet(tmp_path, {name: [[cell]] for name, cell in zip(HEAD, line(), strict=True)})
    with pytest.raises(BadInput, match="lists or structures"):
        open_file(path, category("accounts"))


@given(st.binary(max_size=300))
def test_whatever_is_sent_is_read_or_refused_in_one_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("any") / "a"
    for whole in (content, text().encode() + content):
        path.write_bytes(whole)
        try:
            rows = checked(path)
        except BadInput as error:
            rows, said = [], error
            assert said.say("zh") != said.say("en")
        assert all(isinstance(row.problems, list) for row in rows)


def test_a_few_letters_are_no_other_encoding(tmp_path):
    assert encoding_of(put(tmp_path, "账号\n联通\n".encode("gbk"))) == "gb18030"
    assert encoding_of(put(tmp_path, b"uid\nu1\n")) == "utf-8"
