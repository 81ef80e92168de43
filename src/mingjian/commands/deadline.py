"""`./mj deadline RULE --from DATE`: the due date of a statutory period, its article, and how it was counted."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from pathlib import Path

from mingjian.errors import BadInput

SUMMARY = {
    "en": "Due date of a statutory period, with the article and how it was counted.",
    "zh": "法定期限的届满日，附条文和计算过程。",
}
EXAMPLE = "./mj deadline CAC14-45.decision_90 --from 2025-08-04 --exclude 2025-09-08..2025-09-28"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare RULE, --from, --exclude and --calendar."""
    parser.add_argument("rule", metavar="RULE", help="code of the period, e.g. CAC14-18.filing | 期限代码")
    parser.add_argument(
        "--from",
        dest="start",
        metavar="DATE",
        required=True,
        help="day of the event (or 2026-03-02T09:30) | 起算事件日",
    )
    parser.add_argument(
        "--exclude", metavar="FIRST..LAST", action="append", default=[], help="days that do not count | 不计入的期间"
    )
    parser.add_argument("--calendar", metavar="FILE", type=Path, help="a calendar of your own | 自备日历文件")


def run(args: argparse.Namespace) -> int:
    """Count and print; 0 always, or BadInput."""
    from mingjian.law.calendar import read
    from mingjian.law.counting import due
    from mingjian.law.explain import as_json, explain

    days = read(args.calendar) if args.calendar else None
    answer = due(args.rule, _moment(args.start), args.exclude, calendar=days)
    print(json.dumps(as_json(answer), ensure_ascii=False) if args.json else explain(answer, args.lang, calendar=days))
    return 0


def _moment(text: str) -> date | datetime:
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise BadInput(
            f"{text!r} after --from is not a day; write it as 2026-03-02 (or 2026-03-02T09:30 for periods in hours).",
            f"--from 后面的“{text}”不是日期；请写成 2026-03-02（以小时计的期限写 2026-03-02T09:30）。",
        ) from None
