"""登记保存物品清单. Article: 网信部门行政执法程序规定 §28."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Pairs
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, DAY, OFFICE, OFFICERS, listed, may, signers, table, want
from mingjian.papers.template_kind import Template

_COLUMNS = (
    ("name", "物品名称", 4),
    ("model", "规格、型号、序列号", 4),
    ("quantity", "数量", 1),
    ("state", "物品状况", 4),
    ("remark", "备注", 3),
)


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("清单编号", content.text("list_number")),
        ("案由", content.text("case.title")),
        ("当事人", content.text("party.name")),
        ("登记保存地点", content.text("place")),
        ("登记日期", content.day("day")),
    ))  # fmt: skip
    yield table(content, "things", _COLUMNS)
    yield Note(
        "以上物品已经当场清点核对无误。清单一式两份，当事人和本机关各存一份。当事人不到场或者拒绝签名的，由见证人签名并注明情况。"
    )
    yield signers(content, "当事人", "见证人")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        DAY,
        OFFICERS,
        want("list_number", "line", "清单编号", "number of the list"),
        want("party.name", "line", "当事人", "party"),
        want("place", "line", "登记保存地点", "place"),
        listed(
            "things",
            "物品",
            "things",
            (
                want("name", "line", "名称", "name"),
                may("model", "line", "规格型号", "model"),
                want("quantity", "line", "数量", "quantity"),
                may("state", "line", "状况", "condition"),
                may("remark", "line", "备注", "remark"),
            ),
            "网信部门行政执法程序规定 §28",
        ),
    ),
    blocks=_blocks,
)
