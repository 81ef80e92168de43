"""`./mj register WHAT FILE`: offices, officers and services of a running installation from tables; shown first, then written."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mingjian.errors import BadInput
from mingjian.site.commands.bulletin import connect

if TYPE_CHECKING:
    from mingjian.office.registry.read_table import Line

SUMMARY = {
    "en": "Register offices, officers or services from a CSV table; shows what it would do until --write is given.",
    "zh": "从 CSV 表格登记单位、人员或服务；不加 --write 只显示结果。",
}
EXAMPLE = "./mj register services services.csv --write"
WHAT = ("offices", "officers", "services")
OFFICE_HEADS = {
    "code": ("代码", "单位代码"),
    "name_zh": ("名称", "单位名称"),
    "name_en": ("英文名称",),
    "level": ("级别",),
    "parent": ("上级代码", "上级"),
}
OFFICER_HEADS = {
    "username": ("用户名",),
    "name_zh": ("姓名",),
    "name_en": ("英文姓名",),
    "unit": ("单位代码",),
    "roles": ("岗位",),
    "card_number": ("执法证号",),
    "card_from": ("执法证起", "有效期起"),
    "card_to": ("执法证止", "有效期止"),
    "legal": ("法律职业资格",),
}
LEVELS = {"省": "province", "省级": "province", "市": "city", "市级": "city", "县": "county", "县级": "county"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("what", choices=WHAT, help="what the table holds | 表格内容")
    parser.add_argument("file", type=Path, help="CSV, UTF-8 or GB18030 | CSV 文件，UTF-8 或 GB18030")
    parser.add_argument("--write", action="store_true", help="write it (else only look) | 写入（否则只查看）")
    parser.add_argument("--office", metavar="CODE", help="office of rows that name none | 未写单位时所属的单位代码")
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder of ./mj up | 数据目录")


def run(args: argparse.Namespace) -> int:
    """Look the table through, write it if asked; 1 if rows are wrong."""
    try:
        content = args.file.read_bytes()
    except OSError as fault:
        raise BadInput(
            f"{args.file} cannot be read ({fault.strerror}); name a CSV file.",
            f"{args.file} 无法读取（{fault.strerror}）；请给出一个 CSV 文件。",
        ) from None
    connect(args.data)
    work = {"offices": _offices, "officers": _officers, "services": _services}[args.what]
    answer = work(content, args)
    if args.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        _tell(answer, args)
    return 1 if answer["errors"] else 0


def _tell(answer: dict[str, Any], args: argparse.Namespace) -> None:
    zh = args.lang == "zh"
    for number, sentence in answer["errors"]:
        print(f"第 {number} 行：{sentence}" if zh else f"line {number}: {sentence}")
    for username, password in answer.get("passwords", {}).items():
        print(f"  {username:<16} {password}")
    good, bad = answer["good"], len(answer["errors"])
    if answer["written"]:
        print(f"已登记 {good} 行，{bad} 行未登记。" if zh else f"{good} rows registered, {bad} left out.")
    else:
        print(
            f"可登记 {good} 行，{bad} 行有误；加 --write 写入。"
            if zh
            else f"{good} rows can be registered, {bad} are wrong; add --write to register them."
        )


def _services(content: bytes, args: argparse.Namespace) -> dict[str, Any]:
    from mingjian.office.registry.import_services import import_services, look_through
    from mingjian.records import clock
    from mingjian.records.models import Unit

    units = Unit.objects.filter(code=args.office) if args.office else Unit.objects.filter(parent=None)
    within = units.first()
    if within is None:
        raise BadInput(
            "There is no such office yet; register offices first: ./mj register offices FILE --write.",
            "还没有这个单位；请先登记单位：./mj register offices 文件 --write。",
        )
    looked = look_through(content, within, day=clock.today())
    errors = [(error.number, error.zh if args.lang == "zh" else error.en) for error in looked.errors]
    if args.write:
        import_services(looked, by=None, at=clock.now())
    return {"good": len(looked.rows), "errors": errors, "written": args.write}


def _each(lines: list[Line], work: Any, args: argparse.Namespace) -> dict[str, Any]:
    """Do the work for every line in one transaction, which is kept only with --write."""
    from django.db import transaction

    errors, good = [], 0
    with transaction.atomic():
        for line in lines:
            try:
                work(line.cells)
                good += 1
            except BadInput as wrong:
                errors.append((line.number, wrong.say(args.lang)))
        if not args.write:
            transaction.set_rollback(True)
    return {"good": good, "errors": errors, "written": args.write}


def _offices(content: bytes, args: argparse.Namespace) -> dict[str, Any]:
    from mingjian.office.people.found_office import NewOffice, found_office
    from mingjian.office.registry.read_table import read_lines
    from mingjian.records import clock

    def found(cells: Any) -> None:
        level = cells.get("level", "")
        names = (cells.get("name_zh", ""), cells.get("name_en", ""))
        found_office(
            NewOffice(cells.get("code", ""), *names, LEVELS.get(level, level), cells.get("parent", "")), at=clock.now()
        )

    return _each(read_lines(content, OFFICE_HEADS, ("code", "name_zh", "level")), found, args)


def _officers(content: bytes, args: argparse.Namespace) -> dict[str, Any]:
    from mingjian.demo.load import new_password
    from mingjian.office.people.add_account import add_account
    from mingjian.office.registry.read_table import read_lines
    from mingjian.records import clock

    passwords: dict[str, str] = {}

    def add(cells: Any) -> None:
        unit, officer = _officer(cells, args.office)
        password = new_password()
        add_account(unit, officer, password, by=None, at=clock.now())
        passwords[officer.username] = password

    answer = _each(read_lines(content, OFFICER_HEADS, ("username", "name_zh", "roles")), add, args)
    return answer | ({"passwords": passwords} if args.write else {})


def _officer(cells: Any, office: str | None) -> tuple[Any, Any]:
    """The office and the officer of a row.

    Raises: BadInput.
    """
    from mingjian.office.people.add_account import NewOfficer
    from mingjian.records.models import Unit

    code = cells.get("unit", "") or office or ""
    unit = Unit.objects.filter(code=code).first() if code else Unit.objects.filter(parent=None).first()
    if unit is None:
        raise BadInput(f"There is no office {code!r}; register offices first.", f"没有单位“{code}”，请先登记单位。")
    username = cells.get("username", "")
    if not username or len(username) > 64 or not cells.get("name_zh") or not cells.get("roles"):
        raise BadInput("Username, name and roles must be given.", "用户名、姓名和岗位必须填写。")
    officer = NewOfficer(
        username=username,
        name_zh=cells["name_zh"][:40],
        name_en=(cells.get("name_en") or cells["name_zh"])[:80],
        roles=_roles(cells["roles"]),
        card_number=cells.get("card_number", "")[:32],
        card_from=_day(cells.get("card_from", "")),
        card_to=_day(cells.get("card_to", "")),
        legal_qualification=cells.get("legal", "").lower() in ("1", "yes", "true", "是"),
    )
    return unit, officer


def _roles(text: str) -> tuple[str, ...]:
    from mingjian.law.roles import ROLES

    named = {role.zh: code for code, role in ROLES.items() if role.inside}
    pieces = text.replace("，", ",").replace("、", ",").replace(";", ",").split(",")
    return tuple(dict.fromkeys(named.get(piece.strip(), piece.strip()) for piece in pieces if piece.strip()))


def _day(text: str) -> Any:
    import datetime

    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(f"{text!r} is no day; write 2026-11-24.", f"“{text}”不是日期，请写成 2026-11-24。") from None
