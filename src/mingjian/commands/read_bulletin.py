"""`./mj read-bulletin FILE`: the figures and named subjects of somebody's published bulletin, even a polluted one."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.errors import BadInput

if TYPE_CHECKING:
    from mingjian.reading import BulletinReading

SUMMARY = {
    "en": "Read the figures and named subjects of a published bulletin, even a polluted one.",
    "zh": "读出已发布通报中的数字与点名对象，被污染的也可以。",
}
EXAMPLE = "./mj read-bulletin docs/specimens/polluted-bulletin.txt"

_WORDS = {
    "zh": {
        "issuer": "发布机关",
        "period": "统计期间",
        "unknown": "文中未载明",
        "figures": "数字",
        "named": "点名对象",
        "damage": "受损情况",
        "none": "无",
        "lost": "数字缺失",
        "at_least": "余",
        "cleaned": "还原文本",
        "brand": "植入品牌",
        "noise": "噪声字符",
        "order": "段落错乱",
        "lost words": "文字缺失",
        "place": "第 {start}–{end} 字",
    },
    "en": {
        "issuer": "Issuer",
        "period": "Period",
        "unknown": "not said",
        "figures": "Figures",
        "named": "Named subjects",
        "damage": "Damage",
        "none": "none",
        "lost": "number lost",
        "at_least": "or more",
        "cleaned": "Cleaned text",
        "brand": "brand put in",
        "noise": "noise",
        "order": "out of order",
        "lost words": "words lost",
        "place": "characters {start}-{end}",
    },
}
_SHOWN = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the file to read, and whether the cleaned text is wanted."""
    parser.add_argument(
        "file", metavar="FILE", help="text or HTML file, - for standard input | 文本或 HTML 文件，- 为标准输入"
    )
    parser.add_argument("--cleaned", action="store_true", help="also print the cleaned text | 同时输出还原文本")


def run(args: argparse.Namespace) -> int:
    """Read the bulletin and print what it says; status 0.

    Raises: BadInput, if the file cannot be read or holds no text.
    """
    from mingjian.reading import read_bulletin

    reading = read_bulletin(_text(args.file))
    if args.json:
        print(json.dumps(reading.as_json(), ensure_ascii=False))
    else:
        print("\n".join(_lines(reading, _WORDS["zh" if args.lang == "zh" else "en"], cleaned=args.cleaned)))
    return 0


def _text(name: str) -> str:
    from mingjian.text import read

    content = _content(name)
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(
            f"{name} is not a text: give the bulletin as text or HTML", f"{name} 不是文本:请提供通报的文本或 HTML 文件"
        )
    text = read(content).text
    if not text.strip():
        raise BadInput(
            f"{name} holds no text: give the bulletin as text or HTML", f"{name} 没有文字:请提供通报的文本或 HTML 文件"
        )
    return text


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        raise BadInput(f"{name} is a folder: name one file", f"{name} 是文件夹:请指定一个文件") from error
    except OSError as error:
        raise BadInput(
            f"{name} cannot be read ({error.strerror}): check the path and its permissions",
            f"无法读取 {name}({error.strerror}):请检查路径和权限",
        ) from error


def _lines(reading: BulletinReading, words: dict[str, str], *, cleaned: bool) -> list[str]:
    lines = [
        f"{words['issuer']}: {reading.issuer or words['unknown']}",
        f"{words['period']}: {reading.period or words['unknown']}",
        "",
        f"{words['figures']} ({len(reading.figures)})",
    ]
    for figure in reading.figures:
        number = f"[{words['lost']}]" if figure.value is None else f"{figure.value:,}"
        more = f" ({words['at_least']})" if figure.at_least and figure.value is not None else ""
        lines.append(
            f"  {number:>12} {figure.unit}{more}  {figure.subject}  "
            f"「{figure.text}」 {_place(words, figure.start, figure.end)}"
        )
    lines += ["", f"{words['named']} ({len(reading.named)})"]
    lines += [f"  {name.name}  {_place(words, name.start, name.end)}" for name in reading.named]
    lines += ["", f"{words['damage']}: {'、'.join(words[kind] for kind in reading.damage) or words['none']}"]
    for kind in reading.damage:
        marks = [mark for mark in reading.marks if mark.kind == kind]
        lines += [
            f"  {words[kind]}: 「{mark.text[:24]}」 {_place(words, mark.start, mark.end)}" for mark in marks[:_SHOWN]
        ]
        lines += [f"  {words[kind]}: +{len(marks) - _SHOWN}"] if len(marks) > _SHOWN else []
    return lines + (["", words["cleaned"], reading.cleaned] if cleaned else [])


def _place(words: dict[str, str], start: int, end: int) -> str:
    return words["place"].format(start=start, end=end)
