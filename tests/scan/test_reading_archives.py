"""What a reader finds in each kind of file: documents, what is none, and what is broken; reading goes on after it."""

from __future__ import annotations

import gzip
import json
import zipfile
import zlib

import brotli
import pytest

from mingjian.scan import Fault, Item, Skipped, find, read_file
from mingjian.scan.bounds import MAX_CONTENT, MAX_LINE
from tests.scan.archives import CLEAN, info, name, packed, record, wacz


def read(path):
    return [found for file in find([str(path)]) for found in read_file(file)]


def store(tmp_path, filename, content):
    path = tmp_path / filename
    path.write_bytes(content)
    return path


def codes(found):
    return [f.reason.code if isinstance(f, Fault) else type(f).__name__ for f in found]


@pytest.mark.parametrize("pack", [False, True])
def test_a_warc_gives_its_pages_and_skips_the_rest(tmp_path, pack):
    records = [
        info(),
        record(CLEAN, 1),
        record(b"\x89PNG", 2, headers="Content-Type: image/png\r\n"),
        record("", 3, status="302 Found"),
        record(CLEAN, 4, kind="request"),
        record("<p>二", 5, url="http://b.example/x"),
    ]
    path = store(tmp_path, "a.warc.gz" if pack else "a.warc", packed(*records) if pack else b"".join(records))
    found = read(path)
    assert codes(found) == ["Skipped", "Item", "Skipped", "Skipped", "Skipped", "Item"]
    assert [f.source for f in found if isinstance(f, Item)] == [f"{path}#{name(1)}", f"{path}#{name(5)}"]
    assert found[-1].url == "http://b.example/x"
    assert found[1].content == CLEAN.encode()


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("gzip", bytes),
        ("identity", bytes),
    ],
)
def test_packed_answers_are_unpacked_also_where_the_header_lies(tmp_path, encoding, pack):
    body = pack(CLEAN.encode())
    headers = f"Content-Type: text/html\r\nContent-Encoding: {encoding}\r\n"
    (found,) = read(store(tmp_path, "a.warc", record(body, headers=headers)))
    assert found.content == CLEAN.encode()


def test_a_response_that_does_not_say_it_is_http_is_read_as_such(tmp_path):
    without = record(CLEAN).replace(b"Content-Type: application/http; msgtype=response\r\n", b"", 1)
    (found,) = read(store(tmp_path, "a.warc", without))
    assert found.content == CLEAN.encode()
    assert found.media_type.startswith("text/html")


@pytest.mark.parametrize("chunked", [True, False])
def test_chunks_are_joined_also_where_the_header_lies(tmp_path, chunked):
    raw = CLEAN.encode()
    body = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (50, raw[:50], len(raw) - 50, raw[50:]) if chunked else raw
    headers = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
    (found,) = read(store(tmp_path, "a.warc", record(body, headers=headers)))
    assert found.content == raw


def test_a_decompression_bomb_costs_no_more_than_a_page(tmp_path):
    bomb = gzip.compress(b"<p>" + b"0" * 200_000_000, 9)
    headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"
    bombed, after = read(store(tmp_path, "a.warc.gz", packed(record(bomb, 1, headers=headers), record(CLEAN, 2))))
    assert bombed.truncated
    assert bombed.content == (b"<p>" + b"0" * MAX_CONTENT)[:MAX_CONTENT]
    assert after.content == CLEAN.encode()


def test_a_length_that_is_too_long_is_a_fault_of_that_record(tmp_path):
    found = read(store(tmp_path, "a.warc", record("<p>1", 1, length=300) + record(CLEAN, 2)))
    assert codes(found)[0] == "record_swallowed"
    assert found[-1].content == CLEAN.encode()
    found = read(store(tmp_path, "b.warc.gz", packed(record("<p>1", 1, length=10**12), record(CLEAN, 2))))
    assert codes(found) == ["record_cut", "Item"]
    assert found[-1].content == CLEAN.encode()


def test_a_length_that_is_too_short_costs_one_record(tmp_path):
    found = read(store(tmp_path, "a.warc", record("<p>" + "一" * 200, 1, length=90) + record(CLEAN, 2)))
    assert codes(found) == ["Item", "broken_archive", "Item"]
    assert found[-1].content == CLEAN.encode()


@pytest.mark.parametrize("length", [-5, "abc", ""])
def test_a_length_that_is_no_number_costs_one_record(tmp_path, length):
    found = read(store(tmp_path, "a.warc", record("<p>1", 1, length=length) + record(CLEAN, 2)))
    assert isinstance(found[-1], Item)
    assert any(isinstance(f, Fault) for f in found)


def test_rubbish_between_records_is_passed_over_with_a_fault(tmp_path):
    for filename, content in (
        ("a.warc", record(CLEAN, 1) + b"\x00\xff rubbish" * 100 + record(CLEAN, 2)),
        ("a.warc.gz", packed(record(CLEAN, 1)) + b"\x00\xff rubbish" * 100 + packed(record(CLEAN, 2))),
    ):
        found = read(store(tmp_path, filename, content))
        assert codes(found) == ["Item", "broken_archive", "Item"], filename


