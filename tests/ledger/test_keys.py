"""The folder of an office's keys: made once, read by nobody else, rotated without losing a public key."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest

from mingjian.errors import BadInput
from mingjian.ledger import (
    Trust,
    check_statement,
    load_keys,
    open_keys,
    published_keys,
    read_trust,
    rotate_keys,
    seal_statement,
    verify,
)
from mingjian.ledger.stores import replace_file
from tests.ledger.conftest import LATER, NOON, OFFICE, Log
from tests.ledger.flips import codes


def test_keys_are_made_at_the_first_start_and_read_at_the_next(tmp_path):
    first = open_keys(tmp_path / "keys", OFFICE, at=NOON)
    assert open_keys(tmp_path / "keys", OFFICE, at=LATER) == first
    assert first.made == NOON
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["office.key"]


def test_only_the_owner_can_read_the_key_file(tmp_path):
    open_keys(tmp_path / "keys", OFFICE, at=NOON)
    assert stat.S_IMODE((tmp_path / "keys/office.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_processes_that_start_at_once_make_one_set_of_keys(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: open_keys(tmp_path, OFFICE, at=NOON), range(16)))
    assert len(set(found)) == 1


def test_a_key_file_that_others_can_read_is_refused_with_the_mend(tmp_path):
    open_keys(tmp_path, OFFICE, at=NOON)
    (tmp_path / "office.key").chmod(0o640)
    with pytest.raises(BadInput, match=r"others can read it \(chmod 600 .*office\.key\)"):
        load_keys(tmp_path / "office.key")


def test_the_keys_of_another_office_are_refused(tmp_path):
    open_keys(tmp_path, OFFICE, at=NOON)
    with pytest.raises(BadInput, match=f"holds the keys of {OFFICE}, not of other"):
        open_keys(tmp_path, "other.example", at=NOON)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[:-20],
        lambda text: text.replace("ed25519 ", "ed25519 A", 1),
        lambda text: text.replace("@v1", "@v2"),
        lambda text: text.replace("made 2", "made x"),
        lambda text: text.replace("ml-dsa-44", "ml-dsa-45"),
    ],
)
def test_a_damaged_key_file_is_refused(tmp_path, damage):
    open_keys(tmp_path, OFFICE, at=NOON)
    path = tmp_path / "office.key"
    replace_file(path, damage(path.read_text()).encode(), mode=0o600)
    with pytest.raises(BadInput, match="restore it from its backup"):
        load_keys(path)


def test_a_missing_key_file_is_refused(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        load_keys(tmp_path / "office.key")


def test_after_a_rotation_old_and_new_signatures_are_checked_with_the_published_keys(tmp_path):
    old = open_keys(tmp_path, OFFICE, at=NOON)
    before = Log(3, old)
    new = rotate_keys(tmp_path, at=LATER)
    assert new.public != old.public
    assert open_keys(tmp_path, OFFICE, at=LATER) == new
    assert stat.S_IMODE((tmp_path / "office.key").stat().st_mode) == 0o600
    trust = read_trust(published_keys(tmp_path))
    assert len(trust.keys) == 8
    assert verify(None, before.checkpoint, trust).verdict == "genuine"
    assert verify(None, Log(3, new).checkpoint, trust).verdict == "genuine"
    assert verify(None, Log(3, new).checkpoint, Trust.of(old.public)).verdict == "failed"


def test_the_old_seeds_are_gone_after_a_rotation(tmp_path):
    open_keys(tmp_path, OFFICE, at=NOON)
    secrets = (tmp_path / "office.key").read_text().splitlines()[3:]
    rotate_keys(tmp_path, at=LATER)
    held = "".join(path.read_text() for path in tmp_path.iterdir())
    assert not [line for line in secrets if line.split()[1] in held]


def test_whoever_trusts_the_old_keys_can_follow_to_the_new_ones(tmp_path):
    old = open_keys(tmp_path, OFFICE, at=NOON)
    rotate_keys(tmp_path, at=LATER)
    statement = (tmp_path / "rotation-20260301T130000Z.json").read_text()
    answer = check_statement(statement, Trust.of(old.public))
    assert answer.verdict == "genuine"
    assert "succession" in codes(answer.proven)


def test_a_rotation_that_the_old_keys_have_not_signed_is_none(office, forger):
    body = {"retired": [str(key) for key in office.public], "successor": [str(key) for key in forger.public]}
    alone = seal_statement("key-rotation", body, forger, at=NOON)
    assert "succession_broken" in codes(check_statement(alone).failures)
    assert "name_with_other_key" in codes(check_statement(alone, Trust.of(office.public)).failures)
    old_alone = seal_statement("key-rotation", body, office, at=NOON)
    assert codes(check_statement(old_alone, Trust.of(office.public)).failures) == {"succession_broken"}
    nothing = seal_statement("key-rotation", {"retired": 1}, office, at=NOON)
    assert codes(check_statement(nothing, Trust.of(office.public)).failures) == {"succession_broken"}


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "file"
    replace_file(path, b"old")

    def no_more(_handle):
        raise OSError("disk is full")

    monkeypatch.setattr(os, "fsync", no_more)
    with pytest.raises(OSError, match="disk is full"):
        replace_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
