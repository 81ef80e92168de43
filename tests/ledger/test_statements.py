"""Bulletins, changes of keys and case files as signed statements."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.errors import BadInput
from mingjian.ledger import (
    Concealed,
    Trust,
    check_case_file,
    check_statement,
    cosign,
    figure,
    read_note,
    seal_case_file,
    seal_statement,
)
from mingjian.ledger.bulletin import row_root
from tests.ledger import naive
from tests.ledger.conftest import LATER, NOON, OFFICE, Log
from tests.ledger.flips import codes, flip

ROWS = ["0192-b", "0192-a", "0192-c"]
BODY = {
    "period": "2026Q1",
    "title": "2026年第一季度网络执法通报",
    "figures": [
        figure("closures", 3, "个", ROWS),
        figure("reports", 12_345, "件", map(str, range(500)), listed=False),
    ],
}


@pytest.fixture(scope="module")
def bulletin(office, log) -> str:
    return seal_statement("bulletin", BODY, office, at=NOON, checkpoint=log.checkpoint)


def test_a_bulletin_is_json_that_anybody_can_read(bulletin):
    read = json.loads(bulletin)
    assert read["format"] == "mingjian/statement@v1"
    assert read["body"]["figures"][0]["rows"] == sorted(ROWS)
    assert read_note(read["note"]).text.startswith(
        f"mingjian/statement@v1\nkind bulletin\nissuer {OFFICE}\nat 2026-03-01T12:00:00Z\nsha-256 "
    )


def test_a_trusted_bulletin_says_what_is_proven_and_what_is_not(bulletin, trust):
    answer = check_statement(bulletin, trust)
    assert (answer.kind, answer.verdict, answer.since) == ("bulletin", "genuine", NOON)
    assert codes(answer.proven) == {"statement_signed", "log_position", "figures_whole"}
    assert codes(answer.not_proven) == {"own_clock", "no_witness", "rows_unlisted", "figures_true"}


def test_a_bulletin_without_trust_is_intact_by_somebody(bulletin):
    answer = check_statement(bulletin)
    assert (answer.verdict, answer.since) == ("intact", None)
    assert "signer_unknown" in codes(answer.not_proven)


def test_a_bulletin_forged_whole_never_passes_for_genuine(forger, trust):
    forged = seal_statement("bulletin", BODY, forger, at=NOON, checkpoint=Log(300, forger).checkpoint)
    assert check_statement(forged).verdict == "intact"
    assert codes(check_statement(forged, trust).failures) == {"name_with_other_key"}


def test_a_genuine_head_of_the_log_does_not_make_a_forged_bulletin_genuine(forger, log, trust):
    forged = seal_statement("bulletin", BODY, forger, at=NOON, checkpoint=log.checkpoint)
    assert check_statement(forged, trust).verdict == "failed"


def test_the_root_of_the_rows_is_that_of_a_merkle_tree_over_the_sorted_numbers():
    assert row_root(ROWS) == naive.mth([row.encode() for row in sorted(ROWS)]).hex()
    assert figure("x", 0, "个", [])["row_root"] == naive.sha(b"").hex()
    assert figure("x", 1, "个", ["a", "a"])["row_count"] == 1


def test_laying_the_file_out_anew_changes_nothing(bulletin, trust):
    compact = json.dumps(dict(reversed(json.loads(bulletin).items())), ensure_ascii=True)
    assert check_statement(compact, trust) == check_statement(bulletin, trust)


def test_a_body_with_any_keys_times_and_digests_is_whole(office, trust):
    body = {"$hmac-sha256": "ab", "$$x": [{"$": 1.0}], "at": LATER, "content": Concealed(bytes(32))}
    assert check_statement(seal_statement("notice", body, office, at=NOON), trust).verdict == "genuine"


def test_a_body_that_is_no_object_is_unreadable(bulletin):
    for body in ([], "x", {"$hmac-sha256": "ab"}):
        assert codes(check_statement(changed(bulletin, body=body)).failures) == {"unreadable"}


def changed(bulletin: str, **parts: object) -> str:
    return json.dumps({**json.loads(bulletin), **parts}, ensure_ascii=False)


def test_every_part_that_is_changed_is_named(bulletin, office, log, trust):
    other = {**BODY, "period": "2026Q2"}
    assert codes(check_statement(changed(bulletin, body=other), trust).failures) == {"content_differs"}
    assert "issuer_differs" in codes(check_statement(changed(bulletin, kind="notice"), trust).failures)
    short = Log(100, office).checkpoint
    assert codes(check_statement(changed(bulletin, checkpoint=short), trust).failures) == {"log_differs"}
    read = json.loads(bulletin)
    del read["checkpoint"]
    assert codes(check_statement(json.dumps(read), trust).failures) == {"log_differs"}
    assert "log_failed" in codes(check_statement(changed(bulletin, checkpoint="x"), trust).failures)


def test_a_bulletin_of_an_office_that_states_wrong_rows_itself_fails(office, trust):
    """Signed or not: the listed rows must be those of the stated root."""
    wrong = [{**figure("closures", 3, "个", ROWS), "rows": ["0192-a", "0192-b", "0192-d"]}]
    sealed = seal_statement("bulletin", {"figures": wrong}, office, at=NOON)
    assert codes(check_statement(sealed, trust).failures) == {"figure_differs"}
    answer = check_statement(seal_statement("bulletin", {"figures": []}, office, at=NOON), trust)
    assert "no_log" in codes(answer.not_proven)


def test_a_witness_of_the_enclosed_head_is_told(office, superior, log, trust, trust_both):
    seen = cosign(log.checkpoint, superior, at=LATER, trust=trust)
    answer = check_statement(seal_statement("bulletin", BODY, office, at=LATER, checkpoint=seen), trust_both)
    assert answer.verdict == "genuine"
    assert "witnessed" in codes(answer.proven)


@pytest.mark.parametrize(
    "written",
    ["", "{", "[]", "{}", '{"format": "mingjian/statement@v1"}', '{"a": 1, "a": 2}', "[" * 100_000, "null", '"\ud800"'],
)
def test_what_is_no_statement_is_said_to_be_unreadable(written):
    answer = check_statement(written)
    assert codes(answer.failures) == {"unreadable"}


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_flipped_bit_of_a_bulletin_is_found(bulletin, trust, data):
    whole = bulletin.encode()
    try:
        flipped = flip(whole, data.draw(st.integers(0, len(whole) * 8 - 1))).decode()
    except UnicodeDecodeError:
        return
    try:
        same = json.loads(flipped) == json.loads(bulletin)  # a space that became a line feed
    except ValueError:
        same = False
    for keys in (trust, Trust()):
        assert (check_statement(flipped, keys) == check_statement(bulletin, keys)) == same


@pytest.mark.parametrize("kind", ["", "Bulletin", "two words", "a\nissuer x"])
def test_a_kind_that_would_break_the_signed_lines_is_refused(office, kind):
    with pytest.raises(BadInput):
        seal_statement(kind, {}, office, at=NOON)


PARTS = {"立案审批表.pdf": b"%PDF-1.7 a", "evidence/询问笔录.pdf": b"%PDF-1.7 b" * 1000}


@pytest.fixture(scope="module")
def case_file(office, log) -> bytes:
    return seal_case_file(PARTS, {"number": "网信立〔2026〕1号"}, office, at=NOON, checkpoint=log.checkpoint)


def repacked(case_file: bytes, **parts: bytes | None) -> io.BytesIO:
    with zipfile.ZipFile(io.BytesIO(case_file)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in {**held, **parts}.items():
            if part is not None:
                archive.writestr(name, part)
    return out


def test_a_case_file_holds_what_was_signed(case_file, trust):
    answer = check_case_file(io.BytesIO(case_file), trust)
    assert (answer.kind, answer.verdict) == ("case-file", "genuine")
    assert {"parts_whole", "log_position"} <= codes(answer.proven)
    assert check_case_file(io.BytesIO(case_file)).verdict == "intact"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"立案审批表.pdf": b"%PDF-1.7 A"}, "part_changed"),
        ({"立案审批表.pdf": None}, "part_missing"),
        ({"补充.pdf": b"x"}, "part_extra"),
        ({"statement.json": b"{}"}, "unreadable"),
        ({"statement.json": None}, "unreadable"),
        ({"statement.json": b"\xff"}, "unreadable"),
    ],
)
def test_missing_changed_and_added_documents_are_named(case_file, trust, change, code):
    answer = check_case_file(repacked(case_file, **change), trust)
    assert answer.verdict == "failed"
    assert codes(answer.failures) == {code}
    if code.startswith("part"):
        assert dict(answer.failures[0].params) == {"name": next(iter(change))}


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_a_flipped_bit_in_a_document_of_a_case_file_is_found(case_file, trust, data):
    with zipfile.ZipFile(io.BytesIO(case_file)) as archive:
        part = archive.infolist()[1]
    first = part.header_offset + 30 + len(part.filename.encode())
    place = data.draw(st.integers(first * 8, (first + part.compress_size) * 8 - 1))
    assert not check_case_file(io.BytesIO(flip(case_file, place)), trust).intact


def test_a_bomb_in_a_case_file_is_given_up(case_file, trust):
    out = repacked(case_file)
    with zipfile.ZipFile(io.BytesIO(case_file)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    held["立案审批表.pdf"] = bytes(50 << 20)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in held.items():
            archive.writestr(name, part)
    assert codes(check_case_file(out, trust).failures) == {"part_changed"}
