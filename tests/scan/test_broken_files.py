"""Broken archives, small files each named for what is broken with it, and archives broken at random: never a traceback."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingjian.scan import Fault, Item, Skipped, find, read_file
from tests.scan.archives import CLEAN, DIRTY, info, packed, record, wacz

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.*"))
#: How many whole documents must still be found in each.
WHOLE = {
    "chunk_sizes_are_huge.warc": 2,
    "deflate_block_wrong.jsonl.gz": 0,
    "gzip_member_cut_off.warc.gz": 1,
    "length_is_negative.warc": 1,
    "length_runs_over_the_next_record.warc": 1,
    "length_too_short.warc": 2,
    "line_of_nested_brackets.jsonl": 1,
    "lone_surrogate.jsonl": 1,
    "magic_but_nothing_else.warc.gz": 0,
    "record_id_missing.warc": 1,
    "rubbish_between_members.warc.gz": 2,
    "stored_member_is_no_warc.wacz": 0,
    "utf16_without_its_last_byte.html": 1,
    "zip_directory_cut_off.wacz": 0,
}
WELL = {
    "a.warc": record(CLEAN, 1) + info() + record(DIRTY, 2),
    "a.warc.gz": packed(record(CLEAN, 1), info(), record(DIRTY, 2)),
    "a.jsonl": "\n".join(json.dumps({"text": text, "id": n}) for n, text in enumerate((CLEAN, DIRTY))).encode(),
    "a.jsonl.gz": gzip.compress(json.dumps({"html": DIRTY}).encode(), mtime=0),
    "a.html": DIRTY.encode("gb18030"),
}


def documents(path):
    found = [one for file in find([str(path)]) for one in read_file(file)]
    assert all(isinstance(one, Item | Fault | Skipped) for one in found)
    for one in found:
        if isinstance(one, Item):
            one.document()
    return found


def test_each_broken_file_is_listed():
    assert {path.name for path in BROKEN} == set(WHOLE)


@pytest.mark.parametrize("path", BROKEN, ids=lambda p: p.name)
def test_what_is_whole_in_a_broken_file_is_found_and_the_rest_is_said(path):
    found = documents(path)
    assert sum(isinstance(one, Item) for one in found) == WHOLE[path.name]


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_archives_broken_at_random_give_documents_and_faults_only(tmp_path, data):
    filename = data.draw(st.sampled_from([*WELL, "a.wacz"]))
    content = bytearray(
        WELL.get(filename) or wacz(tmp_path / "well.wacz", ("archive/a.warc", WELL["a.warc"])).read_bytes()
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        kind = data.draw(st.sampled_from(["cut", "drop", "put", "flip"]))
        if kind == "cut":
            del content[at:]
        elif kind == "drop":
            del content[at : at + data.draw(st.integers(1, 60))]
        elif kind == "put":
            content[at:at] = data.draw(st.binary(max_size=40))
        elif content and at < len(content):
            content[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path / filename
    path.write_bytes(content)
    documents(path)
