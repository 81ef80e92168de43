"""涉嫌犯罪案件情况的调查报告. Article: 移送涉嫌犯罪案件规定 §6."""

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
    listed,
    paras,
    party_pairs,
    signers,
    table,
    want,
)
from mingjian.papers.template_kind import Template

_COLUMNS = (("figure", "核对项目", 4), ("value", "查明数额（数量）", 4), ("mark", "追诉标准", 4))


def _blocks(content: Content) -> Iterator[Block]:
    yield Para(
        f"{content.text('case.title')}一案（{content.text('case.number', '')}），调查中发现涉嫌犯罪，现将情况报告如下："
    )
    yield from chapters(
        ("涉嫌犯罪的单位或者个人", [party_pairs(content, "名称（姓名）")]),
        ("案件来源和调查经过", paras(content, "course")),
        ("查明的事实", paras(content, "facts")),
        ("证据", evidence_paras(content)),
        ("与追诉标准的核对", [table(content, "figures", _COLUMNS)]),
        ("涉嫌罪名和法律依据", paras(content, "law")),
        ("已采取的行政措施", paras(content, "done")),
        ("移送意见", paras(content, "opinion")),
    )
    yield signers(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("course", "text", "案件来源和调查经过", "how the case came and was investigated"),
        want("facts", "text", "查明的事实", "facts", "移送涉嫌犯罪案件规定 §6"),
        EVIDENCE,
        listed(
            "figures",
            "与追诉标准的核对",
            "figures against the thresholds",
            (
                want("figure", "line", "项目", "figure"),
                want("value", "line", "查明", "found"),
                want("mark", "line", "标准", "threshold"),
            ),
        ),
        want("law", "text", "涉嫌罪名和法律依据", "crime and law", "移送涉嫌犯罪案件规定 §3"),
        want("done", "text", "已采取的行政措施", "measures already taken", "移送涉嫌犯罪案件规定 §11"),
        want("opinion", "text", "移送意见", "opinion"),
        OFFICERS,
        DAY,
    ),
    blocks=_blocks,
)
