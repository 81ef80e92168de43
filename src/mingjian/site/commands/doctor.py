"""`./mj doctor`: what is installed, reachable and configured, and what is missing for which feature."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mingjian.runtime.checkup import Finding

SUMMARY = {
    "en": "Say what is installed, reachable and configured, what is missing for which feature, and what mends it.",
    "zh": "检查已安装、可连接、已配置的内容，缺什么、影响什么功能、如何补上。",
}
EXAMPLE = "./mj doctor --lang zh"
_SIGNS = {"ok": "✓", "missing": "–", "broken": "✗"}
_SECRET = ("DSN", "KEY", "PASSWORD", "TOKEN", "SECRET")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder to look at | 要检查的数据目录")
    parser.add_argument(
        "--dsn", metavar="URL", help="a PostgreSQL server to ask as well | 同时检查的 PostgreSQL 服务器"
    )

    parser.add_argument(
        "--cases",
        action="store_true",
        help="compare the head of every case of the running installation with its steps | 核对每个案件的台账与其步骤",
    )
    parser.add_argument(
        "--mend",
        action="store_true",
        help="with --cases: write heads that differ anew | 与 --cases 合用：重写不符的台账",
    )


def run(args: argparse.Namespace) -> int:
    """Print every finding; 1 if something is amiss without which `./mj up` does not work."""
    if args.cases:
        return _cases(args)
    import mingjian
    from mingjian.runtime.checkup import check_up
    from mingjian.runtime.folder import default_folder
    from mingjian.runtime.server import look_at

    checkout = Path(mingjian.__file__).resolve().parents[2]
    data = args.data or Path(os.environ.get("MINGJIAN_DATA") or default_folder(checkout))
    findings = [*check_up(checkout, data.expanduser().absolute()), *([look_at(args.dsn)] if args.dsn else [])]
    findings += _faces(chinese=args.lang == "zh")
    amiss = any(finding.required and finding.state != "ok" for finding in findings)
    if args.json:
        for finding in findings:
            print(json.dumps({**dataclasses.asdict(finding), "feature": finding.feature[0]}, ensure_ascii=False))
        return int(amiss)
    chinese = args.lang == "zh"
    for finding in findings:
        print(f"{_SIGNS[finding.state]} {finding.name}: {finding.found}")
        if finding.state != "ok":
            feature = finding.feature[chinese]
            print(
                f"    影响：{feature}；补救：{finding.mend}"
                if chinese
                else f"    needed for {feature}; mend: {finding.mend}"
            )
    for name, value in _configured().items():
        print(f"  {name}={value}")
    print(_verdict(amiss, chinese=chinese))
    return int(amiss)


def _faces(*, chinese: bool) -> list[Finding]:
    """Say which faces of an official document are there and which are replaced; none at all is told as the font."""
    from mingjian.errors import BadInput
    from mingjian.papers.typefaces import ROLES, asked_for
    from mingjian.runtime.checkup import Finding

    feature = ("documents as PDF in the form of GB/T 9704", "按 GB/T 9704 排版 PDF 文书")
    try:
        found = asked_for(os.environ)
    except BadInput as refused:
        return [
            Finding("faces of documents", "missing", refused.say("zh" if chinese else "en"), feature, "MINGJIAN_FONTS")
        ]
    rows = []
    for role, (zh, en, _) in ROLES.items():
        family = found.families[role][0]
        name = f"{zh}（{role}）" if chinese else f"face {role} ({en}, {zh})"
        stands = family if found.own[role] else f"{family} 代替" if chinese else f"{family} in its place"
        rows.append(Finding(name, "ok", stands, feature))
    return rows


def _configured() -> dict[str, str]:
    """Give what the environment sets; secrets are not shown."""
    names = sorted(name for name in os.environ if name.startswith("MINGJIAN_"))
    return {name: "***" if any(word in name for word in _SECRET) else os.environ[name] for name in names}


def _verdict(amiss: bool, *, chinese: bool) -> str:
    if amiss:
        return "尚不能启动，请先处理标 ✗ 的项目。" if chinese else "./mj up will not work yet: mend what is marked ✗."
    return "可以启动：./mj up" if chinese else "Ready for ./mj up."


def _cases(args: argparse.Namespace) -> int:
    """Compare the heads of all cases with their steps; 1 if one differs and was not mended."""
    from mingjian.site.commands.bulletin import connect

    connect(args.data)
    from mingjian.office.cases.check_cases import check_cases

    found = check_cases(mend=args.mend)
    chinese = args.lang == "zh"
    if args.json:
        print(
            json.dumps({"checked": found.checked, "differ": found.differ, "mended": found.mended}, ensure_ascii=False)
        )
        return int(bool(found.differ) and not args.mend)
    for number, what in found.differ.items():
        print(f"✗ {number}: {'; '.join(what)}")
    print(
        f"核对案件 {found.checked} 件，不符 {len(found.differ)} 件，重写 {found.mended} 件。"
        if chinese
        else f"{found.checked} cases checked, {len(found.differ)} differ, {found.mended} written anew."
    )
    if found.differ and not args.mend:
        print("重写：./mj doctor --cases --mend" if chinese else "Mend: ./mj doctor --cases --mend")
    return int(bool(found.differ) and not args.mend)
