"""行政处罚建议书. Article: 网信部门行政执法程序规定 §33，行政处罚法 §32-34."""

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
    PENALTIES,
    chapters,
    evidence_paras,
    form,
    may,
    opinion,
    opinion_wants,
    paras,
    party_pairs,
    penalty_paras,
    signers,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Para(f"{content.text('case.title')}一案（{content.text('case.number', '')}）已调查终结，建议如下：")
    yield from chapters(
        ("当事人基本情况", [party_pairs(content)]),
        ("违法事实和证据", [*paras(content, "facts"), *evidence_paras(content)]),
        ("处罚依据和裁量", [
            Para(f"当事人的行为违反了{content.text('breached')}的规定，依据{content.text('basis')}，罚款幅度为{content.text('band')}。"),
            Para(f"裁量档次：{content.text('discretion')}。"), *paras(content, "circumstances")]),
        ("建议的行政处罚", penalty_paras(content)),
        ("是否需要听证、法制审核和集体讨论", paras(content, "procedure")),
    )  # fmt: skip
    yield form(
        opinion("承办部门负责人意见", content, "section"),
    )
    yield signers(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("facts", "text", "违法事实", "facts"),
        EVIDENCE,
        want("breached", "line", "违反的条款", "articles broken"),
        want("basis", "line", "处罚依据", "rule"),
        want("band", "line", "罚款幅度", "band of the fine"),
        want("discretion", "line", "裁量档次", "discretion tier", "行政处罚法 §34"),
        want("circumstances", "text", "裁量理由", "circumstances", "行政处罚法 §32-33"),
        PENALTIES,
        want(
            "procedure",
            "text",
            "听证、法制审核、集体讨论",
            "hearing, legal review, discussion",
            "行政处罚法 §57-58、§63",
        ),
        OFFICERS,
        *opinion_wants("section", "部门负责人意见", "opinion of the section head", required=False),
        may("case.number", "line", "案号", "number of the case"),
        DAY,
    ),
    blocks=_blocks,
)
