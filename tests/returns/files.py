"""Small files of returns for the tests."""

from __future__ import annotations

import csv
import io
from datetime import date

from mingjian.returns import Checker, category, open_file

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
KEY = b"k" * 32
HEAD = ["账号标识", "措施", "处置日期", "依据代码", "告知情况", "未告知理由", "申诉途径"]


def line(
    uid="u1",
    measure="account_closure",
    day="2026-11-03",
    basis="RD-CSL69",
    notice="已告知",
    why="",
    redress="平台申诉中心",
):
    return [uid, measure, day, basis, notice, why, redress]


def text(*lines, head=HEAD, separator=","):
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows([head, *lines])
    return out.getvalue()


def checker(code="accounts", **options):
    names = frozenset({"漫鹭"})
    return Checker(category(code), FIRST, LAST, reporter="platform.manlu", key=KEY, platforms=names, **options)


def checked(path, code="accounts", **options):
    one = checker(code, **options)
    return [one.check(*row) for row in open_file(path, category(code)).lines()]
