"""Bundles under their own keys: kept encrypted, read decrypted, proven by the log, and gone once their key is."""

from __future__ import annotations

import hashlib
import json

import pytest

from mingjian.errors import BadInput, EvidenceError, ForbiddenAct
from tests.office.evidence_store import seen, store  # noqa: F401 - fixtures
from tests.office.places import NOW, officer

SECRET = "澳门新葡京注册送彩金"


@pytest.fixture
def capture(place, seen):  # noqa: F811
    return seen(place.shop, text=SECRET)[0]


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_nothing_of_a_page_lies_in_the_store_in_clear(capture, store):  # noqa: F811
    from mingjian.office.evidence.bundles import open_bundle

    assert open_bundle(capture).startswith(b"PK")
    assert len(files(store / "evidence")) == 1
    assert not [path for path in files(store) if SECRET.encode() in path.read_bytes() or b"PK\x03" in path.read_bytes()]


def test_the_log_keeps_only_the_salted_digest(capture):
    from mingjian.office.audit.seal_events import entry_of
    from mingjian.records.models import Event

    event = Event.objects.get(verb="service_visited")
    assert capture.digest not in json.dumps(event.content)
    assert entry_of(event)["capture"].digest.hex() == capture.sealed


def test_a_downloaded_bundle_with_its_proof_names_the_visit(place, seen, tmp_path, settings):  # noqa: F811
    """From outside: `./mj verify BUNDLE --proof PROOF`, and with a bit flipped in either."""
    from mingjian.commands.verify import _answer
    from mingjian.ledger import Trust
    from mingjian.office.audit.log_keys import office_keys
    from mingjian.office.audit.publish_log import prove_event, publish_log
    from mingjian.office.audit.seal_events import leaf_of
    from mingjian.office.evidence.bundles import open_bundle, opening_of
    from mingjian.records.models import Event, Seal, SealedLeaf

    settings.DATA = tmp_path
    capture, _ = seen(place.shop)
    keys = office_keys(NOW)
    event = Event.objects.get(verb="service_visited")
    leaf = leaf_of(event)  # the sealer itself takes only what is committed; a test's transaction never is
    SealedLeaf.objects.create(index=0, event=event, digest=leaf)
    head = str(keys.sign_checkpoint(1, leaf, at=NOW))
    Seal.objects.create(size=1, root=leaf, frontier=b"", through_xid=0, through_seq=0, checkpoint=head, sealed_at=NOW)
    publish_log()
    bundle, proof = tmp_path / "b.wacz", tmp_path / "b.tlog-proof"
    bundle.write_bytes(open_bundle(capture))
    proof.write_text(prove_event(event, opening_of(capture)))
    trust = Trust.of(keys.public)
    answer = _answer(bundle, trust, proof)
    assert answer.verdict == "genuine", answer
    assert {"file_named", "opened", "included"} <= {reason.code for reason in answer.proven}
    proof.write_text(prove_event(event))
    assert "file_not_named" in {reason.code for reason in _answer(bundle, trust, proof).failures}


def test_a_flipped_bit_in_the_store_is_found(capture, store):  # noqa: F811
    from mingjian.office.evidence.bundles import open_bundle

    [file] = files(store / "evidence")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.chmod(0o600)
    file.write_bytes(content)
    with pytest.raises(EvidenceError, match="altered"):
        open_bundle(capture)


def test_two_people_destroy_it_and_then_it_is_gone_while_the_log_agrees(place, capture, store):  # noqa: F811
    from mingjian.office.audit.seal_events import check_log
    from mingjian.office.evidence.bundles import open_bundle
    from mingjian.office.evidence.destroy import approve_destruction, carry_out_destructions, propose_destruction
    from mingjian.records.models import Capture, Finding

    asked = propose_destruction(capture, "pipl_47", "应当事人请求删除", by=place.handler, at=NOW)
    with pytest.raises(ForbiddenAct):
        approve_destruction(asked, by=place.handler, at=NOW)
    assert open_bundle(capture)
    approve_destruction(asked, by=place.head, at=NOW)
    assert carry_out_destructions(at=NOW) == 1
    assert carry_out_destructions(at=NOW) == 0
    assert not files(store)
    gone = Capture.objects.get(pk=capture.pk)
    assert (gone.digest, gone.facts, gone.gone_at) == ("", None, NOW)
    assert {(view.title, view.text) for view in gone.views.all()} == {("", "")}
    assert SECRET[:2] not in json.dumps([finding.marks for finding in Finding.objects.all()], ensure_ascii=False)
    with pytest.raises(EvidenceError, match="destroyed by law"):
        open_bundle(gone)
    assert check_log().broken is None


def test_whoever_asks_does_not_approve_whatever_roles_he_has(place, capture):
    from mingjian.office.evidence.destroy import approve_destruction, propose_destruction

    asked = propose_destruction(capture, "pipl_47", "删除", by=place.all_roles, at=NOW)
    with pytest.raises(ForbiddenAct) as refused:
        approve_destruction(asked, by=place.all_roles, at=NOW)
    assert "second person" in refused.value.say("en")
    asked.refresh_from_db()
    assert asked.state == "proposed"


