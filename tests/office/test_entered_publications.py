"""What the desk of publications did becomes a step of the case: once, by those who did it, as the law allows."""

from __future__ import annotations

import pytest

from mingjian.law.publication import QUESTIONS, Answer
from tests.office.casework import at, d
from tests.office.test_cases import agrees

pytestmark = pytest.mark.django_db
ANSWERS = {question.code: Answer(True, "影响较大") for question in QUESTIONS}


def published(led, day, by=None):
    """The served decision of the case, proposed by its handler and published by the head."""
    from mingjian.office.publications.publish import propose_publication, publish
    from mingjian.records.models import Measure

    measure = Measure.objects.get(case=led.case, code="warning")
    if measure.executed_on is None:
        measure.state, measure.executed_on = "executed", day
        measure.save()
    row = propose_publication(measure, ANSWERS, "推广赌博", minor=False, by=led.desk.lin, at=at(day))
    return publish(row, by=by or led.desk.head, at=at(day))


def entered(led, day):
    from mingjian.office.cases.enter_publications import enter_publications

    found = enter_publications(at=at(day))
    led.case.refresh_from_db()
    return found


def refused(row, by, day):
    """What the page of the publication says of it."""
    from mingjian.office.cases.enter_publications import refused_by_case

    row.refresh_from_db()
    found = refused_by_case(row, by=by, at=at(d(day)))
    return found.say("en") if found else ""


def course(led):
    from mingjian.office.cases.course import law_steps

    return law_steps(led.case)


def test_a_published_decision_is_entered_once_by_those_who_published_it(opened):
    from mingjian.law.course import first_fault, fold

    opened.served()
    row = published(opened, d("05-06"))
    assert (entered(opened, d("05-06")), entered(opened, d("05-06"))) == (1, 0)
    asked, done = course(opened)[-2:]
    assert (asked.kind, done.kind, done.day) == ("proposed", "published", d("05-06"))
    assert asked.by[0].code == str(opened.desk.lin.pk)
    assert done.by[0].code == str(opened.desk.head.pk)
    assert row.number in done.text("reasons")
    assert fold(course(opened)).published_on == d("05-06")
    assert first_fault(course(opened)) is None
    assert agrees(opened.case)


def test_one_that_is_taken_back_is_entered_too(opened):
    from mingjian.law.course import first_fault, fold
    from mingjian.office.publications.withdraw import withdraw

    opened.served()
    row = published(opened, d("05-06"))
    entered(opened, d("05-06"))
    withdraw(row, "决定已撤销", by=opened.desk.head, at=at(d("05-08")))
    assert (entered(opened, d("05-08")), entered(opened, d("05-09"))) == (1, 0)
    last = course(opened)[-1]
    assert (last.kind, last.day, last.text("reasons")) == ("unpublished", d("05-08"), "决定已撤销")
    assert fold(course(opened)).unpublished_on == d("05-08")
    assert first_fault(course(opened)) is None


def test_published_and_taken_back_before_the_job_looked_is_entered_in_order(opened):
    from mingjian.office.publications.withdraw import withdraw

    opened.served()
    row = published(opened, d("05-06"))
    withdraw(row, "决定已撤销", by=opened.desk.head, at=at(d("05-06"), 10))
    assert entered(opened, d("05-06")) == 2
    assert [step.kind for step in course(opened)[-2:]] == ["published", "unpublished"]


def test_what_waits_or_was_refused_is_not_entered(opened):
    from mingjian.office.publications.publish import refuse_publication
    from mingjian.records.models import Publication

    opened.served()
    row = published(opened, d("05-06"))
    Publication.objects.filter(pk=row.pk).update(state="proposed")
    assert entered(opened, d("05-06")) == 0
    refuse_publication(row, "影响不大", by=opened.desk.head, at=at(d("05-06")))
    assert entered(opened, d("05-06")) == 0


def test_what_the_law_refuses_changes_nothing_and_holds_up_nobody_else(opened, caplog):
    from mingjian.records.models import Publication, Step

    opened.served()
    row = published(opened, d("05-06"))
    Publication.objects.filter(pk=row.pk).update(decided_by=opened.desk.lin)
    before = Step.objects.count()
    assert entered(opened, d("05-06")) == 0
    assert "for: office head" in refused(row, opened.desk.head, "05-06")
    assert Step.objects.count() == before
    assert row.number in caplog.text
    assert agrees(opened.case)


def test_the_page_says_before_and_after_what_the_case_refuses(opened):
    from mingjian.records.models import Publication

    opened.served()
    row = published(opened, d("05-06"))
    assert refused(row, opened.desk.head, "05-06") == ""
    Publication.objects.filter(pk=row.pk).update(state="proposed", decided_by=None)
    assert refused(row, opened.desk.head, "05-06") == ""
    assert "for: office head" in refused(row, opened.desk.lin, "05-06")
    Publication.objects.filter(pk=row.pk).update(state="published", decided_by=opened.desk.head)
    entered(opened, d("05-06"))
    assert refused(row, opened.desk.lin, "05-06") == ""
