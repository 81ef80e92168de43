"""现场检查笔录. Article: 行政处罚法 §42、§43、§55，网信部门行政执法程序规定 §25."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, OFFICE, OFFICERS, chapters, foot, may, officer_names, paras, signers, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("检查时间", f"{content.moment('begun_at')}至{content.moment('ended_at')}"),
        ("检查地点", content.text("place")),
        ("被检查人", content.text("party.name")),
        ("现场负责人", f"{content.text('present.name')}　职务：{content.text('present.post', '')}"),
        ("见证人", content.text("witness", "无")),
        ("检查人员", officer_names(content)),
        ("记录人", content.text("clerk")),
    ))  # fmt: skip
    yield from chapters(
        ("出示证件和告知", [Para(
            f"我们是{content.text('office.name')}的执法人员，现向你出示执法证件（执法证号见上）。根据《中华人民共和国行政处罚法》第五十五条，"
            "我们依法进行检查，你有如实回答询问、协助检查的义务，不得拒绝或者阻挠；执法人员不出示执法证件的，你有权拒绝接受检查。"
            "你认为执法人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。"),
            Para(f"被检查人答复：{content.text('answer')}")]),
        ("检查情况", paras(content, "found")),
        ("提取的证据", [Para(f"{n}. {line}") for n, line in enumerate(content.lines("taken"), 1)] or [Para("无。")]),
    )  # fmt: skip
    yield Para(f"被检查人对笔录的意见：{content.text('confirmed', '')}", indent=False)
    yield signers(content, "被检查人", "见证人", "记录人")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("begun_at", "moment", "检查开始时间", "begun at"),
        want("ended_at", "moment", "检查结束时间", "ended at"),
        want("place", "line", "检查地点", "place"),
        want("party.name", "line", "被检查人", "party"),
        want("present.name", "line", "现场负责人", "who was present"),
        may("present.post", "line", "职务", "post"),
        may("witness", "line", "见证人", "witness"),
        OFFICERS,
        want("clerk", "line", "记录人", "clerk"),
        want("answer", "text", "被检查人对回避等的答复", "answer on recusal", "行政处罚法 §43"),
        want("found", "text", "检查情况", "what was found", "行政处罚法 §55"),
        may("taken", "lines", "提取的证据", "evidence taken"),
        may("confirmed", "text", "被检查人意见", "what the party says of the record"),
    ),
    blocks=_blocks,
    foot=foot("被检查人", "执法人员"),
)
