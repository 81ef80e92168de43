"""One bundle for each capture: exact bytes, readable by the archive tools of others, every bit accounted for."""

from __future__ import annotations

import base64
import io
import json
import os
import subprocess
import zipfile
from pathlib import Path

import pytest
from cryptography import x509
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from mingjian.capture import HttpAuthority, LocalAuthority, Visit, read_bundle, verify_bundle, write_bundle
from mingjian.capture.authority import create_authority
from mingjian.capture.stamp import check_stamp
from mingjian.errors import BadInput, EvidenceError
from tests.capture.site import Site, http

ODD = {
    "/plain": http("<title>医院</title>".encode()),
    "/gbk": "HTTP/1.1 200 成功\r\nX-头: x\r\nContent-Length: 2\r\n\r\nok".encode("gbk"),
    "/lf": b"HTTP/1.1 200 OK\nContent-Length: 2\n\nok",
    "/chunked": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
    "/fold": b"HTTP/1.1 200 OK\r\nX-A: 1\r\n  2\r\nX-A:3\r\ncontent-length:2\r\n\r\nok",
    "/space": b"HTTP/1.1  200   OK \r\nContent-Length : 2\r\nNo-Colon\r\n\r\nok",
    "/nophrase": b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
    "/old": b"<html>no status line",
    "/binary": http(bytes(range(256)) * 40, Content_Type="image/png"),
}  # fmt: skip


@pytest.fixture
def visits(site: Site) -> list[Visit]:
    site.routes.update(ODD)
    site.routes["/"] = http(status="302 Found", Location="/plain")
    return [site.visit(path) for path in ("/", *ODD)]


def _archive(path: Path) -> bytes:
    with zipfile.ZipFile(path) as bundle:
        return bundle.read("archive/visit.warc.gz")


def test_every_answer_and_request_stands_in_the_archive_byte_for_byte(visits: list[Visit], tmp_path: Path) -> None:
    path = write_bundle(visits, tmp_path / "b.wacz").path
    kept = [
        (record.rec_type, record.raw_stream.read())
        for record in ArchiveIterator(io.BytesIO(_archive(path)), no_record_parse=True)
        if record.rec_type != "warcinfo"
    ]
    hops = [hop for visit in visits for hop in visit.hops]
    assert [content for kind, content in kept if kind == "request"] == [hop.request for hop in hops]
    assert [content for kind, content in kept if kind != "request"] == [hop.response for hop in hops]
    assert {hop.response for hop in hops} >= set(ODD.values())


def test_fastwarc_reads_the_same_bytes_and_finds_every_digest_right(visits: list[Visit], tmp_path: Path) -> None:
    path = write_bundle(visits, tmp_path / "b.wacz").path
    found = []
    for record in FastIterator(io.BytesIO(_archive(path)), record_types=WarcRecordType.any_type, parse_http=False):
        assert record.headers["WARC-Block-Digest"].startswith("sha256:")
        if record.record_type in (WarcRecordType.response, WarcRecordType.resource):
            found.append(record.reader.read())
    assert found == [hop.response for visit in visits for hop in visit.hops]


