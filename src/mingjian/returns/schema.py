"""What a file of a return must hold: the columns of each category, with their headings in both languages."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingjian.errors import BadInput


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its headings, whether a file must have it, and what a cell may hold."""

    name: str
    zh: str
    en: str
    needed: bool
    hint_zh: str
    hint_en: str


@dataclass(frozen=True, slots=True)
class Category:
    """What a return may be about. `measures` are the codes of `law.measures` that its rows may name."""

    code: str
    zh: str
    en: str
    target: str
    measures: tuple[str, ...]
    columns: tuple[Column, ...]


UID = Column(
    "uid",
    "账号标识",
    "account id",
    True,
    "平台内唯一的账号标识（文本格式）",
    "the account's id on the platform, as text",
)
URL = Column("url", "信息地址", "address", True, "被清理信息的完整网址", "the full address of the removed item")
NUMBER = Column(
    "number", "手机号码", "number", True, "11 位手机号码（文本格式）", "a mobile number of 11 digits, as text"
)
PLATFORM = Column(
    "platform",
    "平台",
    "platform",
    False,
    "报送平台的名称或代码，可不填",
    "name or code of the reporting platform; may be left out",
)
MEASURE = Column("measure", "措施", "measure", True, "措施代码或名称", "code or name of the measure")
ACTED_ON = Column("acted_on", "处置日期", "day", True, "2026-11-24，须在报送期间内", "2026-11-24, within the period")
BASIS = Column("basis", "依据代码", "basis", True, "依据目录中的代码", "a code of the catalogue of bases")
NOTICE = Column("notice", "告知情况", "notice", True, "已告知 或 未告知", "told or not_told")
WHY_NOT = Column(
    "why_not_told",
    "未告知理由",
    "why not told",
    False,
    "未告知的必须写明理由",
    "must be given where nobody was told",
)
REDRESS = Column(
    "redress",
    "申诉途径",
    "redress",
    True,
    "受影响者可以在哪里申诉",
    "where those who are hit can appeal",
)
FACTS = Column("facts", "事由", "facts", False, "为什么处置，可不填", "why it was done; may be left out")
PHONE = Column(
    "holder_phone",
    "持有人手机号",
    "holder's phone",
    False,
    "只保存加密摘要，可不填",
    "only a keyed digest is kept; may be left out",
)
IDENTITY = Column(
    "holder_id",
    "持有人证件号",
    "holder's id number",
    False,
    "只保存加密摘要，可不填",
    "only a keyed digest is kept; may be left out",
)
CHANGE = Column(
    "change",
    "变更",
    "change",
    False,
    "只用于更正：增加 或 删除",
    "only in a correction: add or remove",
)
_COMMON = (MEASURE, ACTED_ON, BASIS, NOTICE, WHY_NOT, REDRESS, FACTS)
CATEGORIES: Mapping[str, Category] = {
    row.code: row
    for row in (
        Category(
            "accounts",
            "账号",
            "accounts",
            "account",
            ("account_closure", "account_update_stop", "account_mute"),
            (UID, *_COMMON, PLATFORM, PHONE, IDENTITY, CHANGE),
        ),
        Category("items", "信息", "items", "item", ("item_removal",), (URL, *_COMMON, CHANGE)),
        Category("numbers", "手机号码", "numbers", "number", ("number_handling",), (NUMBER, *_COMMON, CHANGE)),
    )
}
"""The three categories of counting.md that cannot be single acts of officers."""
TOLD = {"told": True, "已告知": True, "not_told": False, "not told": False, "未告知": False}
CHANGES = {"add": "add", "增加": "add", "remove": "remove", "删除": "remove", "": "add"}


def category(code: str) -> Category:
    """One category by its code. Raises: BadInput, naming those there are."""
    if code in CATEGORIES:
        return CATEGORIES[code]
    near = ", ".join(difflib.get_close_matches(code, CATEGORIES, n=1)) or ", ".join(CATEGORIES)
    raise BadInput(f"There is no category {code!r} of returns; use {near}.", f"没有“{code}”这一类报送；可用：{near}。")


@dataclass(frozen=True, slots=True)
class Headings:
    """Where each known column stands in a file, and the headings that are not read."""

    places: Mapping[str, int]
    unread: tuple[str, ...]


def _plain(heading: object) -> str:
    text = unicodedata.normalize("NFKC", str(heading if heading is not None else ""))
    return " ".join(text.replace("\ufeff", "").split()).lower()


def read_headings(cells: Sequence[object], kind: Category) -> Headings:
    """Match the first row of a file with the columns of its category; codes and both languages are understood.

    Raises: BadInput, if a needed column is missing or one stands there twice.
    """
    known = {_plain(word): column.name for column in kind.columns for word in (column.name, column.zh, column.en)}
    places: dict[str, int] = {}
    unread: list[str] = []
    for place, cell in enumerate(cells):
        heading = _plain(cell)
        name = known.get(heading)
        if name is None:
            unread += [heading[:40]] if heading else []
        elif name in places:
            raise BadInput(
                f"The column {heading!r} stands twice in the first row; keep one.",
                f"首行中“{heading}”出现两次，请保留一列。",
            )
        else:
            places[name] = place
    missing = [column for column in kind.columns if column.needed and column.name not in places]
    if missing:
        raise BadInput(
            f"The first row lacks the columns {', '.join(column.name for column in missing)}; "
            f"take the template for {kind.en} and keep its first row.",
            f"首行缺少以下列：{'、'.join(column.zh for column in missing)}；请使用“{kind.zh}”模板并保留首行。",
        )
    return Headings(places, tuple(unread))
