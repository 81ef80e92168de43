"""`./mj bulletin PERIOD`: a bulletin computed from the records of the running installation; nothing is written."""

from __future__ import annotations

import argparse
import json
import os
from html import escape
from pathlib import Path
from typing import Any

from mingjian.errors import BadInput

SUMMARY = {"en": "Compute a bulletin from the records.", "zh": "按记录计算一份通报。"}
EXAMPLE = "./mj bulletin 2026Q4 --jurisdiction 990100 --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("period", help="2026Q4, 2026-11 or 2026 | 期间")
    parser.add_argument("--jurisdiction", metavar="CODE", help="code of an office (default: the province) | 单位代码")
    parser.add_argument("--format", choices=["text", "html", "json"], default="text", help="form of the answer | 格式")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder of ./mj up | 数据目录")


def run(args: argparse.Namespace) -> int:
    """Print the bulletin; 0."""
    from mingjian.figures.period import period

    wanted = period(args.period)
    connect(args.data)
    from mingjian.office.bulletins.draft_bulletin import compute_bulletin
    from mingjian.records import clock
    from mingjian.records.models import Unit

    units = Unit.objects.filter(code=args.jurisdiction) if args.jurisdiction else Unit.objects.filter(parent=None)
    unit = units.first()
    if unit is None:
        raise BadInput(
            f"There is no office {args.jurisdiction or 'yet'!r}; see the codes under Officers on the desk.",
            f"没有代码为“{args.jurisdiction or ''}”的单位；代码见工作台的“人员”。",
        )
    content = compute_bulletin(unit, wanted, as_of=clock.now())
    print(written(content, "json" if args.json else args.format, args.lang))
    return 0


def written(content: dict[str, Any], form: str, language: str) -> str:
    """A bulletin's content as text, HTML or JSON."""
    if form == "json":
        return json.dumps(content, ensure_ascii=False)
    text = str(content["text_zh" if language == "zh" else "text_en"])
    if form == "text":
        return text
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{escape(content["period"])}</title>{paragraphs}</html>'


def connect(data: Path | None) -> None:
    """Point Django at the database of a running installation.

    Raises: BadInput, if no `./mj up` runs on the data folder.
    """
    import mingjian
    from mingjian.runtime import folder as folders

    path = data or Path(os.environ.get("MINGJIAN_DATA") or folders.default_folder(Path(mingjian.__file__).parents[2]))
    if "MINGJIAN_DSN" not in os.environ:
        os.environ["MINGJIAN_DSN"] = _address(path)
    os.environ["MINGJIAN_DATA"] = str(path)
    os.environ.setdefault(
        "MINGJIAN_DEMO", "1" if (path / "KIND").exists() and "demo" in (path / "KIND").read_text() else "0"
    )
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingjian.site.settings")
    import django
    from django.db import OperationalError, connection

    django.setup()
    try:
        connection.ensure_connection()
    except OperationalError:
        raise _not_running(path) from None


def _address(path: Path) -> str:
    try:
        return (path / "address").read_text().strip()
    except OSError:
        raise _not_running(path) from None


def _not_running(path: Path) -> BadInput:
    return BadInput(
        f"No installation runs on {path}; start it with ./mj up (and name its folder with --data).",
        f"{path} 上没有正在运行的明鉴；请先用 ./mj up 启动（并用 --data 指定目录）。",
    )
