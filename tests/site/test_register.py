"""`./mj register`: an installation with nothing gets its offices, officers and services, and can begin a patrol."""

from __future__ import annotations

import json

import pytest

from mingjian.site.main import main

OFFICES = "代码,名称,级别,上级代码\n99,榕江省网信办,省级,\n9901,东屿市网信办,市级,99\n9902,岚川市网信办,市级,98\n"
OFFICERS = "用户名,姓名,单位代码,岗位\nlin,林一舟,9901,巡查员\nzhou,周审,9901,无此岗位\n"
SERVICES = "名称,网址,主体,单位代码\n临溪一中,lx1z.test,临溪一中,9901\n坏,,坏,\n"


@pytest.fixture
def register(own_database, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("MINGJIAN_DSN", str(own_database.app))

    def told(what, text, *words):
        (tmp_path / "table.csv").write_text(text, "utf-8")
        status = main(["register", what, str(tmp_path / "table.csv"), "--json", "--lang", "zh", *words])
        return status, json.loads(capsys.readouterr().out)

    return told


def test_from_nothing_to_a_run(register):
    from mingjian.office.patrol.plan_patrol import PlanTerms, plan_patrol
    from mingjian.office.patrol.start_run import start_run
    from mingjian.records import clock
    from mingjian.records.models import Account, OnlineService, Unit

    status, looked = register("offices", OFFICES)
    assert (status, looked["good"], Unit.objects.count()) == (1, 2, 0)  # looking writes nothing
    assert [(number, "98" in said) for number, said in looked["errors"]] == [(4, True)]
    register("offices", OFFICES, "--write")
    assert sorted(Unit.objects.values_list("path", flat=True)) == ["99.", "99.9901."]

    status, done = register("officers", OFFICERS, "--write")
    assert (status, list(done["passwords"])) == (1, ["lin"])
    officer = Account.objects.get(username="lin")
    assert officer.check_password(done["passwords"]["lin"])
    assert officer.roles == ["patrol_operator"]

    status, done = register("services", SERVICES, "--write")
    assert (status, done["good"], OnlineService.objects.get().unit.code) == (1, 1, "9901")
    plan = plan_patrol(officer.unit, PlanTerms("日常"), by=officer, at=clock.now())
    assert start_run(plan, by=officer, at=clock.now()).visits.count() == 1


def test_a_file_that_is_not_there_is_one_sentence(capsys):
    assert main(["register", "services", "/nowhere.csv", "--lang", "en"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
