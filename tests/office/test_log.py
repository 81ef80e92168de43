"""The log: append-only in the database, sealed in order, and recomputed from the events themselves."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from mingjian.ledger import root
from tests.office.places import NOW


@pytest.fixture
def logged(own_database):
    from mingjian.office.audit.log_event import log_event

    return [log_event("demo_loaded", None, by=None, at=NOW, content={"n": n}) for n in range(5)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE records_event SET verb = 'x'",
        "DELETE FROM records_event",
        "TRUNCATE records_event CASCADE",
        "UPDATE records_sealedleaf SET digest = ''",
        "DELETE FROM records_seal",
    ],
)
@pytest.mark.parametrize("role", ["app", "owner"])
def test_the_log_can_be_neither_changed_nor_emptied(own_database, logged, statement, role):
    import psycopg

    with psycopg.connect(str(getattr(own_database, role))) as link, pytest.raises(psycopg.errors.InsufficientPrivilege):
        link.execute(statement)


def test_sealing_gives_each_event_its_place_and_the_root_of_all(logged):
    from mingjian.office.audit.seal_events import check_log, leaf_of, seal_events
    from mingjian.records.models import Seal, SealedLeaf

    assert seal_events(at=NOW) == 5
    assert seal_events(at=NOW) == 0
    leaves = [leaf_of(row.event) for row in SealedLeaf.objects.order_by("index").select_related("event")]
    assert bytes(Seal.objects.get().root) == root(leaves)
    check = check_log()
    assert (check.agrees, check.size, check.unsealed) == (True, 5, 0)


def test_an_event_committed_late_is_not_missed(own_database, logged):
    import psycopg

    from mingjian.office.audit.log_event import log_event
    from mingjian.office.audit.seal_events import check_log, seal_events

    with psycopg.connect(str(own_database.app)) as slow:
        slow.execute("SELECT pg_current_xact_id()")
        slow.execute(
            "INSERT INTO records_event (id, recorded_at, at, verb, kind, content) "
            "VALUES (gen_random_uuid(), now(), now(), 'demo_loaded', '', '{}')"
        )
        log_event("demo_loaded", None, by=None, at=NOW)
        before = seal_events(at=NOW)
        slow.commit()
    assert before + seal_events(at=NOW) == 7
    assert check_log().agrees


def test_an_altered_event_is_found_and_named(own_database, logged):
    import psycopg

    from mingjian.office.audit.seal_events import check_log, seal_events

    seal_events(at=NOW)
    with psycopg.connect(str(own_database.owner)) as link:
        link.execute("ALTER TABLE records_event DISABLE TRIGGER append_only")
        link.execute(
            "UPDATE records_event SET verb = 'signed_in' WHERE id = (SELECT event_id FROM records_sealedleaf WHERE index = 2)"
        )
        link.execute("ALTER TABLE records_event ENABLE TRIGGER append_only")
    check = check_log()
    assert (check.agrees, check.broken) == (False, 2)


def test_what_is_rolled_back_leaves_no_event(own_database):
    from mingjian.office.audit.log_event import log_event
    from mingjian.records.models import Event

    def fail():
        with transaction.atomic():
            log_event("demo_loaded", None, by=None, at=NOW)
            connection.cursor().execute("SELECT 1/0")

    with pytest.raises(DatabaseError):
        fail()
    assert not Event.objects.exists()


def test_sealing_goes_on_after_a_restore_in_which_transaction_numbers_begin_anew(own_database, logged):
    from mingjian.ledger import Frontier
    from mingjian.office.audit.seal_events import check_log, seal_events
    from mingjian.records.models import Seal

    empty = Frontier()
    Seal.objects.create(
        size=0, root=empty.root(), frontier=empty.to_bytes(), through_xid=2**40, through_seq=1, sealed_at=NOW
    )
    assert seal_events(at=NOW) == 5
    assert check_log().agrees
