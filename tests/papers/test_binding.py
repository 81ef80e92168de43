"""A case bound without any database: genuine under the office's keys, unknown without, forged by nobody, index paged."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from mingjian.ledger import Trust, check_case_file, make_keys
from mingjian.ledger.case_file import seal_case_file
from mingjian.papers import compose, faces, set_pdf
from mingjian.papers.binding import Enclosed, bind, index_rows, page_count
from mingjian.papers.seal_keys import open_seal
from mingjian.papers.signing import check_pdf
from mingjian.papers.specimen import specimen
from mingjian.papers.verifier.check import check_file
from tests.papers.plain import plain, text_of
from tests.papers.test_verifier import case

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def keys():
    return make_keys("wangxin.example.test/log", at=NOW)


@pytest.fixture(scope="module")
def content(keys, tmp_path_factory):
    one, parts = case(), []
    for row in one["documents"]:
        pdf = set_pdf(compose(row["code"], specimen(row["code"])), at=NOW).pdf
        row["digest"] = hashlib.sha256(pdf).hexdigest()
        parts.append(
            Enclosed(row["name"], row["code"], pdf, row["digest"], row["number"], "2026-04-27", page_count(pdf))
        )
    one["evidence"] = []
    about = {**specimen("file_index"), "case": {"title": "案由", "number": one["number"]}}
    seal = open_seal(tmp_path_factory.mktemp("seal"), "东屿市互联网信息办公室", at=NOW)
    return bind(one, parts, about, keys=keys, seal=seal, at=NOW, authority=None, found=faces())


def test_pages_are_numbered_through(content):
    rows, pages = index_rows(
        [Enclosed("a", "甲", b"", "", pages=2), Enclosed("b", "乙", b"", ""), Enclosed("c", "丙", b"", "", pages=1)]
    )
    assert ([row["pages"] for row in rows], pages) == (["1-2", "—", "3"], 3)
    with zipfile.ZipFile(io.BytesIO(content.content)) as archive:
        index = archive.read("index.pdf")
        names = [name for name in archive.namelist() if name.startswith("documents/")]
        counted = sum(len(PdfReader(io.BytesIO(archive.read(name))).pages) for name in names)
    assert counted == content.pages
    assert plain(f"总页数：{counted}") in text_of(index)
    assert check_pdf(index).intact


def test_it_is_genuine_for_who_trusts_the_office_and_intact_for_others(content, keys):
    file = io.BytesIO(content.content)
    assert check_case_file(file, Trust.of(keys.public)).verdict == "genuine"
    assert check_case_file(file).verdict == "intact"
    report = check_file(file)
    assert report.faults == []
    assert {gap.code for gap in report.gaps} == {"evidence_file"}


def test_a_whole_that_somebody_else_signed_is_no_office_s(content, keys):
    with zipfile.ZipFile(io.BytesIO(content.content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "statement.json"}
    forged = seal_case_file(parts, {}, make_keys(keys.name, at=NOW), at=NOW)
    assert check_case_file(io.BytesIO(forged), Trust.of(keys.public)).verdict == "failed"


@pytest.mark.parametrize("share", [part / 24 for part in range(24)])
def test_a_flipped_bit_anywhere_is_found(content, keys, share):
    broken = bytearray(content.content)
    broken[int(share * len(broken))] ^= 1
    file = io.BytesIO(bytes(broken))
    assert check_case_file(file, Trust.of(keys.public)).verdict != "genuine" or check_file(file).faults
