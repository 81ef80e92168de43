"""涉嫌犯罪案件移送审批表. Article: 移送涉嫌犯罪案件规定 §3、§5."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    OFFICE,
    OFFICERS,
    field,
    form,
    listed,
    officer_names,
    opinion,
    opinion_wants,
    party_rows,
    two,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    marks = "\n".join(
        f"{row.text('figure')}：查明{row.text('value')}，追诉标准{row.text('mark')}" for row in content.rows("figures")
    )
    yield form(
        two("案由", content.text("case.title"), "案号", content.text("case.number", "")),
        *party_rows(content),
        field("查明的事实", content.text("facts")),
        field("涉嫌罪名和条款", content.text("crime")),
        field("与追诉标准的核对", marks),
        field("核实人员（两人以上）", officer_names(content)),
        field("核实意见", content.text("team_opinion")),
        two("提出日期", content.day("proposed_on"), "应决定日期", content.day("rule_by")),
        opinion("机关负责人决定", content, "head"),
    )
    yield Note(
        "负责人应当自接到报告之日起三日内作出批准移送或者不批准移送的决定；批准的，应当在二十四小时内向同级公安机关移送，不批准的，将不予批准的理由记录在案。"
    )


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("party.name", "line", "当事人", "party"),
        want("facts", "text", "查明的事实", "facts"),
        want("crime", "line", "涉嫌罪名和条款", "crime and article", "移送涉嫌犯罪案件规定 §3"),
        listed(
            "figures",
            "与追诉标准的核对",
            "figures against the thresholds",
            (
                want("figure", "line", "项目", "figure"),
                want("value", "line", "查明", "found"),
                want("mark", "line", "标准", "threshold"),
            ),
            "移送涉嫌犯罪案件规定 §3",
        ),
        OFFICERS,
        want("team_opinion", "text", "核实意见", "opinion of the team", "移送涉嫌犯罪案件规定 §5"),
        want("proposed_on", "day", "提出日期", "proposed on", "移送涉嫌犯罪案件规定 §5"),
        want("rule_by", "day", "应决定日期", "to be ruled by", "移送涉嫌犯罪案件规定 §5"),
        *opinion_wants("head", "负责人决定", "decision of the head"),
    ),
    blocks=_blocks,
)
