"""New signing keys take two people, are made outside the database, and a machine that stops leaves old or new ones whole."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.ledger import Trust, check_statement, key_files, load_keys, open_keys, published_keys, read_trust, verify
from tests.office.places import NOW, officer

LATER = NOW + timedelta(days=3)


@pytest.fixture
def keeper(place, settings, tmp_path):
    """The place with a data folder, whose keys the administrator of the province may ask to change."""
    settings.DATA, settings.LOG_NAME = tmp_path, "rongjiang.example/log"
    place.folder = tmp_path / "keys"
    place.old = open_keys(place.folder, settings.LOG_NAME, at=NOW)
    place.admin = officer(place.province, "admin", "system_administrator")
    place.ask = lambda: acts().ask_for_rotation("年度更换", by=place.admin, at=LATER)
    place.now = lambda: load_keys(place.folder / "office.key")
    return place


def acts():
    from mingjian.office.audit import rotate_keys

    return rotate_keys


def approved(place):
    row = place.ask()
    acts().approve_rotation(row, by=place.province_head, at=LATER)
    return row


def verbs():
    from mingjian.records.models import Event

    return list(Event.objects.order_by("id").values_list("verb", flat=True))


def test_one_asks_another_approves_and_the_old_keys_introduce_the_new_ones(keeper):
    from mingjian.records.models import Event

    row = approved(keeper)
    assert keeper.now() == keeper.old, "the approval alone changes no file"
    assert acts().carry_out_rotations(at=LATER) == 1
    row.refresh_from_db()
    new = keeper.now()
    assert row.state == "done"
    assert row.successor.split() == [str(key) for key in new.public]
    assert row.retired.split() == [str(key) for key in keeper.old.public]
    answer = check_statement(row.statement, Trust.of(keeper.old.public))
    assert (answer.verdict, "succession" in {reason.code for reason in answer.proven}) == ("genuine", True)
    assert verbs()[-3:] == ["key_rotation_asked", "key_rotation_approved", "keys_rotated"]
    assert Event.objects.get(verb="keys_rotated").content["successor"] == row.successor.split()


def test_no_secret_enters_the_database(keeper):
    approved(keeper)
    acts().carry_out_rotations(at=LATER)
    from mingjian.records.models import Event, KeyRotation

    written = json.dumps([list(KeyRotation.objects.values()), list(Event.objects.values())], default=str)
    for line in (keeper.folder / "office.key").read_text().splitlines()[3:]:
        assert line.split()[1] not in written


def test_heads_of_before_and_after_are_genuine_to_whoever_has_the_new_trust_file(keeper):
    before = str(keeper.old.sign_checkpoint(3, bytes(32), at=NOW))
    approved(keeper)
    acts().carry_out_rotations(at=LATER)
    after = str(keeper.now().sign_checkpoint(4, bytes(32), at=LATER))
    trust = read_trust(published_keys(keeper.folder))
    assert verify(None, before, trust).verdict == "genuine"
    assert verify(None, after, trust).verdict == "genuine"
    assert verify(None, after, Trust.of(keeper.old.public)).verdict == "failed"


def test_whoever_asked_may_not_approve_and_nothing_changes(keeper):
    row = keeper.ask()
    keeper.admin.roles = ["system_administrator", "office_head"]
    keeper.admin.save()
    before = verbs()
    with pytest.raises(ForbiddenAct, match="second person"):
        acts().approve_rotation(row, by=keeper.admin, at=LATER)
    row.refresh_from_db()
    assert (row.state, verbs(), acts().carry_out_rotations(at=LATER), keeper.now()) == (
        "asked", before, 0, keeper.old,
    )  # fmt: skip


def test_who_may_neither_ask_nor_approve_is_refused(keeper):
    with pytest.raises(ForbiddenAct):
        acts().ask_for_rotation("x", by=keeper.province_handler, at=LATER)
    row = keeper.ask()
    for stranger in (keeper.province_handler, keeper.head):
        with pytest.raises(ForbiddenAct):
            acts().approve_rotation(row, by=stranger, at=LATER)
    with pytest.raises(BadInput, match="office at its head"):
        acts().ask_for_rotation("x", by=officer(keeper.city, "city_admin", "system_administrator"), at=LATER)


def test_only_one_change_is_open_and_each_has_a_reason(keeper):
    with pytest.raises(BadInput, match="Say why"):
        acts().ask_for_rotation("  ", by=keeper.admin, at=LATER)
    row = keeper.ask()
    with pytest.raises(BadInput, match="Another change"):
        keeper.ask()
    with pytest.raises(BadInput, match="Say why"):
        acts().refuse_rotation(row, "", by=keeper.province_head, at=LATER)
    acts().refuse_rotation(row, "刚刚换过", by=keeper.province_head, at=LATER)
    with pytest.raises(BadInput, match="decided meanwhile"):
        acts().approve_rotation(row, by=keeper.province_head, at=LATER)
    again = keeper.ask()
    acts().withdraw_rotation(again, by=keeper.admin, at=LATER)
    assert acts().carry_out_rotations(at=LATER) == 0
    assert keeper.now() == keeper.old


class Stop(BaseException):
    """The machine stops here."""


@pytest.mark.parametrize("step", range(1, 6))
def test_wherever_the_machine_stops_the_next_look_ends_with_one_change(keeper, monkeypatch, step):
    """Steps: the three files, the synced folder between them, and the row after them."""
    approved(keeper)
    calls = []

    def stopping(real):
        def called(*args, **options):
            calls.append(real)
            if len(calls) == step:
                raise Stop
            return real(*args, **options)

        return called

    monkeypatch.setattr(key_files, "replace_file", stopping(key_files.replace_file))
    monkeypatch.setattr(key_files, "sync_folder", stopping(key_files.sync_folder))
    monkeypatch.setattr(acts(), "log_event", stopping(acts().log_event))
    with pytest.raises(Stop):
        acts().carry_out_rotations(at=LATER)
    between = keeper.now()
    trust = read_trust(published_keys(keeper.folder))
    assert {*keeper.old.public, *between.public} <= {*trust.keys}, "no public key is lost meanwhile"
    monkeypatch.undo()
    from django.conf import settings

    settings.DATA, settings.LOG_NAME = keeper.folder.parent, "rongjiang.example/log"
    assert acts().carry_out_rotations(at=LATER + timedelta(minutes=1)) == 1
    new = keeper.now()
    assert new.public != keeper.old.public
    if between.public != keeper.old.public:
        assert new == between, "what was done is not done a second time"
    from mingjian.records.models import KeyRotation

    row = KeyRotation.objects.get()
    assert check_statement(row.statement, Trust.of(keeper.old.public)).verdict == "genuine"
    assert row.successor.split() == [str(key) for key in new.public]
    kept = (keeper.folder / "retired.vkeys").read_text().split()
    assert [kept.count(str(key)) for key in keeper.old.public] == [1] * 4
    assert acts().carry_out_rotations(at=LATER + timedelta(minutes=2)) == 0


def test_whoever_opens_the_keys_next_signs_with_the_new_ones(keeper):
    from mingjian.office.audit.log_keys import office_keys

    approved(keeper)
    acts().carry_out_rotations(at=LATER)
    head = str(office_keys(LATER).sign_checkpoint(5, bytes(32), at=LATER))
    assert verify(None, head, Trust.of(keeper.now().public)).verdict == "genuine"
