"""不予立案审批表. Article: 网信部门行政执法程序规定 §18."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.law.procedure.source import SOURCES
from mingjian.papers.blocks import Block, Note
from mingjian.papers.content import Content, Want
from mingjian.papers.parts import (
    CASE,
    OFFICE,
    choices,
    field,
    form,
    may,
    opinion,
    opinion_wants,
    party_rows,
    two,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield form(
        two("案由", content.text("case.title"), "登记日期", content.day("registered_on")),
        field("案件来源", choices(SOURCES, content.text("source", ""))),
        *party_rows(content),
        field("核查情况", content.text("checked")),
        field("不予立案的理由和依据", content.text("reasons")),
        field("书面告知移送机关", content.text("sender_told", "来源非其他机关移送，无需告知")),
        opinion("承办人意见", content, "handler"),
        opinion("机关负责人审批意见", content, "head"),
    )
    yield Note("来源为其他机关移送的，决定不予立案后应当书面告知移送机关。")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("registered_on", "day", "来源登记日期", "day of registration"),
        Want("source", "choice", "案件来源", "source", True, "网信部门行政执法程序规定 §17", options=SOURCES),
        want("party.name", "line", "当事人", "party"),
        want("checked", "text", "核查情况", "what was checked"),
        want("reasons", "text", "不予立案的理由和依据", "reasons", "网信部门行政执法程序规定 §18"),
        may("sender_told", "line", "书面告知移送机关", "how the sender is told"),
        *opinion_wants("handler", "承办人意见", "opinion of the handler"),
        *opinion_wants("head", "负责人审批意见", "decision of the head"),
    ),
    blocks=_blocks,
)
