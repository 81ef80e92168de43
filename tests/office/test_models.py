"""The office teaches it: learned from judgements, switched on by two people, taken back by one, and in the log."""

from __future__ import annotations

import datetime

import pytest
from django.db import connection, transaction

from mingjian.errors import BadInput, ForbiddenAct
from tests.office.judged import LURE, finding, judged, learned  # noqa: F401 - fixtures
from tests.office.places import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + datetime.timedelta(hours=1)


@pytest.fixture
def candidate(judged):  # noqa: F811
    return trained(judged)


def trained(judged, at=NOW):  # noqa: F811
    from mingjian.office.patrol.train_model import keep_model, next_name

    assert next_name(judged.unit) == "99-1"
    return keep_model(judged.unit, learned(), by=judged.asks, at=at)


def on(judged, model):  # noqa: F811
    from mingjian.office.patrol.switch_model import ask_for_model, switch_on

    switch = ask_for_model(model, "本地暗语", unit=judged.unit, by=judged.asks, at=NOW)
    return switch_on(switch, by=judged.decides, at=LATER)


def states():
    from mingjian.records.models import Event, ModelSwitch

    return ModelSwitch.objects.values_list("state", "back").count(), Event.objects.count()


def test_confirmed_and_dismissed_findings_make_a_better_candidate(judged, candidate):  # noqa: F811
    assert candidate.figures["after"]["loss"] < candidate.figures["before"]["loss"]
    assert candidate.figures["after"]["false_alarms"] <= candidate.figures["before"]["false_alarms"]
    assert candidate.figures["learned_from"] + candidate.figures["after"]["rows"] == 60
    assert candidate.version.startswith("99-1+")
    assert candidate.canaries["alarms"] == 0
    assert candidate.canaries["texts"] >= 500


def test_police_rows_and_open_findings_are_not_read(judged):  # noqa: F811
    from mingjian.office.patrol.train_model import judgements

    rows = list(judgements(judged.unit))
    assert {row.text: row.promotes for row in rows}[LURE.format(n=0)] is True
    assert len({row.group for row in rows}) == 60
    finding(judged.services[0], "机密内容", state="confirmed", police=True, by=judged.asks)
    finding(judged.services[1], "尚未判断", state="open", by=None)
    texts = {row.text for row in judgements(judged.unit)}
    assert len(texts) == 60
    assert not texts & {"机密内容", "尚未判断"}


def test_a_model_that_learned_nothing_better_is_not_kept(judged):  # noqa: F811
    from mingjian.office.patrol.train_model import keep_model
    from mingjian.records.models import DetectionModel

    worse = learned()._replace(after=learned().before)
    with pytest.raises(BadInput, match="no better"):
        keep_model(judged.unit, worse, by=None, at=NOW)
    assert not DetectionModel.objects.exists()


def test_the_same_judgements_are_not_kept_twice(judged, candidate):  # noqa: F811
    from mingjian.office.patrol.train_model import keep_model

    with pytest.raises(BadInput, match="kept already"):
        keep_model(judged.unit, learned(), by=None, at=LATER)


def test_the_database_refuses_to_change_a_kept_model(judged, candidate):  # noqa: F811
    from django.db.utils import ProgrammingError

    with pytest.raises(ProgrammingError, match=r"append-only|permission denied"), transaction.atomic():
        connection.cursor().execute("UPDATE records_detectionmodel SET digest = 'x'")


def test_whoever_asks_may_not_switch_on(judged, candidate):  # noqa: F811
    from mingjian.office.patrol.switch_model import ask_for_model, model_in_force, switch_on

    switch = ask_for_model(candidate, "本地暗语", unit=judged.unit, by=judged.both, at=NOW)
    before = states()
    with pytest.raises(ForbiddenAct, match="second person"):
        switch_on(switch, by=judged.both, at=LATER)
    with pytest.raises(ForbiddenAct):
        switch_on(switch, by=judged.asks, at=LATER)
    with pytest.raises(ForbiddenAct):
        switch_on(switch, by=judged.place.head, at=LATER)  # a city does not decide for the province
    assert states() == before
    assert model_in_force() is None


def test_switched_on_by_a_second_person_it_judges_and_stands_in_the_log(judged, candidate):  # noqa: F811
    from mingjian.jobs.judging_model import judging_model
    from mingjian.records.models import Event

    assert judging_model().version != candidate.version
    on(judged, candidate)
    assert judging_model().version == candidate.version
    assert judging_model().digest == candidate.digest
    event = Event.objects.get(verb="model_switched_on")
    assert event.content["digest"] == candidate.digest
    assert event.actor == judged.decides