def test_warcio_checks_the_archive_with_its_own_command(visits: list[Visit], tmp_path: Path) -> None:
    archive = tmp_path / "a.warc.gz"
    archive.write_bytes(_archive(write_bundle(visits, tmp_path / "b.wacz").path))
    run = subprocess.run(
        [Path(".venv/bin/warcio").absolute(), "check", "-v", archive], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "digest pass" in run.stdout
    assert "digest failed" not in run.stdout


@pytest.mark.skipif("MINGJIAN_WACZ" not in os.environ, reason="MINGJIAN_WACZ: the wacz command")
def test_the_reference_tool_finds_the_bundle_valid(
    visits: list[Visit], tmp_path: Path, authority: LocalAuthority
) -> None:
    """py-wacz leans on a library under a licence we do not import, so it stays in an environment of its own."""
    path = write_bundle(visits, tmp_path / "b.wacz", authority=authority, attachments={"a.png": b"x"}).path
    run = subprocess.run(
        [os.environ["MINGJIAN_WACZ"], "validate", "-f", path], capture_output=True, text=True, check=False
    )
    assert "the passed WACZ is valid" in run.stdout


def test_the_index_finds_each_answer_at_its_offset(visits: list[Visit], tmp_path: Path) -> None:
    path = write_bundle(visits, tmp_path / "b.wacz").path
    with zipfile.ZipFile(path) as bundle:
        lines = bundle.read("indexes/index.cdxj").decode().splitlines()
        archive = bundle.read("archive/visit.warc.gz")
        assert bundle.getinfo("archive/visit.warc.gz").compress_type == zipfile.ZIP_STORED
    assert lines == sorted(lines)
    for line in lines:
        entry = json.loads(line.split(" ", 2)[2])
        start, length = int(entry["offset"]), int(entry["length"])
        record = next(iter(ArchiveIterator(io.BytesIO(archive[start : start + length]))))
        assert record.rec_headers.get_header("WARC-Target-URI") == entry["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == entry["digest"]
    assert len(lines) == len(visits)  # one answer each, one redirect, and the page without status line is no answer


def test_what_was_written_is_read_back_whole(visits: list[Visit], tmp_path: Path) -> None:
    facts = {"dns": {"A": ["127.0.0.2"]}}
    bundle = write_bundle(
        visits, tmp_path / "b.wacz", facts=facts, operator={"officer": "王五"}, attachments={"plain.png": b"\x89PNG"}
    )
    opened = read_bundle(bundle.path)
    assert list(opened.visits) == visits
    assert opened.facts == facts
    assert opened.provenance["operator"] == {"officer": "王五"}
    assert opened.provenance["tools"]["httptools"]
    assert opened.attachments == {"plain.png": b"\x89PNG"}


def test_a_visit_that_reached_nobody_is_evidence_too(site: Site, tmp_path: Path) -> None:
    visit = site.visit(host="unknown.example", resolver=_nothing())
    bundle = write_bundle([visit], tmp_path / "b.wacz")
    assert list(read_bundle(bundle.path).visits) == [visit]
    assert verify_bundle(bundle.path).intact


def _nothing():
    from mingjian.capture import FixedResolver

    return FixedResolver({})


def test_a_bundle_without_time_stamp_says_so(visits: list[Visit], tmp_path: Path) -> None:
    checked = verify_bundle(write_bundle(visits, tmp_path / "b.wacz").path)
    assert checked.intact
    assert (checked.stamp, checked.stamp_absent) == (None, "no time-stamp authority is set")


def test_an_authority_that_does_not_answer_does_not_cost_the_evidence(visits: list[Visit], tmp_path: Path) -> None:
    bundle = write_bundle(visits, tmp_path / "b.wacz", authority=HttpAuthority("http://127.0.0.1:9/", seconds=1))
    checked = verify_bundle(bundle.path)
    assert checked.intact
    assert checked.stamp_absent == "the time-stamp authority http://127.0.0.1:9/ does not answer"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> LocalAuthority:
    import datetime as dt

    return create_authority(tmp_path_factory.mktemp("tsa"), now=dt.datetime.now(dt.UTC))


def _root(authority: LocalAuthority) -> x509.Certificate:
    return x509.load_pem_x509_certificate((authority.folder / "root.pem").read_bytes())


def test_a_stamp_of_a_trusted_authority_is_told_from_a_strangers(
    visits: list[Visit], tmp_path: Path, authority: LocalAuthority
) -> None:
    bundle = write_bundle(visits, tmp_path / "b.wacz", authority=authority)
    trusted = verify_bundle(bundle.path, trusted=[_root(authority)])
    stranger = verify_bundle(bundle.path)
    assert (trusted.intact, trusted.stamp_trusted) == (True, True)
    assert (stranger.intact, stranger.stamp_trusted) == (True, False)
    assert trusted.stamp is not None
    assert "Local time-stamp authority" in trusted.stamp.authority
    assert bundle.stamp == trusted.stamp


def test_a_stamp_for_something_else_is_refused(authority: LocalAuthority) -> None:
    token = authority.stamp(b"this").token
    with pytest.raises(EvidenceError, match="something else"):
        check_stamp(token, b"that")


def test_a_token_with_unsorted_certificates_is_read_all_the_same(authority: LocalAuthority) -> None:
    """Some authorities send the set of certificates in another order than DER wants."""
    from asn1crypto import cms, tsp

    token = authority.stamp(b"this").token
    response = tsp.TimeStampResp.load(token)
    certificates = response["time_stamp_token"]["content"]["certificates"]
    assert len(certificates) == 2
    dumps = [certificate.dump() for certificate in certificates]
    worst = sorted(dumps, key=bytes, reverse=True)
    contents = b"".join(worst)
    swapped = token.replace(b"".join(dumps), contents)
    assert swapped != token or dumps == worst
    assert isinstance(certificates, cms.CertificateSet)
    for order in (token, swapped):
        stamp, trusted = check_stamp(order, b"this", [_root(authority)])
        assert trusted
        assert stamp.authority


@pytest.mark.parametrize("step", [97, pytest.param(5, marks=pytest.mark.slow)])
def test_a_flipped_bit_anywhere_is_found_and_named(
    visits: list[Visit], tmp_path: Path, authority: LocalAuthority, step: int
) -> None:
    path = write_bundle(visits[:2], tmp_path / "b.wacz", authority=authority).path
    whole = path.read_bytes()
    missed = []
    for place in range(0, len(whole), step):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << (place % 8)
        path.write_bytes(damaged)
        checked = verify_bundle(path)
        if checked.intact or not all(fault.where and fault.en and fault.zh for fault in checked.faults):
            missed.append(place)
    assert missed == []


@pytest.mark.parametrize(
    "name",
    [
        "archive/visit.warc.gz",
        "capture/facts.json",
        "capture/visits.json",
        "capture/provenance.json",
        "datapackage-timestamp",
    ],
)
def test_a_file_that_was_exchanged_is_named(
    visits: list[Visit], tmp_path: Path, authority: LocalAuthority, name: str
) -> None:
    from mingjian.capture import tightzip
    from mingjian.capture.opened import _files

    path = write_bundle(visits, tmp_path / "b.wacz", authority=authority).path
    files = [(entry, content[:-1] + b"x" if entry == name else content) for entry, content in _files(path)]
    tightzip.write_whole(path, files)
    assert name in {fault.where for fault in verify_bundle(path).faults}


def test_an_added_and_a_missing_file_are_named(visits: list[Visit], tmp_path: Path) -> None:
    from mingjian.capture import tightzip
    from mingjian.capture.opened import _files

    path = write_bundle(visits, tmp_path / "b.wacz").path
    files = [row for row in _files(path) if row[0] != "capture/facts.json"]
    tightzip.write_whole(path, [*files, ("extra.json", b"{}")])
    assert {fault.where for fault in verify_bundle(path).faults} == {"capture/facts.json", "extra.json"}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"x" * 5000])
