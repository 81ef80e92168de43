"""The bound file of a case: signed, numbered through, checked offline, held, kept, destroyed after its time."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import zipfile

import pytest
from pypdf import PdfReader

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct
from tests.office.casework import SERVED, at, d
from tests.office.evidence_store import seen, store  # noqa: F401 - fixtures
from tests.office.places import NOW
from tests.papers.plain import plain, text_of
from tests.web.conftest import sign_in  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
CHECK = "https://wangxin.example.test/verify/"


@pytest.fixture
def sealed_place(settings, tmp_path):
    settings.DATA, settings.EVIDENCE, settings.TSA = tmp_path, tmp_path / "evidence", ""
    return tmp_path


@pytest.fixture
def closed(opened, sealed_place):
    """A case that is paid and closed, with its notice and decision sealed."""
    led = opened.notified()
    _seal(led, "penalty_notice", d("03-27"))
    led.take("defence_waived", led.desk.lin, d("03-30"), statement="声明1")
    led.take("legal_reviewed", led.desk.reviewer, d("04-10"), passed=True, opinion="同意")
    from tests.office.casework import DECISION

    led.settle("decided", d("04-13"), **DECISION)
    _seal(led, "penalty_decision", d("04-13"))
    led.both("served", d("04-15"), **SERVED)
    led.take("paid", led.desk.lin, d("04-20"), amount=120_000, receipt="回单1")
    led.settle("closed", d("04-24"), ground="performed", reasons="已履行")
    return led


def _seal(led, code, day):
    from mingjian.office.documents.draft_document import draft_document, edit_document, review_document
    from mingjian.office.documents.sign_document import sign_document

    document = draft_document(led.case, code, by=led.desk.lin, at=at(day))
    more = {"officers": [{"name": "林", "card": "1"}, {"name": "陈", "card": "2"}], "bank": {"name": "银行"}}
    document = edit_document(document, {**document.snapshot, **more}, by=led.desk.lin, at=at(day))
    document = review_document(document, by=led.desk.section, at=at(day))
    return sign_document(document, check_at=CHECK, by=led.desk.head, at=at(day))


def _bind(led, **more):
    from mingjian.office.documents.bind_file import bind_file

    return bind_file(led.case, by=led.desk.archivist, at=at(d("05-06")), **more)


def test_the_bound_file_is_genuine_and_says_what_it_proves(closed, sealed_place, capsys):
    from mingjian.commands import verify
    from mingjian.ledger import published_keys
    from mingjian.office.documents.bind_file import file_content
    from mingjian.site.main import parser_of

    row = _bind(closed)
    content = file_content(row)
    path, trust = sealed_place / "case.zip", sealed_place / "trust.vkeys"
    path.write_bytes(content)
    trust.write_text(published_keys(sealed_place / "keys"))
    parse = parser_of("verify", verify, "zh").parse_args
    args = parse([str(path), "--trust", str(trust), "--lang", "zh"])
    assert verify.run(args) == 0
    said = capsys.readouterr().out
    assert "属实" in said
    assert "行政处罚法 §57、§59、§60 → 第" in said
    assert "卷内没有《" in said  # what can still be mended is named
    args = parse([str(path), "--lang", "en"])
    assert verify.run(args) == 0
    assert "Intact, signer unknown" in capsys.readouterr().out
    _index(content, row)
    _forged(content, path, trust, parse, capsys)


def _index(content, row):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        read = text_of(archive.read("index.pdf"))
        pages = sum(
            len(PdfReader(io.BytesIO(archive.read(name))).pages) for name in names if name.startswith("documents/")
        )
    assert plain("行政处罚意见告知书") in read
    assert plain(f"总页数：{pages}") in read
    assert row.pages == pages


def _forged(content, path, trust, parse, capsys):
    """A whole that somebody else signed under the office's name never passes as genuine; a changed part is named."""
    from mingjian.commands import verify
    from mingjian.ledger import make_keys
    from mingjian.ledger.case_file import seal_case_file

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "statement.json"}
        issuer = json.loads(archive.read("statement.json"))["note"].split("issuer ")[1].split("\n")[0]
    now = datetime.datetime.now(datetime.UTC)
    path.write_bytes(seal_case_file(parts, {}, make_keys(issuer, at=now), at=now))
    assert verify.run(parse([str(path), "--trust", str(trust), "--lang", "en"])) == 1
    assert "Genuine" not in capsys.readouterr().out
    for share in range(1, 12):
        broken = bytearray(content)
        broken[share * len(content) // 12] ^= 1
        path.write_bytes(bytes(broken))
        assert verify.run(parse([str(path), "--trust", str(trust), "--lang", "en"])) == 1, share
        capsys.readouterr()


def test_a_case_that_is_open_is_not_bound(opened, sealed_place):
    led = opened.notified()
    with pytest.raises(ForbiddenAct, match="not closed"):
        _bind(led)
    assert led.case.files.count() == 0


def test_a_file_is_kept_for_its_time_and_held_while_a_hold_stands(closed):
    from mingjian.office.documents.bind_file import destroy_file, file_content
    from mingjian.office.documents.hold_case import place_hold, release_hold

    row = _bind(closed)
    head, later = closed.desk.head, at(datetime.date(2057, 1, 2))
    assert row.keep_until == datetime.date(2056, 12, 31)
    with pytest.raises(ForbiddenAct, match="2056-12-31"):
        destroy_file(row, "期满", by=head, at=at(d("06-01")))
    hold = place_hold(closed.case, "审计", by=closed.desk.archivist, at=at(d("06-01")))
    with pytest.raises(ForbiddenAct, match="held"):
        destroy_file(row, "期满", by=head, at=later)
    release_hold(hold, "审计结束", by=head, at=at(d("06-02")))
    with pytest.raises(ForbiddenAct):
        destroy_file(row, "期满", by=closed.desk.archivist, at=later)
    with pytest.raises(BadInput):
        destroy_file(row, " ", by=head, at=later)
    assert file_content(row)
    row = destroy_file(row, "保管期满", by=head, at=later)
    with pytest.raises(EvidenceError, match="destroyed"):
        file_content(row)
    with pytest.raises(ForbiddenAct, match="destroyed"):
        destroy_file(row, "再次", by=head, at=later)


def test_the_page_of_a_file(closed, sign_in):  # noqa: F811
    client = sign_in(closed.desk.archivist)
    here = f"/desk/cases/{closed.case.pk}/file/"
    page = client.get(here).content.decode()
    assert "行政处罚法 第" in page or "行政处罚法" in page
    assert client.post(f"{here}act/", {"act": "bind"}).status_code == 302
    assert client.get(f"{here}1.zip").content.startswith(b"PK")
    assert client.post(f"{here}act/", {"act": "hold", "because": "诉讼"}).status_code == 302
    assert "保全状态" in client.get(here).content.decode()
    assert client.post(f"{here}act/", {"act": "release", "hold": "x"}).status_code == 400
    english = sign_in(closed.desk.archivist, "en").get(here).content.decode()
    assert "The file is held" in english


@pytest.fixture
def with_bundle(closed, place, seen):  # noqa: F811
    """A function that adds a real bundle, encrypted in the store, to the closed case's evidence."""
    from mingjian.records.models import CaseEvidence

    def add(**more):
        capture, _ = seen(place.shop, **more)
        row = CaseEvidence.objects.create(
            case=closed.case, digest=capture.digest, kind="electronic", capture=capture, lawful_basis="程序规定 §22",
            taken_on=d("03-12"),
        )  # fmt: skip
        return capture, f"evidence/{row.digest}.wacz"

    return add


def _opened(row):
    from mingjian.office.documents.bind_file import file_content
    from mingjian.papers.verifier.check import check_file

    content = file_content(row)
    report = check_file(io.BytesIO(content))
    assert report.faults == []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_bundle_is_enclosed_decrypted(closed, with_bundle):
    capture, name = with_bundle()
    parts = _opened(_bind(closed))
    assert hashlib.sha256(parts[name]).hexdigest() == capture.digest
    assert zipfile.is_zipfile(io.BytesIO(parts[name]))
    [told] = [row for row in json.loads(parts["case.json"])["evidence"] if row["digest"] == capture.digest]
    assert told["file"] == name


def test_a_destroyed_bundle_is_named_in_the_index_and_nothing_fails(closed, place, with_bundle):
    from mingjian.office.evidence.destroy import approve_destruction, carry_out_destructions, propose_destruction

    capture, name = with_bundle()
    asked = propose_destruction(capture, "pipl_47", "应请求删除", by=place.handler, at=NOW)
    approve_destruction(asked, by=place.head, at=NOW)
    assert carry_out_destructions(at=NOW) == 1
    parts = _opened(_bind(closed))
    assert name not in parts
    assert set("销毁") <= set(text_of(parts["index.pdf"]))  # the narrow column breaks the words


@pytest.mark.parametrize("lost", ["key", "file", "bit"])
def test_a_bundle_that_cannot_be_opened_is_named_too(closed, with_bundle, store, lost):  # noqa: F811
    from mingjian.office.evidence.bundles import evidence_store, key_ring

    capture, name = with_bundle()
    if lost == "key":
        key_ring().destroy(capture.stored)
    elif lost == "file":
        evidence_store().remove(capture.stored)
    else:
        path = evidence_store().path(capture.stored)
        path.chmod(0o600)
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    parts = _opened(_bind(closed))
    assert name not in parts
    assert "随" in text_of(parts["index.pdf"])


def test_what_goes_to_the_police_is_never_enclosed(closed, with_bundle):
    _, name = with_bundle(police=True)
    parts = _opened(_bind(closed))
    assert name not in parts
    assert set("移送公安") <= set(text_of(parts["index.pdf"]))
