"""The bytes of an event that are sealed: one text for one meaning, and nothing left of what must be destroyed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.errors import BadInput
from mingjian.ledger import Concealed, canonical, conceal, entry_bytes, new_salt, opens
from mingjian.ledger.entry import concealed_in, restored

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_one_event_has_one_text():
    event = {
        "verb": "case_filed",
        "at": datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=8))),
        "day": date(2026, 3, 1),
        "id": UUID(int=7),
        "名称": "立案“甲”",
        "score": 1.0,
        "share": 0.1,
        "parts": (1, None, True),
    }
    assert entry_bytes(event).decode() == (
        '{"at":"2026-03-01T01:30:00.000000Z","day":"2026-03-01","id":"00000000-0000-0000-0000-000000000007",'
        '"parts":[1,null,true],"score":1,"share":0.1,"verb":"case_filed","名称":"立案“甲”"}'
    )
    assert entry_bytes(dict(reversed(event.items()))) == entry_bytes(event)


def test_the_same_moment_in_two_zones_is_one_text():
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    assert entry_bytes({"at": moment}) == entry_bytes({"at": moment.astimezone(timezone(timedelta(hours=8)))})


@pytest.mark.parametrize(
    ("value", "text"), [(1e20, "1" + "0" * 20), (-0.0, "0"), (2.5, "2.5"), (10**30, "1" + "0" * 30)]
)
def test_numbers_have_one_form(value, text):
    assert canonical(value).decode() == text


@given(json_values)
def test_what_a_database_gives_back_has_the_same_bytes(value):
    """jsonb forgets the order of keys and whether a whole number was a float."""
    assert canonical({"v": json.loads(json.dumps(value))}) == canonical({"v": value})


@given(json_values)
def test_the_canonical_text_reads_back_to_itself(value):
    text = canonical({"$v": value, "c": Concealed(bytes(32))})
    assert canonical(restored(json.loads(text))) == text
    assert canonical(restored(json.loads(canonical(value)))) == canonical(value)


@pytest.mark.parametrize("digest", ["xy", 7, None, "AA", "aa"])
def test_what_only_looks_like_a_digest_harms_nobody(digest):
    found = concealed_in({"content": {"$hmac-sha256": digest}})
    assert found == ({"content": Concealed(b"\xaa")} if digest == "aa" else {})


@given(json_values, json_values)
def test_different_values_have_different_bytes(one, other):
    assert (canonical(one) == canonical(other)) == (_same(one) == _same(other))


def _same(value):
    """A form in which equality is JSON's: True is not 1, but 1.0 is."""
    if isinstance(value, dict):
        return ("object", tuple(sorted((key, _same(inner)) for key, inner in value.items())))
    if isinstance(value, list):
        return ("array", tuple(map(_same, value)))
    return (
        "boolean" if isinstance(value, bool) else "value",
        repr(int(value)) if isinstance(value, float) and value.is_integer() else repr(value),
    )


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), datetime(2026, 1, 1), b"raw", {1: 2}, "\ud800", {"a": [{"b": object()}]}]
)
def test_what_has_no_one_text_is_refused(value):
    with pytest.raises(BadInput) as caught:
        entry_bytes({"v": value})
    assert "$.v" in str(caught.value)
    assert "日志条目" in caught.value.say("zh")


def test_destroyed_content_leaves_a_digest_that_can_still_be_sealed_and_opened():
    salt, content = new_salt(), {"reporter": "张三", "phone": "13800000000"}
    concealed = conceal(content, salt)
    sealed = entry_bytes({"verb": "report_received", "content": concealed})
    assert "张三" not in sealed.decode()
    assert entry_bytes({"verb": "report_received", "content": Concealed(concealed.digest)}) == sealed
    [(name, found)] = concealed_in(json.loads(sealed)).items()
    assert name == "content"
    assert opens(found, content, salt)
    assert not opens(found, {**content, "phone": "13800000001"}, salt)
    assert not opens(found, content, new_salt())


def test_the_same_content_twice_gives_two_digests():
    assert conceal("同一句话", new_salt()) != conceal("同一句话", new_salt())


def test_content_cannot_pass_itself_off_as_a_digest():
    digest = conceal("x", new_salt())
    forged = entry_bytes({"content": {"$hmac-sha256": digest.digest.hex()}})
    assert forged != entry_bytes({"content": digest})
    assert concealed_in(json.loads(forged)) == {}


def test_bytes_and_text_of_the_same_letters_are_told_apart():
    salt = new_salt()
    assert conceal(b'"a"', salt) != conceal("a", salt)


def test_a_salt_of_another_length_is_refused():
    with pytest.raises(ValueError, match="32 bytes"):
        conceal("x", b"short")
