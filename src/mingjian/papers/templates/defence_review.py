"""陈述申辩复核意见书. Article: 行政处罚法 §45，网信部门行政执法程序规定 §39."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, DAY, OFFICE, OFFICERS, chapters, listed, may, paras, signers, table, want
from mingjian.papers.template_kind import Template

_COLUMNS = (("said", "当事人提出的事实、理由、证据", 6), ("found", "复核情况", 6), ("accepted", "是否采纳", 2))


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("当事人", content.text("party.name")),
        ("告知书文号", content.text("notice.number")),
        ("陈述申辩日期", content.day("defended_on")),
    ))  # fmt: skip
    yield from chapters(
        ("逐项复核", [table(content, "points", _COLUMNS)]),
        ("复核结论", paras(content, "opinion")),
        (
            "对拟处罚意见的影响",
            [*paras(content, "effect"), Para("未因当事人陈述、申辩而加重处罚（行政处罚法第四十五条）。")],
        ),
    )
    yield signers(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("party.name", "line", "当事人", "party"),
        want("notice.number", "line", "告知书文号", "number of the notice"),
        want("defended_on", "day", "陈述申辩日期", "day of the defence"),
        listed(
            "points",
            "逐项复核",
            "point by point",
            (
                want("said", "text", "当事人提出", "what was said"),
                want("found", "text", "复核情况", "what was found"),
                want("accepted", "line", "是否采纳", "accepted or not"),
            ),
            "行政处罚法 §45",
        ),
        want("opinion", "text", "复核结论", "conclusion", "行政处罚法 §45"),
        want("effect", "text", "对拟处罚意见的影响", "effect on the intended penalty", "行政处罚法 §45"),
        OFFICERS,
        may("case.number", "line", "案号", "number of the case"),
        DAY,
    ),
    blocks=_blocks,
)
