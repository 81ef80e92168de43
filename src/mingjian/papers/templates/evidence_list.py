"""证据清单: each piece with its kind, source, takers, digest. Article: 行政处罚法 §46，网信部门行政执法程序规定 §21."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Pairs
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, DAY, OFFICE, OFFICERS, listed, may, signers, table, want
from mingjian.papers.template_kind import Template

_COLUMNS = (("name", "名称", 4), ("kind", "种类", 2), ("source", "来源", 3), ("taken_day", "取得日期", 3),
            ("digest", "SHA-256 哈希值", 5), ("proves", "证明事项", 3))  # fmt: skip


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs(
        (("案由", content.text("case.title")), ("案号", content.text("case.number", "")), ("日期", content.day("day")))
    )
    yield table(content, "evidence", _COLUMNS)
    yield Note(
        "证据种类依照行政处罚法第四十六条：书证、物证、视听资料、电子数据、证人证言、当事人的陈述、鉴定意见、勘验笔录和现场笔录。以非法手段取得的证据不得作为认定案件事实的根据。"
    )
    yield signers(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        DAY,
        OFFICERS,
        listed(
            "evidence",
            "证据",
            "evidence",
            (
                want("name", "line", "名称", "name"),
                want("kind", "line", "种类", "kind"),
                may("source", "line", "来源", "source"),
                may("taken_day", "day", "取得日期", "taken on"),
                may("digest", "line", "SHA-256", "digest"),
                may("proves", "line", "证明事项", "what it proves"),
            ),
            "行政处罚法 §46",
        ),
    ),
    blocks=_blocks,
)
