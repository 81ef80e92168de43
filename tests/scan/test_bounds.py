"""Inputs made to hurt: each gives a row, the next one is read, and the process stays small."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

MIB = 1024 * 1024
GREATEST = 300  # MB of one process that scans (issue: memory per process)
_HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:%d>\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"
_SCAN = (
    "import sys; from mingjian.site.main import main; s = main(sys.argv[1:]); "
    "print('PEAK', open('/proc/self/status').read().split('VmHWM:')[1].split()[0], file=sys.stderr); sys.exit(s)"
)
_SMALL = "<html><title>图书馆</title><p>图书馆周六照常开放，欢迎读者前来。".encode()


def _gzip(path: Path, first: bytes, block: bytes, times: int, last: bytes) -> None:
    """Write one gzip member of `first`, `block` many times and `last`; the block is packed only once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    begun = packer.compress(first) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    ended = packer.compress(last) + packer.flush()
    check, size = zlib.crc32(first), len(first) + times * len(block) + len(last)
    with path.open("wb") as out:
        out.write(b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + begun)
        for _ in range(times):
            out.write(again)
            check = zlib.crc32(block, check)
        out.write(ended + struct.pack("<II", zlib.crc32(last, check), size & 0xFFFFFFFF))


def _record(number: int, http: bytes) -> bytes:
    return _HEAD % (number, len(http)) + http + b"\r\n\r\n"


def _member_of_a_gigabyte(path: Path) -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    first = _HEAD % (1, len(http) + 1024 * MIB) + http
    _gzip(path, first, "图书馆开放".encode().ljust(1024) * 1024, 1024, b"\r\n\r\n")
    after = path.with_suffix(".after")
    _gzip(after, _record(2, http + _SMALL), b"", 0, b"")
    path.write_bytes(path.read_bytes() + after.read_bytes())
    after.unlink()


def _bomb(path: Path) -> None:
    packer = zlib.compressobj(9, wbits=31)
    body = packer.compress(b"<p>") + b"".join(packer.compress(b"0" * MIB) for _ in range(256)) + packer.flush()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    path.write_bytes(
        _record(1, head + body) + _record(2, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + _SMALL)
    )


def _page_of_100_megabytes(path: Path) -> None:
    with path.open("wb") as out:
        for _ in range(100):
            out.write(("<p>今天天气很好，图书馆照常开放。</p>".encode() * 20_000)[:MIB])


INPUTS = {
    "page_of_100_megabytes.html": (_page_of_100_megabytes, 1),
    "page_of_ten_million_tags.html": (lambda path: path.write_bytes(b"<html>" + b"<i>" * 10_000_000), 1),
    "nested_100_000_deep.html": (lambda path: path.write_bytes(b"<div>" * 100_000 + _SMALL + b"</div>" * 100_000), 1),
    "ten_thousand_links_in_one_line.html": (lambda path: path.write_bytes(b"<a href=//x.example>a</a>" * 10_000), 1),
    "member_of_a_gigabyte.warc.gz": (_member_of_a_gigabyte, 2),
    "bomb_of_256_megabytes.warc": (_bomb, 2),
    "line_of_100_megabytes.jsonl": (
        lambda path: path.write_bytes(b'{"text": "' + b"a" * (100 * MIB) + b'"}\n{"text": "ok"}\n'),
        2,
    ),
}


def test_each_input_gives_its_rows_within_the_memory_of_one_process(tmp_path: Path) -> None:
    for name, (write, _) in INPUTS.items():
        write(tmp_path / name)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", _SCAN, "scan", str(tmp_path), "--json", "--lang", "en"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, env=environment, check=False)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert "Traceback" not in done.stderr
    for name, (_, count) in INPUTS.items():
        mine = [row for row in rows if Path(row["source"].split("#")[0]).name == name]
        assert [bool(row.get("verdict") or row.get("error")) for row in mine] == [True] * count, name
        assert not any("fault" in row.get("error", "") and "RecursionError" in row["error"] for row in mine)
    cut = {Path(row["source"].split("#")[0]).name for row in rows if row.get("truncated")}
    assert {"page_of_100_megabytes.html", "page_of_ten_million_tags.html", "member_of_a_gigabyte.warc.gz"} <= cut
    assert int(done.stderr.split("PEAK")[1].split()[0]) // 1024 < GREATEST
