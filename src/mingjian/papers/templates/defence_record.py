"""陈述申辩笔录: what the party says, or that it waives. Article: 行政处罚法 §44、§45、§64."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    NO,
    OFFICE,
    OFFICERS,
    YES,
    chapters,
    foot,
    may,
    officer_names,
    paras,
    signers,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("告知书文号", f"{content.text('notice.number')}，{content.day('notice.day')}送达"),
        ("陈述申辩人", content.text("speaker.name")),
        ("与当事人关系", content.text("speaker.relation")),
        ("时间", content.moment("begun_at")),
        ("地点（方式）", content.text("place")),
        ("执法人员", officer_names(content)),
        ("记录人", content.text("clerk")),
    ))  # fmt: skip
    waived = content.flag("waived")
    yield Para(f"{NO if waived else YES}进行陈述、申辩　{YES if waived else NO}放弃陈述、申辩和听证", indent=False)
    if waived:
        yield from chapters(("放弃的声明", paras(content, "statement")))
    else:
        yield from chapters(
            ("陈述、申辩的事实、理由", paras(content, "statement")),
            (
                "提交的证据",
                [Para(f"{n}. {line}") for n, line in enumerate(content.lines("given"), 1)] or [Para("未提交证据。")],
            ),
        )
    yield Para(
        "执法人员已说明：当事人有权进行陈述和申辩，行政机关必须充分听取其意见，不得因当事人陈述、申辩而给予更重的处罚。"
    )
    yield signers(content, "陈述申辩人", "记录人")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("notice.number", "line", "告知书文号", "number of the notice", "行政处罚法 §44"),
        want("notice.day", "day", "告知书送达日期", "day of the notice"),
        want("speaker.name", "line", "陈述申辩人", "who speaks"),
        want("speaker.relation", "line", "与当事人关系", "relation to the party"),
        want("begun_at", "moment", "时间", "time"),
        want("place", "line", "地点(方式)", "place or way"),
        OFFICERS,
        want("clerk", "line", "记录人", "clerk"),
        may("waived", "flag", "放弃陈述申辩和听证", "waived"),
        want("statement", "text", "陈述申辩内容或放弃声明", "statement, or waiver", "行政处罚法 §45"),
        may("given", "lines", "提交的证据", "evidence given"),
    ),
    blocks=_blocks,
    foot=foot("陈述申辩人", "执法人员"),
)
