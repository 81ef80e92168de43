"""涉案物品清单. Article: 移送涉嫌犯罪案件规定 §4、§6."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Pairs
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, DAY, OFFICE, OFFICERS, listed, may, signers, table, want
from mingjian.papers.template_kind import Template

_COLUMNS = (
    ("name", "名称", 4),
    ("kind", "种类", 2),
    ("quantity", "数量", 2),
    ("digest", "特征或者 SHA-256 哈希值", 6),
    ("kept", "保存状况", 3),
)


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("移送书文号", content.text("letter")),
        ("移送机关", content.text("office.name")),
        ("接收机关", content.text("receiver")),
        ("日期", content.day("day")),
    ))  # fmt: skip
    yield table(content, "things", _COLUMNS)
    yield Note("本清单一式三份，移送机关、接收机关和案卷各存一份。电子数据以哈希值核对无误后交接。")
    yield signers(content, "接收人", "接收机关（印章）")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        DAY,
        OFFICERS,
        want("letter", "line", "移送书文号", "number of the transfer", "移送涉嫌犯罪案件规定 §6"),
        want("receiver", "line", "接收机关", "receiving body"),
        listed(
            "things",
            "物品和证据",
            "things and evidence",
            (
                want("name", "line", "名称", "name"),
                may("kind", "line", "种类", "kind"),
                want("quantity", "line", "数量", "quantity"),
                may("digest", "line", "特征或哈希值", "mark or digest"),
                may("kept", "line", "保存状况", "how it is kept"),
            ),
            "移送涉嫌犯罪案件规定 §6",
        ),
    ),
    blocks=_blocks,
)
