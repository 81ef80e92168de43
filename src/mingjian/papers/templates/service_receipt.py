"""送达回证. Article: 行政处罚法 §61，民事诉讼法 §87-95，网信部门行政执法程序规定 §46."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.law.step_kind import WAY
from mingjian.papers.blocks import Block, Cell, Note
from mingjian.papers.content import Content, Want
from mingjian.papers.parts import CASE, OFFICE, OFFICERS, choices, field, form, listed, may, officer_names, two, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    papers = "\n".join(
        f"{number}. 《{row.text('name')}》{row.text('number', '')}，{row.text('copies', '1')}份"
        for number, row in enumerate(content.rows("papers"), 1)
    )
    yield form(
        two("案由", content.text("case.title"), "案号", content.text("case.number", "")),
        field("受送达人", content.text("receiver.name")),
        field("送达地点", content.text("place")),
        field("送达文书名称、文号及份数", papers),
        field("送达方式", choices(WAY.options, content.text("way", ""))),
        field("送达人", officer_names(content)),
        two("送达时间", content.moment("served_at"), "送达证明", content.text("proof", "")),
        (Cell("受送达人签名或者盖章", 2, label=True), Cell(
            content.text("receiver.signed", ""), 10, low="　　年　　月　　日　　时　　分", tall=True)),
        (Cell("代收人及与受送达人关系", 2, label=True), Cell(content.text("receiver.proxy", ""), 10)),
        (Cell("拒收事由、见证人签名", 2, label=True), Cell(_refusal(content), 10, tall=True)),
        field("备注", content.text("remark", "")),
    )  # fmt: skip
    yield Note(
        "直接送达的，由受送达人在回证上记明收到日期，签名或者盖章。拒绝签收的，邀请见证人到场说明情况并签名，或者拍照、录像记录，将文书留置。公告送达的，自发布公告之日起满三十日视为送达。"
    )


def _refusal(content: Content) -> str:
    parts = [content.text("refusal", ""), f"见证人：{content.text('witness')}" if content.has("witness") else ""]
    return "\n".join(part for part in parts if part)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("receiver.name", "line", "受送达人", "receiver", "民事诉讼法 §88"),
        want("place", "line", "送达地点", "place"),
        listed(
            "papers",
            "送达的文书",
            "documents served",
            (
                want("name", "line", "名称", "name"),
                may("number", "line", "文号", "number"),
                may("copies", "count", "份数", "copies"),
            ),
            "民事诉讼法 §87",
        ),
        Want("way", "choice", "送达方式", "way of service", True, "行政处罚法 §61", options=WAY.options),
        OFFICERS,
        may("served_at", "moment", "送达时间", "time of service"),
        may("proof", "line", "送达证明", "proof of service"),
        may("receiver.signed", "line", "受送达人签收", "receiver's signature"),
        may("receiver.proxy", "line", "代收人及关系", "who received it instead"),
        may("refusal", "text", "拒收事由", "why it was refused"),
        may("witness", "line", "见证人", "witness"),
        may("remark", "text", "备注", "remark"),
    ),
    blocks=_blocks,
)
