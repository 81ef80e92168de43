"""法制审核意见书: by a qualified person who is no handler. Article: 行政处罚法 §58，网信部门行政执法程序规定 §41."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    DAY,
    NO,
    OFFICE,
    YES,
    field,
    form,
    listed,
    may,
    opinion,
    opinion_wants,
    two,
    want,
)
from mingjian.papers.template_kind import Template

_POINTS = (
    ("subject", "执法主体和管辖是否合法，执法人员是否具备资格"),
    ("facts", "主要事实是否清楚，证据是否确凿、充分"),
    ("law", "适用法律、法规、规章是否准确"),
    ("discretion", "裁量是否适当，有无超越或者滥用职权"),
    ("procedure", "执法程序是否合法，期限是否遵守"),
    ("papers", "文书是否完备、规范"),
    ("crime", "违法行为是否涉嫌犯罪需要移送司法机关"),
)


def _blocks(content: Content) -> Iterator[Block]:
    rows = {row.text("point"): row for row in content.rows("points")}
    lines = []
    for code, zh in _POINTS:
        found = rows.get(code)
        good = found is not None and found.flag("good")
        remark = found.text("remark", "") if found else ""
        lines.append(f"{zh}：{YES if good else NO}是　{NO if good else YES}否{f'（{remark}）' if remark else ''}")
    yield form(
        two("案由", content.text("case.title"), "案号", content.text("case.number", "")),
        two("当事人", content.text("party.name"), "承办部门", content.text("section")),
        two("送审日期", content.day("sent_on"), "审核日期", content.day("day")),
        field("应当审核的情形", content.text("why")),
        field("审核内容", "\n".join(lines)),
        field(
            "审核结论",
            f"{YES if content.flag('passed') else NO}同意　{NO if content.flag('passed') else YES}退回，建议见审核意见",
        ),
        opinion("审核意见", content, "review"),
        field("审核人资格", content.text("qualified")),
    )
    yield Note(
        "未经法制审核或者审核未通过的，不得作出决定。审核人员不得是本案调查人员，初次从事法制审核的应当通过国家统一法律职业资格考试取得法律职业资格。"
    )


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("party.name", "line", "当事人", "party"),
        want("section", "line", "承办部门", "section"),
        want("sent_on", "day", "送审日期", "sent on"),
        DAY,
        want("why", "line", "应当审核的情形", "why it must be reviewed", "行政处罚法 §58(1)"),
        listed(
            "points",
            "审核内容",
            "points",
            (
                want("point", "line", "项目", "point"),
                may("good", "flag", "符合", "holds"),
                may("remark", "text", "说明", "remark"),
            ),
            "网信部门行政执法程序规定 §41",
        ),
        may("passed", "flag", "同意", "passed"),
        *opinion_wants("review", "审核意见", "opinion"),
        want("qualified", "line", "审核人资格", "qualification", "行政处罚法 §58(2)"),
    ),
    blocks=_blocks,
)