def test_an_archive_cut_off_gives_what_was_whole_and_a_fault(tmp_path):
    whole = packed(record(CLEAN, 1), record(CLEAN * 50, 2))
    found = read(store(tmp_path, "a.warc.gz", whole[:-40]))
    assert isinstance(found[0], Item)
    assert isinstance(found[-1], Fault)
    found = read(store(tmp_path, "a.warc", (record(CLEAN, 1) + record(CLEAN, 2))[:-60]))
    assert codes(found) == ["Item", "record_cut"]


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b" + bytes(99), b"no archive at all", b"WARC/1.0\r\n", bytes(500)])
@pytest.mark.parametrize("filename", ["a.warc", "a.warc.gz", "a.wacz"])
def test_what_is_no_archive_gives_one_fault(tmp_path, filename, content):
    found = read(store(tmp_path, filename, content))
    assert len(found) == 1
    assert isinstance(found[0], Fault | Skipped)


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_wacz_gives_the_pages_of_its_archives(tmp_path, compression):
    members = (
        ("archive/data.warc.gz", packed(info(), record(CLEAN, 1))),
        ("archive/more.warc", record(CLEAN, 2)),
        ("pages.jsonl", b"{}"),
    )
    path = wacz(tmp_path / "a.wacz", *members, compression=compression)
    assert [f.source for f in read(path) if isinstance(f, Item)] == [f"{path}#{name(1)}", f"{path}#{name(2)}"]


def test_a_damaged_wacz_is_a_fault_and_so_is_a_zip_without_archives(tmp_path):
    path = wacz(tmp_path / "a.wacz", ("archive/a.warc", record(CLEAN)))
    assert codes(read(store(tmp_path, "b.wacz", path.read_bytes()[:-30]))) == ["no_zip"]
    assert codes(read(wacz(tmp_path / "c.zip", ("readme.txt", b"hello")))) == ["zip_without_archive"]
    bomb = wacz(tmp_path / "d.wacz", ("archive/a.warc", bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED)
    assert codes(read(bomb)) == ["no_zip"]


def test_json_lines_give_a_document_a_line(tmp_path):
    rows = [{"text": "你好", "id": "a", "url": "http://x.cn/"}, {"html": CLEAN, "id": 7}, {"text": "第三"}]
    content = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()
    for filename, stored in (("a.jsonl", content), ("b.jsonl.gz", gzip.compress(content))):
        path = store(tmp_path, filename, stored)
        found = read(path)
        assert [f.source for f in found] == [f"{path}#a", f"{path}#7", f"{path}#3"]
        assert [f.form for f in found] == ["text", "html", "text"]
        assert found[0].url == "http://x.cn/"


def test_a_bad_line_is_a_fault_and_the_next_is_read(tmp_path):
    lines = [b"{", b"[1]", b'{"text": 5}', b'{"id": "x"}', b"\xff\xfe", b'{"text": ' + b"[" * 200_000, b"", b'{"text": "\\ud800x"}',
             b'{"text": 1' + b"0" * 5000 + b"}", b'{"text": "ok", "id": "last"}']  # fmt: skip
    found = read(store(tmp_path, "a.jsonl", b"\n".join(lines)))
    assert codes(found) == [
        "no_json",
        "no_json",
        "no_text",
        "no_text",
        "line_not_utf8",
        "no_json",
        "Item",
        "no_json",
        "Item",
    ]
    assert found[6].content == "\ufffdx", "a lone surrogate cannot be kept in any file"
    assert found[-1].source.endswith("#last")


def test_a_line_beyond_the_bound_is_read_past(tmp_path):
    long = b'{"text": "' + b"a" * (MAX_LINE + 10) + b'"}'
    found = read(store(tmp_path, "a.jsonl", long + b'\n{"text": "ok"}\n'))
    assert codes(found) == ["line_too_long", "Item"]


def test_a_cut_gzip_of_lines_gives_what_was_whole(tmp_path):
    content = gzip.compress(b"".join(b'{"text": "%d"}\n' % (n * 7919) for n in range(5000)))
    found = read(store(tmp_path, "a.jsonl.gz", content[: len(content) // 2]))
    assert codes(found)[-1] == "broken_gzip"
    assert codes(found).count("Item") > 100


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "binary"),
        (bytes(range(256)) * 9, "binary"),
        (b"%PDF-1.4 ", "binary"),
    ],
)
def test_a_file_that_holds_no_text_is_a_fault_when_named_and_skipped_in_a_folder(tmp_path, content, code):
    path = store(tmp_path, "a.html", content)
    assert codes(read(path)) == [code]
    assert codes(read(tmp_path)) == (["Skipped"] if content else ["empty"])


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5", "utf-16", "utf-8-sig"])
def test_text_in_any_usual_charset_is_a_page(tmp_path, charset):
    assert codes(read(store(tmp_path, "a.txt", ("本館週一閉館,歡迎讀者。" * 20).encode(charset)))) == ["Item"]


def test_a_page_of_a_hundred_megabytes_is_cut(tmp_path):
    path = tmp_path / "a.html"
    with path.open("wb") as out:
        for _ in range(100):
            out.write((CLEAN.encode() * 6000)[:1_000_000])
    (found,) = read(path)
    assert found.truncated
    assert len(found.content) == MAX_CONTENT


def test_a_folder_is_walked_in_a_fixed_order_and_links_to_folders_are_not_followed(tmp_path):
    (tmp_path / "b").mkdir()
    for filename in ("z.html", "b/2.html", "b/1.html", "a.txt"):
        store(tmp_path, filename, CLEAN.encode())
    (tmp_path / "loop").symlink_to(tmp_path)
    assert [f.source.removeprefix(f"{tmp_path}/") for f in read(tmp_path)] == [
        "a.txt",
        "z.html",
        "b/1.html",
        "b/2.html",
    ]
