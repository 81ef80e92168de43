"""`./mj train`: learn from the office's own judgements, test, and keep a candidate; nothing is switched on."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from mingjian.errors import BadInput

SUMMARY = {
    "en": "Learn from the office's own judgements; tests before it replaces.",
    "zh": "从本单位的判断中学习；先测试，后替换。",
}
EXAMPLE = "./mj train --dry-run"
_STEPS = {
    "zh": ("读取已判断的发现", "学习并在未见过的判断和金丝雀语料上测试", "保存候选模型"),
    "en": (
        "reading judged findings",
        "learning; testing on unseen judgements and the canaries",
        "keeping the candidate",
    ),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--dry-run", action="store_true", help="only learn and test, keep nothing | 只学习和测试，不保存"
    )
    parser.add_argument("--by", metavar="USERNAME", help="the officer who has it trained | 提出训练的人员")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder of ./mj up | 数据目录")


def run(args: argparse.Namespace) -> int:
    """Train; 0 a candidate is kept (or would be), 1 what was learned is no better and is not kept."""
    from mingjian.site.commands.bulletin import connect

    connect(args.data)
    from mingjian.detect.canary import canaries
    from mingjian.detect.model import shipped
    from mingjian.detect.training import learn
    from mingjian.office.patrol.train_model import judgements, keep_model, next_name
    from mingjian.records import clock
    from mingjian.records.models import Unit

    unit = Unit.objects.filter(parent=None).first()
    if unit is None:
        raise BadInput(
            "There is no office yet, so there are no judgements; add the offices first.",
            "尚未建立单位，没有可供学习的判断；请先建立单位。",
        )
    officer = _officer(args.by, unit)
    _progress(args, 0)
    rows = list(judgements(unit))
    _progress(args, 1)
    learned = learn(rows, shipped(), next_name(unit))
    answer: dict[str, Any] = {
        "version": learned.model.version,
        "digest": learned.model.digest,
        "base": learned.model.settings["base"],
        "learned_from": learned.learned_from,
        "before": learned.before._asdict(),
        "after": learned.after._asdict(),
        "canaries": {"texts": len(canaries()), "alarms": 0},
        "better": learned.better,
        "kept": learned.better and not args.dry_run,
    }
    if answer["kept"]:
        _progress(args, 2)
        keep_model(unit, learned, by=officer, at=clock.now())
    print(json.dumps(answer, ensure_ascii=False) if args.json else written(answer, args.lang))
    return 0 if learned.better else 1


def written(answer: dict[str, Any], language: str) -> str:
    """The answer as lines for a person."""
    zh = language == "zh"
    names = (
        {"rows": "条", "hits": "命中", "misses": "漏报", "false_alarms": "误报", "loss": "损失"}
        if zh
        else {"rows": "rows", "hits": "hits", "misses": "misses", "false_alarms": "false alarms", "loss": "loss"}
    )

    def figures(row: dict[str, Any]) -> str:
        return ", ".join(f"{names[key]} {round(row[key], 4)}" for key in names)

    lines = [
        f"{answer['version']}  sha256 {answer['digest']}",
        (
            f"学习自 {answer['learned_from']} 条判断，基于 {answer['base']}"
            if zh
            else f"learned from {answer['learned_from']} judgements, on top of {answer['base']}"
        ),
        ("未见过的判断上，之前：" if zh else "on judgements it has not seen, before: ") + figures(answer["before"]),
        ("未见过的判断上，之后：" if zh else "on judgements it has not seen, after: ") + figures(answer["after"]),
        (
            f"金丝雀语料 {answer['canaries']['texts']} 篇，误报 0"
            if zh
            else f"canaries: {answer['canaries']['texts']} texts, no alarm"
        ),
    ]
    if answer["kept"]:
        lines.append(
            "已保存为候选。在工作台“更多 · 检测模型”由一人提出、另一人启用。"
            if zh
            else "Kept as a candidate. One person asks for it and another switches it on: desk, More, Detection models."
        )
    elif answer["better"]:
        lines.append("仅试算，未保存。" if zh else "A dry run: nothing was kept.")
    else:
        lines.append(
            "没有更好，未保存。请再判断一些发现后重新训练。"
            if zh
            else "It is no better and was not kept. Judge more findings and train again."
        )
    return "\n".join(lines)


def _officer(username: str | None, unit: Any) -> Any:
    if username is None:
        return None
    from mingjian.law.roles import may
    from mingjian.records.models import Account

    officer = Account.objects.filter(username=username, unit=unit, is_active=True).first()
    if officer is None or not may(set(officer.roles), "model.propose"):
        raise BadInput(
            f"{username!r} after --by is no officer of {unit.name_en} who may propose a model; see More, Officers.",
            f"--by 后面的“{username}”不是{unit.name_zh}可以提出模型的人员；见“更多 · 人员”。",
        )
    return officer


def _progress(args: argparse.Namespace, step: int) -> None:
    if sys.stderr.isatty():
        print(f"{step + 1}/3 {_STEPS[args.lang][step]} …", file=sys.stderr, flush=True)
