"""强制执行申请书: what 行政强制法 §55 demands beside it. Article: 行政强制法 §53-55."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Addressee, Block, Pairs, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, CONTACT, DAY, OFFICE, PARTY, chapters, closing, may, paras, party_pairs, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield Addressee(content.text("court"))
    yield Pairs((
        ("申请人", content.text("office.name")),
        ("法定代表人（负责人）", content.text("office.head")),
        ("地址及联系方式", f"{content.text('office.address', '')}　{content.text('office.contact', '')}"),
    ))  # fmt: skip
    yield party_pairs(content, "被申请执行人")
    yield from chapters(
        ("申请执行的标的", paras(content, "claim")),
        ("事实和理由", [
            Para(f"被申请执行人{content.text('case.title')}一案，申请人于{content.day('decision.day')}作出{content.text('decision.number')}《行政处罚决定书》，于{content.day('decision.served_on')}送达。"
                 f"被申请执行人在法定期限内未申请行政复议、未提起行政诉讼，又不履行决定。申请人于{content.day('demand.served_on')}送达"
                 f"{content.text('demand.number')}《催告书》，催告书送达十个工作日后被申请执行人仍未履行。"),
            *paras(content, "reasons"),
            Para(f"根据《中华人民共和国行政强制法》第五十三条、第五十四条、第五十五条的规定，申请强制执行（申请期限至{content.day('last_day')}）。")]),
        ("所附材料", [Para(f"{n}. {line}") for n, line in enumerate(content.lines("attached"), 1)]),
    )  # fmt: skip
    yield Para(f"行政机关负责人签名：{content.text('office.head', '')}")
    yield closing(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("court", "line", "人民法院", "court", "行政强制法 §54"),
        want("office.head", "line", "机关负责人", "head of the office", "行政强制法 §55(2)"),
        *PARTY,
        want("decision.number", "line", "处罚决定书文号", "number of the decision", "行政强制法 §55"),
        want("decision.day", "day", "决定日期", "day of the decision"),
        want("decision.served_on", "day", "送达日期", "served on"),
        want("demand.number", "line", "催告书文号", "number of the demand", "行政强制法 §54"),
        want("demand.served_on", "day", "催告书送达日期", "demand served on", "行政强制法 §54"),
        want("claim", "text", "申请执行的标的", "what is to be enforced", "行政强制法 §55"),
        want("reasons", "text", "理由", "reasons"),
        want("last_day", "day", "申请期限", "last day", "行政强制法 §53"),
        want("attached", "lines", "所附材料", "attached", "行政强制法 §55"),
        may("case.number", "line", "案号", "number of the case"),
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
