"""撤销立案审批表. Article: 网信部门行政执法程序规定 §18."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, OFFICE, field, form, may, opinion, opinion_wants, party_rows, two, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield form(
        two("案由", content.text("case.title"), "立案日期", content.day("filed_on")),
        two("立案编号", content.text("case.number", ""), "涉嫌依据", content.text("basis")),
        *party_rows(content),
        field("调查情况", content.text("found")),
        field("撤销立案的理由和依据", content.text("reasons")),
        field("物品和期限的处理", content.text("held", "无先行登记保存的物品")),
        field("书面告知移送机关", content.text("sender_told", "来源非其他机关移送，无需告知")),
        opinion("承办人意见", content, "handler"),
        opinion("机关负责人审批意见", content, "head"),
    )
    yield Note("先行登记保存的物品未处理完毕的，不得撤销立案。")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("filed_on", "day", "立案日期", "day of filing"),
        want("basis", "line", "涉嫌依据", "rule suspected to be broken"),
        want("party.name", "line", "当事人", "party"),
        want("found", "text", "调查情况", "what was found"),
        want("reasons", "text", "撤销立案的理由和依据", "reasons", "网信部门行政执法程序规定 §18"),
        may("held", "line", "物品的处理", "what became of preserved things"),
        may("sender_told", "line", "书面告知移送机关", "how the sender is told"),
        *opinion_wants("handler", "承办人意见", "opinion of the handler"),
        *opinion_wants("head", "负责人审批意见", "decision of the head"),
    ),
    blocks=_blocks,
)
