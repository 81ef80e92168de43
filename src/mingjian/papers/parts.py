"""Pieces that many templates share: the usual wants, the facts of a party, opinions in a form, rights and terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mingjian.papers.blocks import Addressee, Block, Cell, Closing, Form, Heading, Pairs, Para, Signatures, Table
from mingjian.papers.content import Content, Want, WantKind
from mingjian.papers.wording import BLANK, ordinal

YES, NO = "■", "□"


def want(name: str, kind: WantKind, zh: str, en: str, article: str = "", *, required: bool = True) -> Want:
    """One want, short."""
    return Want(name, kind, zh, en, required, article)


def may(name: str, kind: WantKind, zh: str, en: str) -> Want:
    """One that may be left out."""
    return Want(name, kind, zh, en, required=False)


def listed(name: str, zh: str, en: str, columns: Iterable[Want], article: str = "", *, required: bool = True) -> Want:
    """A list of rows."""
    return Want(name, "rows", zh, en, required, article, tuple(columns))


OFFICE = want("office.name", "line", "机关名称", "office")
CASE = want("case.title", "line", "案由", "cause of the case")
CASE_NUMBER = may("case.number", "line", "案号", "number of the case")
DAY = want("day", "day", "日期", "day")
PARTY = (
    want("party.name", "line", "当事人", "party", "行政处罚法 §59"),
    may("party.code", "line", "统一社会信用代码或证件号(部分隐去)", "credit code, or identity number in part"),
    may("party.representative", "line", "法定代表人(负责人)", "representative"),
    may("party.address", "line", "住所(住址)", "address"),
    may("party.phone", "line", "联系电话", "telephone"),
)
CONTACT = (
    may("office.address", "line", "机关地址", "address"),
    may("office.contact", "line", "联系人及电话", "contact"),
)
OFFICERS = listed(
    "officers",
    "执法人员(两人以上)",
    "officers (two or more)",
    (want("name", "line", "姓名", "name"), want("card", "line", "执法证号", "card number")),
    "行政处罚法 §42、§55",
)
EVIDENCE = listed(
    "evidence",
    "证据",
    "evidence",
    (
        want("name", "line", "名称", "name"),
        may("kind", "line", "种类", "kind"),
        may("proves", "line", "证明事项", "what it proves"),
        may("digest", "line", "哈希值", "digest"),
    ),
    "行政处罚法 §46",
)
PENALTIES = listed(
    "penalties",
    "处罚内容",
    "penalties",
    (want("name", "line", "种类", "penalty"), may("amount", "money", "金额(元)", "amount (yuan)")),
    "行政处罚法 §9、§59",
)
APPEAL = (
    want("appeal.reconsideration", "line", "行政复议机关", "body of reconsideration", "行政处罚法 §59，行政复议法 §20"),
    want("appeal.court", "line", "人民法院", "court", "行政处罚法 §59，行政诉讼法 §46"),
)


def paras(content: Content, name: str) -> Iterator[Para]:
    """A text as paragraphs."""
    return (Para(line) for line in content.paragraphs(name))


def chapter(number: int, title: str) -> Heading:
    """A numbered heading: 一、title."""
    return Heading(f"{ordinal(number)}、{title}")


def chapters(*parts: tuple[str, Iterable[Block]]) -> Iterator[Block]:
    """Numbered headings with what stands under each."""
    for number, (title, blocks) in enumerate(parts, 1):
        yield chapter(number, title)
        yield from blocks


def party_pairs(content: Content, label: str = "当事人") -> Pairs:
    """The facts of the party, as far as they are known."""
    rows = [(label, content.text("party.name"))]
    person = content.text("party.kind", "org") == "person"
    names = {
        "party.code": "证件号码" if person else "统一社会信用代码",
        "party.representative": "法定代表人（负责人）",
        "party.address": "住址" if person else "住所",
        "party.phone": "联系电话",
    }
    rows += [(zh, content.text(name)) for name, zh in names.items() if content.has(name)]
    return Pairs(tuple(rows))


def to_party(content: Content) -> Addressee:
    """The party as addressee."""
    return Addressee(content.text("party.name"))


def closing(content: Content, *, sealed: bool = True) -> Closing:
    """Office and day."""
    return Closing(content.text("office.name"), content.day("day"), sealed)


def officer_names(content: Content, name: str = "officers") -> str:
    """Names of officers with their cards, in one line."""
    found = [f"{row.text('name')}（执法证号：{row.text('card')}）" for row in content.rows(name)]
    return "、".join(found) or f"{BLANK}、{BLANK}"


def signers(content: Content, *labels: str, name: str = "officers") -> Signatures:
    """Lines to sign: the two officers, then these."""
    officers = [row.text("name", "") for row in content.rows(name)] or ["", ""]
    return Signatures((*(("执法人员", "") for _ in officers[:2]), *((label, "") for label in labels), ("日期", "")))


def evidence_paras(content: Content, name: str = "evidence") -> Iterator[Block]:
    """Evidence as numbered sentences: what it is, what it proves, its digest."""
    for number, row in enumerate(content.rows(name), 1):
        proves = f"，证明{row.text('proves')}" if row.has("proves") else ""
        kind = f"（{row.text('kind')}）" if row.has("kind") else ""
        digest = f"，SHA-256 哈希值：{row.text('digest')}" if row.has("digest") else ""
        yield Para(f"{number}. {row.text('name')}{kind}{proves}{digest}。")


def penalty_paras(content: Content) -> Iterator[Para]:
    """Penalties, numbered, with amounts in figures and words."""
    rows = content.rows("penalties")
    for number, row in enumerate(rows, 1):
        amount = row.money("amount") if row.has("amount") else ""
        mark = f"{number}. " if len(rows) > 1 else ""
        yield Para(f"{mark}{row.text('name')}{amount}{'。' if number == len(rows) else '；'}")


def appeal_text(content: Content, what: str = "本决定") -> str:
    """How and until when to appeal. Article: 行政复议法 §20，行政诉讼法 §46."""
    return (
        f"如不服{what}，可以自收到之日起六十日内向{content.text('appeal.reconsideration')}申请行政复议，"
        f"也可以自收到之日起六个月内直接向{content.text('appeal.court')}提起行政诉讼。"
    )


def row(*cells: Cell) -> tuple[Cell, ...]:
    """One row of a form."""
    return cells


def field(label: str, text: str, *, low: str = "", tall: bool = False) -> tuple[Cell, ...]:
    """One label and one value over the whole width."""
    return (Cell(label, 2, label=True), Cell(text, 10, low=low, tall=tall))


def two(label: str, text: str, other: str, more: str) -> tuple[Cell, ...]:
    """Two labels with their values in one row."""
    return (Cell(label, 2, label=True), Cell(text, 4), Cell(other, 2, label=True), Cell(more, 4))


def opinion(label: str, content: Content, name: str) -> tuple[Cell, ...]:
    """An opinion with the place to sign; filled from `name.text`, `name.by`, `name.day` as far as they are there."""
    by = content.text(f"{name}.by", "")
    low = f"签名：{by or '　　　　'}　　{content.day(f'{name}.day')}"
    return field(label, content.text(f"{name}.text", ""), low=low, tall=True)


def opinion_wants(name: str, zh: str, en: str, *, required: bool = True) -> tuple[Want, ...]:
    """The wants of an opinion."""
    return (
        want(f"{name}.text", "text", zh, en, required=required),
        may(f"{name}.by", "line", f"{zh}：签名", f"{en}: name"),
        may(f"{name}.day", "day", f"{zh}：日期", f"{en}: day"),
    )


def party_rows(content: Content) -> tuple[tuple[Cell, ...], ...]:
    """The party in a form."""
    return (
        two("当事人", content.text("party.name"), "证件号码" if _person(content) else "统一社会信用代码",
            content.text("party.code", "")),
        two("负责人", content.text("party.representative", ""), "联系电话", content.text("party.phone", "")),
        field("住所", content.text("party.address", "")),
    )  # fmt: skip


def _person(content: Content) -> bool:
    return content.text("party.kind", "org") == "person"


def choices(options: Iterable[tuple[str, str, str]], chosen: str) -> str:
    """Boxes, the chosen one filled."""
    return "　".join(f"{YES if code == chosen else NO}{zh}" for code, zh, _ in options)


def table(content: Content, name: str, columns: Iterable[tuple[str, str, int]], *, numbered: bool = True) -> Table:
    """Rows as a ruled list; `columns`: field, head, share of the width."""
    shown = list(columns)
    head = (*(("序号",) if numbered else ()), *(zh for _, zh, _ in shown))
    rows = tuple(
        (*((str(number),) if numbered else ()), *(_worded(row, field) for field, _, _ in shown))
        for number, row in enumerate(content.rows(name), 1)
    )
    widths = (*((0,) if numbered else ()), *(share for _, _, share in shown))
    return Table(head, rows, widths, (*(("center",) if numbered else ()),))


def _worded(row: Content, name: str) -> str:
    return row.day(name) if name.endswith("day") and row.has(name) else row.text(name, "")


def foot(*labels: str) -> str:
    """The line at the bottom of a record, for those who sign every page."""
    return "".join(f"{label}（签名）：{'　' * 7}" for label in labels) + "　　年　月　日"


def form(*rows: tuple[Cell, ...]) -> Form:
    """A form of rows."""
    return Form(tuple(rows))
