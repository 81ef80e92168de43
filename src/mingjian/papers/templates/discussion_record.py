"""集体讨论记录. Article: 行政处罚法 §57(2)，网信部门行政执法程序规定 §42."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para, Signatures
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, OFFICE, chapters, foot, listed, may, paras, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    members = content.rows("members")
    yield Pairs((
        ("案由", content.text("case.title")),
        ("讨论时间", f"{content.moment('begun_at')}至{content.moment('ended_at')}"),
        ("讨论地点", content.text("place")),
        ("主持人", content.text("chair")),
        ("参加人员", "、".join(f"{row.text('name')}（{row.text('post', '')}）" for row in members)),
        ("列席人员", content.text("present", "无")),
        ("记录人", content.text("clerk")),
    ))  # fmt: skip
    yield from chapters(
        ("承办人汇报案情和处理意见", paras(content, "reported")),
        ("法制审核、听证和陈述申辩情况", paras(content, "reviewed")),
        ("讨论意见", [Para(f"{row.text('name')}：{row.text('said')}") for row in members]),
        ("结论", paras(content, "conclusion")),
    )
    yield Signatures((*((row.text("name"), "") for row in members), ("记录人", "")))


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("begun_at", "moment", "讨论开始时间", "begun at"),
        want("ended_at", "moment", "讨论结束时间", "ended at"),
        want("place", "line", "讨论地点", "place"),
        want("chair", "line", "主持人", "chair"),
        listed(
            "members",
            "参加人员及发言",
            "members and what they said",
            (
                want("name", "line", "姓名", "name"),
                may("post", "line", "职务", "post"),
                want("said", "text", "意见", "what was said"),
            ),
            "行政处罚法 §57(2)",
        ),
        may("present", "line", "列席人员", "also present"),
        want("clerk", "line", "记录人", "clerk"),
        want("reported", "text", "承办人汇报", "report of the handlers"),
        want("reviewed", "text", "审核、听证、申辩情况", "review, hearing, defence"),
        want("conclusion", "text", "结论", "conclusion", "行政处罚法 §57(2)"),
    ),
    blocks=_blocks,
    foot=foot("参加人员"),
)
