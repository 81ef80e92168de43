"""协助调查函. Article: 行政处罚法 §26，网信部门行政执法程序规定 §20."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Addressee, Block, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, CONTACT, DAY, OFFICE, OFFICERS, closing, may, officer_names, paras, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Addressee(content.text("receiver"))
    yield Para(
        f"本机关正在办理{content.text('case.title')}一案。因办案需要，根据《中华人民共和国行政处罚法》第二十六条、《网信部门行政执法程序规定》第二十条的规定，请你单位协助调查下列事项："
    )
    for number, line in enumerate(content.lines("matters"), 1):
        yield Para(f"{number}. {line}")
    yield from paras(content, "facts")
    yield Para(
        f"请自收到本函之日起十五个工作日内（{content.day('answer_by')}前）完成协助并将有关材料函复我机关；需要延期的，请及时告知。所提供的材料请注明来源、提供人和提供时间，并加盖印章。"
    )
    yield Para(
        f"联系人：{officer_names(content)}；联系方式：{content.text('office.contact')}；地址：{content.text('office.address')}。"
    )
    if content.has("attached"):
        yield Para(f"附件：{'；'.join(content.lines('attached'))}")
    yield closing(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("receiver", "line", "协助机关", "body asked", "网信部门行政执法程序规定 §20"),
        want("matters", "lines", "协助事项", "what is asked", "网信部门行政执法程序规定 §20"),
        want("facts", "text", "有关情况", "facts"),
        want("answer_by", "day", "函复期限", "answer by", "网信部门行政执法程序规定 §20"),
        OFFICERS,
        *CONTACT,
        may("attached", "lines", "附件", "attached"),
        DAY,
    ),
    blocks=_blocks,
)
