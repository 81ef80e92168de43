"""行政处罚意见告知书. Article: 行政处罚法 §44、§45、§63、§64，网信部门行政执法程序规定 §36、§39."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    CONTACT,
    DAY,
    EVIDENCE,
    OFFICE,
    PARTY,
    PENALTIES,
    chapters,
    closing,
    evidence_paras,
    may,
    paras,
    penalty_paras,
    to_party,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield to_party(content)
    yield Para(
        f"你（单位）涉嫌{content.text('case.title')}一案，本机关已调查终结。现将拟作出的行政处罚意见及有关权利告知如下："
    )
    yield from chapters(
        ("违法事实和证据", [*paras(content, "facts"), *evidence_paras(content)]),
        ("处罚理由和依据", [*paras(content, "reasons"), Para(f"上述行为违反了{content.text('breached')}的规定。"
                                                      f"依据{content.text('basis')}，并结合行政处罚裁量权基准，本机关认为应予"
                                                      f"“{content.text('discretion')}”。")]),
        ("拟作出的行政处罚", penalty_paras(content)),
        ("陈述、申辩权", [Para(
            "根据《中华人民共和国行政处罚法》第四十四条、第四十五条的规定，你（单位）享有陈述和申辩的权利，可以在"
            f"{content.day('answer_by')}前向本机关提出陈述、申辩意见，并可提交证据。本机关不会因陈述、申辩而给予更重的处罚。"
            "逾期未提出的，视为放弃陈述、申辩权利，不影响本机关依法作出决定。")]),
        ("听证权", [_hearing(content)]),
    )  # fmt: skip
    yield Para(f"联系地址：{content.text('office.address')}；联系人及电话：{content.text('office.contact')}。")
    yield closing(content)
    yield Note("本告知书一式两份，一份送达当事人，一份存档。本告知书不是行政处罚决定。")


def _hearing(content: Content) -> Para:
    if content.flag("hearing"):
        return Para(
            "根据《中华人民共和国行政处罚法》第六十三条、第六十四条的规定，你（单位）有要求举行听证的权利。如要求听证，"
            f"应当自收到本告知书之日起五个工作日内（{content.day('answer_by')}前）向本机关提出。听证不收取费用。"
            "逾期未提出的，视为放弃听证权利。"
        )
    return Para(
        "本案拟作出的行政处罚不属于《中华人民共和国行政处罚法》第六十三条规定的听证范围；你（单位）的陈述、申辩权利不受影响。"
    )


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("facts", "text", "违法事实", "facts", "行政处罚法 §44"),
        EVIDENCE,
        want("reasons", "text", "理由", "reasons", "行政处罚法 §44"),
        want("breached", "line", "违反的条款", "articles broken", "行政处罚法 §44"),
        want("basis", "line", "处罚依据", "rule", "行政处罚法 §44"),
        want("discretion", "line", "裁量档次", "discretion tier", "行政处罚法 §34"),
        PENALTIES,
        want("answer_by", "day", "陈述申辩、听证申请截止日", "answer by", "行政处罚法 §64"),
        may("hearing", "flag", "告知听证权", "right to a hearing"),
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
