"""Two people, two connections, one case at the same moment; and a reply that was lost on the way."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.casework import at, d, everybody, register
from tests.office.places import territory
from tests.office.test_cases import agrees


@pytest.fixture
def led(own_database, settings):
    """A filed case in a database of its own, committed, so that other connections see it."""
    return register(everybody(territory(settings))).filed()


def at_once(*acts):
    """Do the acts at one moment, each in a thread with a connection of its own; what each gave or raised."""
    gate = threading.Barrier(len(acts))

    def one(act):
        from django.db import connection

        try:
            connection.ensure_connection()
            gate.wait(30)
            return act()
        except ForbiddenAct as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as many:
        return [row.result() for row in [many.submit(one, act) for act in acts]]


def contact(led, who, other, seen, key=""):
    from mingjian.office.cases.take_step import Sent, enter_step

    facts = {"cards_shown": True, "recusal_told": True, "record": f"{who.username}的笔录"}
    sent = Sent(d("03-12"), key or uuid.uuid4().hex, seen, (other,))
    return lambda: enter_step(led.case, "party_contacted", facts, sent, by=who, at=at(d("03-12")))


def test_of_two_officers_on_one_step_one_wins_and_the_other_is_told_by_whom(led):
    from mingjian.records.models import Event

    desk, seen = led.desk, led.case.length
    before = Event.objects.count()
    rows = at_once(contact(led, desk.lin, desk.chen, seen), contact(led, desk.chen, desk.lin, seen))
    [told], [taken] = ([row for row in rows if isinstance(row, ForbiddenAct) is lost] for lost in (True, False))
    assert led.case.steps.filter(kind="party_contacted").count() == 1
    assert taken.entered_by.username in told.say("zh")
    assert "行政处罚法 §47" in told.say("zh")
    assert Event.objects.count() == before + 1
    led.case.refresh_from_db()
    assert agrees(led.case)


def test_one_form_sent_from_two_connections_at_once_is_one_step(led):
    """The reply was lost and the browser sent the form again before the first one had ended."""
    seen, act = led.case.length, uuid.uuid4().hex
    rows = at_once(*[contact(led, led.desk.lin, led.desk.chen, seen, act)] * 4)
    assert len({row.pk for row in rows}) == 1
    assert led.case.steps.filter(kind="party_contacted").count() == 1
    led.case.refresh_from_db()
    assert agrees(led.case)


def test_two_heads_approve_at_once_and_one_of_them_does(led):
    from mingjian.office.cases.take_step import approve_step
    from tests.office.places import officer

    second = officer(led.desk.city, "head_too", "office_head")
    facts = {"number": "保1号", "items": "服务器", "risk": "可能被删除", "party_present": True}
    led.take("preserved", led.desk.lin, d("03-12"), led.desk.chen, **facts)
    seen = led.case.length

    def approval(head):
        sent = led.sent(d("03-12"), seen=seen)
        return lambda: approve_step(led.case, "preserved", sent, by=head, at=at(d("03-12")))

    rows = at_once(approval(led.desk.head), approval(second))
    assert sorted(isinstance(row, ForbiddenAct) for row in rows) == [False, True]
    assert led.case.steps.filter(kind="preserved").count() == 1


def test_cases_opened_at_once_have_numbers_without_gap_or_repetition(led):
    from mingjian.office.cases.open_case import open_case
    from mingjian.office.cases.take_step import Sent
    from mingjian.office.registry.register_service import NewService, NewSubject, register_service
    from mingjian.records.models import Case
    from tests.office.casework import OPENED, lead_about

    def lead(number):
        subject, new = NewSubject(f"{number}公司", sector="company"), NewService("站", host=f"s{number}.test")
        service = register_service(led.desk.city, subject, new, by=None, at=at(OPENED))
        return lead_about(led.desk, service, f"9901-2026-1{number:03}")

    leads = [lead(number) for number in range(5)]

    def opening(lead):
        sent = Sent(OPENED, uuid.uuid4().hex)
        return lambda: open_case([lead], {"source": "inspection", "summary": "x"}, sent, by=led.desk.lin, at=at(OPENED))

    at_once(*[opening(lead) for lead in leads])
    assert sorted(Case.objects.values_list("serial", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db
def test_no_step_is_changed_or_removed_even_by_who_may_write_to_the_database(opened):
    """行政处罚法 §47: the whole course is recorded; the table refuses what is not an addition."""
    from django.db import Error, connection, transaction

    opened.filed()
    for statement in (
        "UPDATE records_step SET day = day + 1",
        "UPDATE records_step SET facts = '{}' WHERE seq = 1",
        "DELETE FROM records_step",
        "TRUNCATE records_step CASCADE",
    ):
        with pytest.raises(Error, match=r"append-only|permission denied"), transaction.atomic():
            connection.cursor().execute(statement)
    assert opened.case.steps.count() == 3


def test_the_trigger_refuses_even_the_owner_of_the_table(led, own_database):
    import psycopg

    with psycopg.connect(str(own_database.owner)) as owner:
        for statement in ("UPDATE records_step SET day = day + 1", "DELETE FROM records_step"):
            with pytest.raises(psycopg.Error, match="append-only"), owner.transaction():
                owner.execute(statement)
