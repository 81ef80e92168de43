"""听证报告. Article: 行政处罚法 §65，网信部门行政执法程序规定 §37."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Para, Signatures
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, DAY, OFFICE, chapters, may, paras, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Para(
        f"{content.text('case.title')}一案，当事人{content.text('party.name')}依法要求听证。本机关于{content.moment('held_at')}在"
        f"{content.text('place')}举行听证，由{content.text('chair')}主持。现将听证情况报告如下："
    )
    yield from chapters(
        ("听证的基本情况", [Para(f"到场人员：{content.text('attendees')}。"), *paras(content, "course")]),
        ("双方的主要意见", [Para(f"调查人员：{content.text('accused')}"), Para(f"当事人：{content.text('defended')}")]),
        ("争议焦点和证据的采信", paras(content, "disputed")),
        ("听证意见", paras(content, "opinion")),
    )
    yield Para("依据行政处罚法第六十五条，本机关应当根据听证笔录作出决定。")
    yield Signatures((("听证主持人", content.text("chair")), ("日期", content.day("day"))))


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("party.name", "line", "当事人", "party"),
        want("held_at", "moment", "听证时间", "time of the hearing"),
        want("place", "line", "听证地点", "place"),
        want("chair", "line", "听证主持人", "chair"),
        want("attendees", "line", "到场人员", "who came"),
        want("course", "text", "听证经过", "course"),
        want("accused", "text", "调查人员意见", "what the investigators said"),
        want("defended", "text", "当事人意见", "what the party said"),
        want("disputed", "text", "争议焦点", "what is disputed"),
        want("opinion", "text", "听证意见", "opinion", "行政处罚法 §65"),
        may("case.number", "line", "案号", "number of the case"),
        DAY,
    ),
    blocks=_blocks,
)
