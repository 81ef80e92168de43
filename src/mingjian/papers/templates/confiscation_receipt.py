"""没收物品凭证. Article: 行政处罚法 §53、§74."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    DAY,
    OFFICE,
    OFFICERS,
    closing,
    listed,
    may,
    party_pairs,
    signers,
    table,
    want,
)
from mingjian.papers.template_kind import Template

_COLUMNS = (
    ("name", "物品名称", 4),
    ("model", "规格型号", 4),
    ("quantity", "数量", 2),
    ("state", "品级、状况", 4),
    ("remark", "备注", 3),
)


def _blocks(content: Content) -> Iterator[Block]:
    yield party_pairs(content)
    yield Para(
        f"因{content.text('case.title')}一案，根据{content.text('decision.number')}《行政处罚决定书》，本机关于{content.day('day')}对当事人的下列物品（违法所得）执行没收："
    )
    yield table(content, "things", _COLUMNS)
    if content.has("gains"):
        yield Para(
            f"没收违法所得：{content.money('gains')}，已缴入{content.text('account')}，票据号{content.text('ticket')}。"
        )
    yield Note(
        "没收的非法财物依照国家规定公开拍卖或者按照国家有关规定处理，款项全部上缴国库。不出具财政部门统一制发的专用票据的，当事人有权拒绝缴纳。"
    )
    yield signers(content, "当事人", "见证人")
    yield closing(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("party.name", "line", "当事人", "party"),
        want("decision.number", "line", "处罚决定书文号", "number of the decision", "行政处罚法 §74"),
        listed(
            "things",
            "没收物品",
            "things",
            (
                want("name", "line", "名称", "name"),
                may("model", "line", "规格型号", "model"),
                want("quantity", "line", "数量", "quantity"),
                may("state", "line", "状况", "condition"),
                may("remark", "line", "备注", "remark"),
            ),
            "行政处罚法 §74",
        ),
        may("gains", "money", "没收违法所得(元)", "illegal gains (yuan)"),
        may("account", "line", "缴入账户", "paid into"),
        may("ticket", "line", "票据号", "number of the ticket"),
        OFFICERS,
        DAY,
    ),
    blocks=_blocks,
)
