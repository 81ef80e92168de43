"""约谈通知书: an interview is no penalty. Article: 网信部门行政执法程序规定 §38，网络安全法 §58."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, CONTACT, DAY, OFFICE, PARTY, chapters, closing, may, paras, to_party, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield to_party(content)
    yield Para(
        f"根据{content.text('basis')}的规定，本机关决定就{content.text('case.title')}问题对你（单位）进行约谈，现将有关事项通知如下："
    )
    yield from chapters(
        ("约谈事由", paras(content, "reasons")),
        ("约谈时间和地点", [Para(f"时间：{content.moment('held_at')}"), Para(f"地点：{content.text('place')}")]),
        ("参加人员", [Para(content.text("attendees"))]),
        (
            "需要携带的材料",
            [Para(f"{n}. {line}") for n, line in enumerate(content.lines("bring"), 1)]
            or [Para("身份证明、授权委托书。")],
        ),
    )
    yield Para(f"因故不能按时参加的，请提前一个工作日告知。联系人及电话：{content.text('office.contact')}。")
    yield closing(content)
    yield Note("约谈不是行政处罚，不影响对违法行为依法作出处理。")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("basis", "line", "约谈依据", "rule", "网信部门行政执法程序规定 §38"),
        want("reasons", "text", "约谈事由", "why", "网信部门行政执法程序规定 §38"),
        want("held_at", "moment", "约谈时间", "time"),
        want("place", "line", "约谈地点", "place"),
        want("attendees", "line", "参加人员", "who is to come"),
        may("bring", "lines", "需要携带的材料", "what to bring"),
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
