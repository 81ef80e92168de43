"""`./mj bulletin PERIOD`: a bulletin computed from the records of the running installation; nothing is written."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingjian.errors import BadInput

if TYPE_CHECKING:
    from mingjian.records.models import Unit

SUMMARY = {"en": "Compute a bulletin from the records.", "zh": "按记录计算一份通报。"}
EXAMPLE = "./mj bulletin 2026Q4 --jurisdiction 990100 --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("period", help="2026Q4, 2026-11 or 2026 | 期间")
    parser.add_argument("--jurisdiction", metavar="CODE", help="code of an office (default: the province) | 单位代码")
    parser.add_argument(
        "--format", choices=["text", "html", "pdf", "docx", "json"], default="text", help="form of the answer | 格式"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write to a file (pdf, docx) | 写入文件（pdf、docx）")
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
    if args.format in ("pdf", "docx") and not args.json:
        _put(_file(content, unit, args.format, args.lang, clock.now()), args.out)
        return 0
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


def _file(content: dict[str, Any], unit: Unit, form: str, language: str, at: datetime) -> bytes:
    """A bulletin as PDF/A or DOCX, on the sheet of documents."""
    from mingjian.office.people.office_seal import office_faces, office_name
    from mingjian.papers.blocks import Block, Closing, Paper, Para
    from mingjian.papers.typeset import set_pdf
    from mingjian.papers.word_file import word_file

    zh = language == "zh"
    office = office_name(unit) if zh else unit.name_en
    title = f"网络执法情况通报（{content['period']}）" if zh else f"Bulletin {content['period']}"
    lines = [line for line in str(content["text_zh" if zh else "text_en"]).split("\n") if line.strip()]
    day = f"{at.year}年{at.month}月{at.day}日" if zh else f"{at:%Y-%m-%d}"
    blocks: tuple[Block, ...] = (*(Para(line) for line in lines), Closing(office, day, sealed=False))
    paper = Paper("bulletin", office, title, blocks, language="zh" if zh else "en")
    return word_file(paper) if form == "docx" else set_pdf(paper, at=at, found=office_faces()).pdf


def _put(content: bytes, out: Path | None) -> None:
    """Write a file; to the standard output only if that is no terminal. Raises: BadInput."""
    if out is not None:
        try:
            out.write_bytes(content)
        except OSError as error:
            raise BadInput(
                f"{out} cannot be written ({error.strerror}).", f"无法写入 {out}（{error.strerror}）。"
            ) from error
        return
    if sys.stdout.isatty():
        raise BadInput(
            "A PDF or DOCX is no text; name a file with --out FILE.", "PDF、DOCX 不是文本；请用 --out 指定文件。"
        )
    sys.stdout.buffer.write(content)


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
