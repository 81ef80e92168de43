"""不予行政处罚决定书. Article: 行政处罚法 §30、§33、§36、§57、§59."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Para
from mingjian.papers.content import Content, Want
from mingjian.papers.parts import (
    APPEAL,
    CASE,
    DAY,
    EVIDENCE,
    OFFICE,
    PARTY,
    appeal_text,
    chapters,
    closing,
    evidence_paras,
    paras,
    party_pairs,
    want,
)
from mingjian.papers.template_kind import Template

GROUNDS = (
    ("no_breach", "违法事实不能成立", "no breach"),
    ("limitation", "违法行为超过行政处罚时效", "limitation has run out"),
    ("minor_corrected", "违法行为轻微并及时改正，没有造成危害后果", "slight, corrected, harmless"),
    ("first_corrected", "初次违法且危害后果轻微并及时改正", "first, slight, corrected"),
    ("no_fault", "当事人有证据足以证明没有主观过错", "no fault"),
    ("under_14", "当事人不满十四周岁", "under fourteen"),
)
_ARTICLES = {
    "no_breach": "五十七条第一款第三项",
    "limitation": "三十六条",
    "minor_corrected": "三十三条第一款",
    "first_corrected": "三十三条第一款",
    "no_fault": "三十三条第二款",
    "under_14": "三十条",
}


def _blocks(content: Content) -> Iterator[Block]:
    ground = content.text("ground", "")
    zh = {code: words for code, words, _ in GROUNDS}.get(ground, content.text("ground"))
    yield party_pairs(content)
    yield Para(f"当事人{content.text('case.title')}一案，本机关于{content.day('filed_on')}依法立案，现已审理终结。")
    yield from chapters(
        ("查明的事实和证据", [*paras(content, "facts"), *evidence_paras(content)]),
        ("不予处罚的理由和依据", [
            Para(f"本机关认为，{zh}。"), *paras(content, "reasons"),
            Para(f"依据《中华人民共和国行政处罚法》第{_ARTICLES.get(ground, '五十七条')}和第五十七条的规定，决定对当事人不予行政处罚。")]),
        ("教育和要求", paras(content, "education")),
        ("申请行政复议、提起行政诉讼的途径和期限", [Para(appeal_text(content))]),
    )  # fmt: skip
    yield closing(content)
    yield Note(
        "本决定书一式两份，一份送达当事人，一份存档。依法不予行政处罚的，应当对当事人进行教育（行政处罚法第三十三条第三款）。"
    )


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("filed_on", "day", "立案日期", "day of filing"),
        want("facts", "text", "查明的事实", "facts", "行政处罚法 §59"),
        EVIDENCE,
        Want("ground", "choice", "不予处罚的情形", "ground", True, "行政处罚法 §57", options=GROUNDS),
        want("reasons", "text", "理由", "reasons", "行政处罚法 §57"),
        want("education", "text", "教育和要求", "what the party is told to do", "行政处罚法 §33(3)"),
        *APPEAL,
        DAY,
    ),
    blocks=_blocks,
)
