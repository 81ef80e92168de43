"""案件处理意见报告. Article: 行政处罚法 §57，网信部门行政执法程序规定 §33."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    DAY,
    EVIDENCE,
    OFFICE,
    OFFICERS,
    PARTY,
    chapters,
    evidence_paras,
    may,
    officer_names,
    paras,
    party_pairs,
    signers,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Para(
        f"{content.text('case.title')}一案（{content.text('case.number', '')}），已调查终结，现将有关情况报告如下："
    )
    yield from chapters(
        ("当事人基本情况", [party_pairs(content)]),
        ("案件来源和调查经过", paras(content, "course")),
        ("查明的事实", paras(content, "facts")),
        ("证据及其审查情况", [*evidence_paras(content), *paras(content, "evidence_review")]),
        ("违法行为的性质和适用依据", [*paras(content, "law"), Para(f"违反条款：{content.text('breached')}；处罚依据：{content.text('basis')}。")]),
        ("裁量情节", paras(content, "circumstances")),
        ("涉嫌犯罪标准核对情况", paras(content, "crime_check")),
        ("责令改正及改正情况", paras(content, "correction")),
        ("处理意见", paras(content, "opinion")),
    )  # fmt: skip
    yield Para(f"承办人：{officer_names(content)}")
    yield signers(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want(
            "course",
            "text",
            "案件来源和调查经过",
            "how the case came and was investigated",
            "网信部门行政执法程序规定 §33",
        ),
        want("facts", "text", "查明的事实", "facts", "行政处罚法 §40"),
        EVIDENCE,
        want("evidence_review", "text", "证据审查情况", "review of the evidence", "行政处罚法 §46"),
        want("law", "text", "违法行为的性质", "nature of the breach"),
        may("breached", "line", "违反的条款", "articles broken"),
        may("basis", "line", "处罚依据", "rule"),
        want("circumstances", "text", "裁量情节", "circumstances", "行政处罚法 §32-34"),
        want("crime_check", "text", "涉嫌犯罪标准核对情况", "check of criminal thresholds", "移送涉嫌犯罪案件规定 §3"),
        want("correction", "text", "责令改正及改正情况", "order to correct and what came of it", "行政处罚法 §28"),
        want("opinion", "text", "处理意见", "opinion", "行政处罚法 §57"),
        OFFICERS,
        DAY,
    ),
    blocks=_blocks,
)
