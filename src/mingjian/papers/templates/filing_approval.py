"""立案审批表. Article: 行政处罚法 §36、§54，网信部门行政执法程序规定 §18."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.law.procedure.source import SOURCES
from mingjian.papers.blocks import Block, Note
from mingjian.papers.content import Content, Want
from mingjian.papers.parts import (
    CASE,
    OFFICE,
    OFFICERS,
    PARTY,
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
        two("案由", content.text("case.title"), "登记日期", content.day("registered_on")),
        field("案件来源", choices(SOURCES, content.text("source", ""))),
        *party_rows(content),
        field("案情摘要", content.text("summary")),
        field("涉嫌违反的依据", content.text("basis")),
        field("立案条件", "\n".join(_conditions(content))),
        field("建议承办人", officer_names(content)),
        opinion("承办人意见", content, "handler"),
        opinion("机关负责人审批意见", content, "head"),
        *((field("逾期理由", content.text("late_reason")),) if content.has("late_reason") else ()),
    )
    yield Note(
        "应当自发现违法行为或者收到投诉、举报等材料之日起七个工作日内立案；特殊情况经批准延长，合计不超过十五个工作日。"
    )


def _conditions(content: Content) -> list[str]:
    return [
        "1. 有证据证明涉嫌违反互联网信息管理法律、法规、规章，依法应当给予行政处罚；",
        f"2. 属于本机关管辖：{content.text('jurisdiction')}；",
        f"3. 在行政处罚时效内：{content.text('limitation')}。",
    ]


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("registered_on", "day", "来源登记日期", "day of registration", "网信部门行政执法程序规定 §17"),
        Want("source", "choice", "案件来源", "source", True, "网信部门行政执法程序规定 §17", options=SOURCES),
        *PARTY,
        want("summary", "text", "案情摘要", "summary"),
        want("basis", "line", "涉嫌违反的依据", "rules suspected to be broken", "行政处罚法 §54"),
        want("jurisdiction", "line", "管辖", "jurisdiction", "网信部门行政执法程序规定 §8"),
        want("limitation", "line", "时效", "limitation", "行政处罚法 §36"),
        OFFICERS,
        *opinion_wants("handler", "承办人意见", "opinion of the handler"),
        *opinion_wants("head", "负责人审批意见", "decision of the head"),
        may("late_reason", "text", "逾期理由", "reason for being late"),
    ),
    blocks=_blocks,
)
