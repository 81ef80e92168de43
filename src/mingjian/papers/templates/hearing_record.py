"""听证笔录: on it the decision rests. Article: 行政处罚法 §64(8)、§65."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para, Signatures
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, OFFICE, OFFICERS, chapters, foot, listed, may, officer_names, paras, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("听证时间", f"{content.moment('begun_at')}至{content.moment('ended_at')}"),
        ("听证地点", content.text("place")),
        ("听证方式", "公开" if content.flag("public") else "不公开"),
        ("主持人", content.text("chair")),
        ("记录员", content.text("clerk")),
        ("调查人员", officer_names(content)),
        ("当事人及代理人", content.text("attendees")),
    ))  # fmt: skip
    yield from chapters(
        ("主持人宣布纪律，核对身份，告知权利义务，询问是否申请回避", paras(content, "opened")),
        ("调查人员提出的违法事实、证据和行政处罚建议", paras(content, "accused")),
        ("当事人的申辩", paras(content, "defended")),
        ("质证", _examined(content)),
        ("辩论和最后陈述", paras(content, "last_words")),
    )
    yield Para(
        "主持人宣布听证结束。笔录交当事人或者其代理人核对，无误后签字或者盖章；拒绝签字的，由主持人在笔录中注明。"
    )
    yield Signatures(
        (("主持人", ""), ("记录员", ""), ("调查人员", ""), ("调查人员", ""), ("当事人（代理人）", ""), ("日期", ""))
    )


def _examined(content: Content) -> Iterator[Block]:
    for number, one in enumerate(content.rows("examined"), 1):
        yield Para(
            f"{number}. {one.text('evidence')}。当事人质证意见：{one.text('said')}。调查人员回应：{one.text('answered')}。"
        )


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("begun_at", "moment", "听证开始时间", "begun at"),
        want("ended_at", "moment", "听证结束时间", "ended at"),
        want("place", "line", "听证地点", "place"),
        may("public", "flag", "公开举行", "held in public"),
        want("chair", "line", "听证主持人", "chair", "行政处罚法 §64(4)"),
        want("clerk", "line", "记录员", "clerk"),
        OFFICERS,
        want("attendees", "line", "当事人及代理人", "party and deputies"),
        want("opened", "text", "开始阶段", "opening"),
        want("accused", "text", "调查人员提出的事实、证据和建议", "facts, evidence, proposal", "行政处罚法 §64(7)"),
        want("defended", "text", "当事人的申辩", "defence", "行政处罚法 §64(7)"),
        listed(
            "examined",
            "质证",
            "evidence examined",
            (
                want("evidence", "line", "证据", "evidence"),
                want("said", "text", "质证意见", "what the party said"),
                want("answered", "text", "回应", "answer"),
            ),
            "行政处罚法 §64(7)",
        ),
        want("last_words", "text", "辩论和最后陈述", "last words"),
    ),
    blocks=_blocks,
    foot=foot("当事人", "主持人"),
)
