"""询问笔录. Article: 行政处罚法 §42、§43、§55，网信部门行政执法程序规定 §26."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para, Talk
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, OFFICE, OFFICERS, foot, listed, may, officer_names, signers, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("询问时间", f"{content.moment('begun_at')}至{content.moment('ended_at')}"),
        ("询问地点", content.text("place")),
        ("被询问人", f"{content.text('asked.name')}　证件号码：{content.text('asked.code', '')}"),
        ("与本案关系", content.text("asked.relation")),
        ("联系方式", content.text("asked.phone", "")),
        ("询问人", officer_names(content)),
        ("记录人", content.text("clerk")),
    ))  # fmt: skip
    yield Talk(
        f"我们是{content.text('office.name')}的执法人员，这是我们的执法证件，请过目。现依法就本案向你询问，请如实回答，对与本案无关的"
        "问题有权拒绝回答；作虚假陈述的，依法承担责任。你认为我们与本案有直接利害关系的，有权申请回避。听清楚了吗？是否申请回避？",
        content.text("answer"),
    )
    for one in content.rows("talk"):
        yield Talk(one.text("asked"), one.text("answered"))
    yield Para(
        f"被询问人阅后（或者向其宣读后）的意见：{content.text('confirmed', '以上笔录我已看过，与我说的一致。')}",
        indent=False,
    )
    yield signers(content, "被询问人", "记录人")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("begun_at", "moment", "询问开始时间", "begun at"),
        want("ended_at", "moment", "询问结束时间", "ended at"),
        want("place", "line", "询问地点", "place"),
        want("asked.name", "line", "被询问人", "who is asked"),
        may("asked.code", "line", "证件号码(部分隐去)", "identity number in part"),
        want("asked.relation", "line", "与本案关系", "relation to the case"),
        may("asked.phone", "line", "联系方式", "telephone"),
        OFFICERS,
        want("clerk", "line", "记录人", "clerk"),
        want("answer", "text", "对告知和回避的回答", "answer on recusal", "行政处罚法 §43"),
        listed(
            "talk",
            "问答",
            "questions and answers",
            (want("asked", "text", "问", "question"), want("answered", "text", "答", "answer")),
            "行政处罚法 §55",
        ),
        may("confirmed", "text", "被询问人意见", "what the person says of the record"),
    ),
    blocks=_blocks,
    foot=foot("被询问人", "询问人"),
)
