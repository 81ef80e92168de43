"""The demo's return: most rows count, the sample finds a false share that discounts, and it is left to the section head."""

from __future__ import annotations

import csv
import datetime

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