@pytest.mark.parametrize(
    ("ground", "because", "code"),
    [("", "x", "destruction_without_ground"), ("pipl_47", " ", "destruction_without_reason")],
)
def test_no_destruction_without_ground_and_reason(place, capture, ground, because, code):
    from mingjian.law.reasons import EN
    from mingjian.office.evidence.destroy import propose_destruction
    from mingjian.records.models import Destruction

    with pytest.raises(ForbiddenAct) as refused:
        propose_destruction(capture, ground, because, by=place.handler, at=NOW)
    assert EN[code] in refused.value.say("en")
    assert not Destruction.objects.exists()


def test_a_hold_prevents_it_even_when_placed_after_the_asking(place, capture, store):  # noqa: F811
    from mingjian.office.evidence.destroy import approve_destruction, carry_out_destructions, propose_destruction
    from mingjian.office.evidence.hold import lift_hold, place_hold

    asked = propose_destruction(capture, "pipl_47", "删除", by=place.handler, at=NOW)
    hold = place_hold(capture, "行政诉讼", by=place.handler, at=NOW)
    with pytest.raises(ForbiddenAct) as refused:
        approve_destruction(asked, by=place.head, at=NOW)
    assert "another person must lift" in refused.value.say("en")
    assert carry_out_destructions(at=NOW) == 0
    with pytest.raises(ForbiddenAct):
        lift_hold(hold, "结案", by=place.handler, at=NOW)
    lift_hold(hold, "诉讼终结", by=place.head, at=NOW)
    approve_destruction(asked, by=place.head, at=NOW)
    assert carry_out_destructions(at=NOW) == 1


def test_a_standing_measure_keeps_its_evidence(place, seen):  # noqa: F811
    from mingjian.office.evidence.destroy import propose_destruction
    from mingjian.office.measures.propose_measure import propose_measure
    from mingjian.office.patrol.judge_finding import confirm_finding

    capture, finding = seen(place.shop)
    lead = confirm_finding(finding, by=place.patrol, at=NOW)
    propose_measure(lead, "closure", "RD-CSL69", "页面推广网课代刷。", by=place.handler, at=NOW)
    with pytest.raises(ForbiddenAct) as refused:
        propose_destruction(capture, "pipl_47", "删除", by=place.handler, at=NOW)
    assert "行政处罚法 §46" in refused.value.say("zh")


def test_an_interrupted_destruction_is_carried_on(place, capture, store):  # noqa: F811
    """The key is gone but the rows are not written yet: the next look finishes it."""
    from mingjian.office.evidence.bundles import key_ring
    from mingjian.office.evidence.destroy import approve_destruction, carry_out_destructions, propose_destruction

    approve_destruction(
        propose_destruction(capture, "pipl_47", "删除", by=place.handler, at=NOW), by=place.head, at=NOW
    )
    key_ring().destroy(capture.stored)
    assert carry_out_destructions(at=NOW) == 1
    assert not files(store)


# --- the record of two officers -----------------------------------------------------------------------------------------


def test_a_record_needs_two_officers_and_then_never_changes(place, capture, settings, tmp_path):
    from django.db import DatabaseError, transaction

    from mingjian.ledger import Trust, check_statement
    from mingjian.office.audit.log_keys import office_keys
    from mingjian.office.evidence.record_evidence import confirm_record, make_record
    from mingjian.records.models import EvidenceRecord

    settings.DATA = tmp_path
    record = make_record(capture, "东屿市网信办取证室", "以取证终端访问并固定", "", by=place.handler, at=NOW)
    with pytest.raises(ForbiddenAct):
        confirm_record(record, by=place.handler, at=NOW)
    second = officer(place.city, "second", "handler")
    record = confirm_record(record, by=second, at=NOW)
    assert record.number == "9901-E-2026-0001"
    answer = check_statement(record.statement, Trust.of(office_keys(NOW).public))
    assert answer.verdict == "genuine"
    assert capture.digest in record.statement
    if record.pdf is not None:  # where a Chinese font is installed
        assert record.pdf.startswith(b"%PDF")
        assert hashlib.sha256(record.pdf).hexdigest() in record.statement
    assert check_statement(record.statement.replace("取证室", "取证窒"), Trust()).verdict == "failed"
    for change in ({"body": {}}, {"state": "made"}):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            EvidenceRecord.objects.filter(pk=record.pk).update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EvidenceRecord.objects.filter(pk=record.pk).delete()


def test_no_record_without_card_nor_of_another_office_nor_twice(place, capture):
    from mingjian.office.evidence.record_evidence import make_record
    from mingjian.records.models import EvidenceRecord

    bare = officer(place.city, "bare", "handler")
    bare.card_number = ""
    bare.save()
    for who in (bare, place.stranger, place.intake):
        with pytest.raises(ForbiddenAct):
            make_record(capture, "取证室", "固定", "", by=who, at=NOW)
    with pytest.raises(BadInput):
        make_record(capture, " ", "固定", "", by=place.handler, at=NOW)
    assert not EvidenceRecord.objects.exists()
    make_record(capture, "取证室", "固定", "", by=place.handler, at=NOW)
    with pytest.raises(BadInput):
        make_record(capture, "取证室", "固定", "", by=place.handler, at=NOW)


def test_a_returned_record_makes_room_for_another(place, capture):
    from mingjian.office.evidence.record_evidence import make_record, return_record

    record = make_record(capture, "取证室", "固定", "", by=place.handler, at=NOW)
    second = officer(place.city, "second", "handler")
    return_record(record, "地点不对", by=second, at=NOW)
    make_record(capture, "巡查中心", "固定", "", by=place.handler, at=NOW)
