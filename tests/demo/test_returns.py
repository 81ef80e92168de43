"""The demo's return: most rows count, the sample finds a false share that discounts, and it is left to the section head."""

from __future__ import annotations

import csv
import datetime

import pytest

from mingjian.demo.returns import ACCOUNTS, was_closed, write_return


def test_about_one_account_in_forty_was_never_closed():
    false = sum(not was_closed(number) for number in range(ACCOUNTS))
    assert 0.02 < false / ACCOUNTS < 0.03


def test_the_file_is_a_return_of_the_month(tmp_path):
    from mingjian.returns import Checker, category, open_file

    day = datetime.date(2026, 11, 24)
    write_return(tmp_path / "return.csv", day)
    assert sum(1 for _ in csv.reader((tmp_path / "return.csv").open(encoding="gb18030"))) == ACCOUNTS + 1
    checker = Checker(category("accounts"), day.replace(day=1), day, reporter="platform.manlu", key=b"k" * 32)
    opened = open_file(tmp_path / "return.csv", category("accounts"))
    rows = [checker.check(*line) for line, _ in zip(opened.lines(), range(2_000), strict=False)]
    assert {problem for row in rows for problem in row.problems} == {"redress_missing", "day_outside"}
    assert sum(row.counts for row in rows) > 1_980


@pytest.mark.slow
@pytest.mark.django_db
def test_the_worker_brings_it_to_the_section_head(place, settings, tmp_path, monkeypatch):
    from mingjian.demo.returns import Reports
    from mingjian.office.returns.decide_return import assessment_of
    from mingjian.office.returns.read_return import read_next
    from mingjian.records import clock
    from mingjian.records.models import Agency, BulkReturn
    from tests.office.places import NOW
    from tests.office.returns import sealed

    settings.EVIDENCE = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOW)
    Agency.objects.create(code="platform.manlu", kind="platform", name_zh="漫鹭短视频平台", name_en="Manlu")
    reports = Reports()
    reports.carry_out()
    assert read_next(at=NOW)
    row = BulkReturn.objects.get()
    assert (row.state, row.rows) == ("checked", ACCOUNTS)
    reports.carry_out()
    row.refresh_from_db()
    assert row.state == "checked"  # the receipt is not sealed yet
    sealed(row)
    for _ in range(9):
        reports.carry_out()
    row.refresh_from_db()
    said = assessment_of(row)
    assert (row.state, said.rule) == ("sampled", "discounted")
    assert said.false == row.sample.filter(result="false").count() > 0