def test_what_is_no_bundle_is_told_in_one_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no_bundle.wacz"
    path.write_bytes(content)
    with pytest.raises(EvidenceError, match="not a whole evidence bundle"):
        read_bundle(path)
    assert not verify_bundle(path).intact


def test_a_foreign_wacz_is_no_bundle_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "foreign.wacz"
    with zipfile.ZipFile(path, "w") as bundle:
        bundle.writestr("datapackage.json", "{}")
    with pytest.raises(EvidenceError, match="not a bundle of this kind"):
        read_bundle(path)
    assert not verify_bundle(path).intact


def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(visits: list[Visit], tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be written"):
        write_bundle(visits, tmp_path / "missing" / "b.wacz")
    with pytest.raises(BadInput, match="at least one visit"):
        write_bundle([], tmp_path / "b.wacz")
    with pytest.raises(BadInput, match="cannot be read"):
        verify_bundle(tmp_path / "b.wacz")
    assert list(tmp_path.iterdir()) == []


def test_the_same_visits_make_the_same_pages_and_the_tls_facts_survive(visits: list[Visit], tmp_path: Path) -> None:
    from dataclasses import replace

    from mingjian.capture import Tls

    tls = Tls("TLSv1.3", "X", (base64.b64decode("AAEC"),), "expired")
    hop = replace(visits[1].hops[0], tls=tls, refused=("10.0.0.1",))
    visit = replace(visits[1], hops=(hop,))
    assert read_bundle(write_bundle([visit], tmp_path / "b.wacz").path).visits == (visit,)
