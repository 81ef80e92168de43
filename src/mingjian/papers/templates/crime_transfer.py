"""涉嫌犯罪案件移送书. Article: 移送涉嫌犯罪案件规定 §5-6、§8."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Addressee, Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, CONTACT, DAY, OFFICE, closing, may, paras, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Addressee(content.text("receiver"))
    yield Para(
        f"本机关在办理{content.text('case.title')}一案（{content.text('case.number', '')}）中，发现{content.text('party.name')}的行为涉嫌构成{content.text('crime')}。"
    )
    yield from paras(content, "facts")
    yield Para(
        "根据《中华人民共和国行政处罚法》第二十七条、《行政执法机关移送涉嫌犯罪案件的规定》第五条、第六条的规定，现将该案移送你机关，请依法处理。"
    )
    yield Para(
        "依照上述规定第八条，请自接受移送之日起三日内作出立案或者不予立案的决定并书面通知我机关；不予立案的，请说明理由并退回案卷材料。"
    )
    yield Para(f"联系人及电话：{content.text('office.contact')}。")
    yield Para("附件：")
    for number, line in enumerate(content.lines("attached"), 1):
        yield Para(f"{number}. {line}")
    yield closing(content)
    yield Note(f"抄送：{content.text('prosecutor')}。")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("receiver", "line", "公安机关", "the police", "移送涉嫌犯罪案件规定 §5"),
        want("prosecutor", "line", "抄送的人民检察院", "prosecutor informed", "移送涉嫌犯罪案件规定 §5"),
        want("party.name", "line", "涉嫌犯罪的单位或个人", "suspect"),
        want("crime", "line", "涉嫌罪名和条款", "crime and article", "移送涉嫌犯罪案件规定 §3"),
        want("facts", "text", "案件情况", "facts"),
        want("attached", "lines", "附件", "attached", "移送涉嫌犯罪案件规定 §6"),
        may("case.number", "line", "案号", "number of the case"),
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
