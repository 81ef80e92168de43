"""结案审批表. Article: 网信部门行政执法程序规定 §47-58 (not confirmed)."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.law.procedure.closing import GROUNDS
from mingjian.papers.blocks import Block
from mingjian.papers.content import Content, Want
from mingjian.papers.parts import (
    CASE,
    OFFICE,
    OFFICERS,
    choices,
    field,
    form,
    may,
    officer_names,
    opinion,
    opinion_wants,
    party_rows,
    two,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield form(
        two("案由", content.text("case.title"), "案号", content.text("case.number", "")),
        two("立案日期", content.day("filed_on"), "承办人", officer_names(content)),
        *party_rows(content),
        two("处理决定", content.text("decision.number", "/"), "送达日期", content.day("decision.served_on") if content.has("decision.served_on") else "/"),
        field("处理结果", content.text("result")),
        field("执行情况", content.text("performed")),
        field("复议、诉讼情况", content.text("appeals")),
        field("物品和款项处理", content.text("things")),
        field("结案理由", choices(GROUNDS, content.text("ground", ""))),
        opinion("承办人意见", content, "handler"),
        opinion("机关负责人审批意见", content, "head"),
    )  # fmt: skip


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("filed_on", "day", "立案日期", "day of filing"),
        OFFICERS,
        want("party.name", "line", "当事人", "party"),
        may("decision.number", "line", "决定书文号", "number of the decision"),
        may("decision.served_on", "day", "送达日期", "served on"),
        want("result", "text", "处理结果", "result"),
        want("performed", "text", "执行情况", "performance"),
        want("appeals", "text", "复议、诉讼情况", "appeals"),
        want("things", "text", "物品和款项处理", "things and money"),
        Want("ground", "choice", "结案理由", "ground", True, "网信部门行政执法程序规定 §47-58", options=GROUNDS),
        *opinion_wants("handler", "承办人意见", "opinion of the handler"),
        *opinion_wants("head", "负责人审批意见", "decision of the head"),
    ),
    blocks=_blocks,
)
