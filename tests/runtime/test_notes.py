"""A database remembers what was done to it, and forgets nothing else that stands in its comment."""

from __future__ import annotations

import psycopg
import pytest

from mingjian.runtime.dsn import Dsn
from mingjian.runtime.notes import fingerprint, read_notes, write_note
from tests import database


@pytest.fixture
def owner(database_server: Dsn):
    roles = database.make(database_server, "mingjian_notes")
    yield roles.owner
    database.drop(database_server, "mingjian_notes")


def test_notes_are_kept_side_by_side_and_replaced_by_name(owner):
    assert read_notes(owner) == {}
    write_note(owner, "tables", "a'b")
    write_note(owner, "demo", "loaded")
    write_note(owner, "tables", "c")
    assert read_notes(owner) == {"tables": "c", "demo": "loaded"}


@pytest.mark.parametrize("comment", ["the office's own", "[1]", ""])
def test_a_comment_of_somebody_else_is_no_note(owner, comment):
    with psycopg.connect(str(owner), autocommit=True) as link:
        link.execute(f"COMMENT ON DATABASE mingjian_notes IS '{comment.replace(chr(39), chr(39) * 2)}'")
    assert read_notes(owner) == {}


def test_a_changed_migration_is_another_fingerprint(tmp_path):
    for name in ("0001.py", "0002.py"):
        (tmp_path / name).write_text("one")
    before = fingerprint(tmp_path.glob("*.py"))
    assert before == fingerprint(tmp_path.glob("*.py"))
    (tmp_path / "0002.py").write_text("two")
    assert fingerprint(tmp_path.glob("*.py")) != before