def test_a_finding_keeps_the_version_that_made_it(judged, candidate):  # noqa: F811
    from mingjian.jobs.judging import judge_sights
    from mingjian.jobs.judging_model import judging_model
    from mingjian.office.patrol.record_visit import SeenView
    from mingjian.text import read_text

    on(judged, candidate)
    text = LURE.format(n=999) + " 上门服务 加微信 abc123"
    seen = SeenView("plain", "http://s0.test/", "http://s0.test/", 200, "", text, (("body", 0, len(text)),))
    service = judged.services[0]
    result = judge_sights(service, {"plain": (seen, read_text(text))}, today=NOW.date(), model=judging_model())
    assert result is not None
    assert result.model == candidate.version


def test_one_person_rolls_back_at_once_and_two_are_needed_to_go_on_again(judged, candidate):  # noqa: F811
    from mingjian.detect.model import shipped
    from mingjian.jobs.judging_model import judging_model
    from mingjian.office.patrol.switch_model import ask_for_model, roll_back, switch_on

    on(judged, candidate)
    with pytest.raises(ForbiddenAct):
        roll_back("误报", by=judged.asks, at=LATER)
    switch = roll_back("误报增多", by=judged.decides, at=LATER + datetime.timedelta(minutes=1))
    assert switch.model is None
    assert judging_model().version == shipped().version
    with pytest.raises(BadInput, match="nothing to roll back"):
        roll_back("再退", by=judged.decides, at=LATER)
    again = ask_for_model(candidate, "已核对", unit=judged.unit, by=judged.asks, at=LATER)
    switch_on(again, by=judged.decides, at=LATER + datetime.timedelta(minutes=2))
    assert judging_model().version == candidate.version


def test_only_one_switch_is_asked_for_at_a_time_and_it_can_be_withdrawn(judged, candidate):  # noqa: F811
    from mingjian.office.patrol.switch_model import ask_for_model, refuse_model, withdraw_model

    with pytest.raises(BadInput, match="Say why"):
        ask_for_model(candidate, " ", unit=judged.unit, by=judged.asks, at=NOW)
    switch = ask_for_model(candidate, "试用", unit=judged.unit, by=judged.asks, at=NOW)
    with pytest.raises(BadInput, match="not decided"):
        ask_for_model(candidate, "试用", unit=judged.unit, by=judged.both, at=NOW)
    with pytest.raises(BadInput, match="Only the person"):
        withdraw_model(switch, by=judged.both, at=NOW)
    withdraw_model(switch, by=judged.asks, at=NOW)
    with pytest.raises(BadInput, match="decided meanwhile"):
        refuse_model(switch, "晚了", by=judged.decides, at=NOW)


def test_a_city_does_not_ask_for_the_model_of_all(judged, candidate):  # noqa: F811
    from mingjian.office.patrol.switch_model import ask_for_model

    with pytest.raises(BadInput, match="whole territory"):
        ask_for_model(candidate, "试用", unit=judged.place.city, by=judged.place.patrol, at=NOW)


def test_the_canaries_are_asked_again_when_it_is_switched_on(judged, candidate, monkeypatch):  # noqa: F811
    from mingjian.detect import canary
    from mingjian.office.patrol.switch_model import ask_for_model, model_in_force, switch_on

    switch = ask_for_model(candidate, "试用", unit=judged.unit, by=judged.asks, at=NOW)
    canary._passed.cache_clear()
    monkeypatch.setattr(canary, "alarms", lambda model: ("强烈要求公开拆迁补偿标准",))
    before = states()
    with pytest.raises(BadInput, match="lawful speech"):
        switch_on(switch, by=judged.decides, at=LATER)
    assert states() == before
    assert model_in_force() is None


def test_a_model_that_no_longer_fits_never_judges(judged, candidate, monkeypatch):  # noqa: F811
    from mingjian.detect.model import shipped
    from mingjian.jobs import judging_model as job

    on(judged, candidate)
    job._admitted.cache_clear()
    monkeypatch.setattr(job, "admit", lambda *_: (_ for _ in ()).throw(BadInput("other lexicons", "词库不符")))
    assert job.judging_model() is shipped()
    job._admitted.cache_clear()
