"""执法约谈笔录. Article: 网信部门行政执法程序规定 §38."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, OFFICE, OFFICERS, chapters, foot, may, officer_names, paras, signers, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("约谈事由", content.text("case.title")),
        ("约谈时间", f"{content.moment('begun_at')}至{content.moment('ended_at')}"),
        ("约谈地点", content.text("place")),
        ("被约谈人", content.text("party.name")),
        ("到场人员", content.text("attendees")),
        ("约谈人员", officer_names(content)),
        ("记录人", content.text("clerk")),
    ))  # fmt: skip
    yield from chapters(
        ("出示证件和告知", [Para("约谈人员出示执法证件，说明约谈的事由和依据，告知被约谈人可以陈述意见、申请回避。"),
                      Para(f"被约谈人答复：{content.text('answer')}")]),
        ("本机关指出的问题", paras(content, "told")),
        ("被约谈人的陈述", paras(content, "statement")),
        ("整改要求", [*paras(content, "required"), Para(f"整改期限：{content.day('limit')}前书面报告整改情况。")]),
        ("被约谈人的承诺", paras(content, "promised")),
    )  # fmt: skip
    if content.has("signature_refused"):
        yield Para(f"拒绝签名的情况：{content.text('signature_refused')}")
    yield signers(content, "被约谈人", "记录人")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("begun_at", "moment", "约谈开始时间", "begun at"),
        want("ended_at", "moment", "约谈结束时间", "ended at"),
        want("place", "line", "约谈地点", "place"),
        want("party.name", "line", "被约谈人", "party"),
        want("attendees", "line", "到场人员", "who came", "网信部门行政执法程序规定 §38"),
        OFFICERS,
        want("clerk", "line", "记录人", "clerk"),
        want("answer", "text", "对告知的答复", "answer"),
        want("told", "text", "指出的问题", "what was pointed out", "网信部门行政执法程序规定 §38"),
        want("statement", "text", "被约谈人陈述", "statement"),
        want("required", "text", "整改要求", "what is required", "网信部门行政执法程序规定 §38"),
        want("limit", "day", "整改期限", "until"),
        want("promised", "text", "承诺", "what was promised"),
        may("signature_refused", "text", "拒绝签名的说明", "note on a refused signature"),
    ),
    blocks=_blocks,
    foot=foot("被约谈人", "约谈人员"),
)
