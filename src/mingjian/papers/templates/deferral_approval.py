"""延期(分期)缴纳罚款通知书, granted or refused. Article: 行政处罚法 §66、§72(2)."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    APPEAL,
    CASE,
    DAY,
    OFFICE,
    PARTY,
    appeal_text,
    closing,
    listed,
    may,
    paras,
    table,
    to_party,
    want,
)
from mingjian.papers.template_kind import Template
from mingjian.papers.wording import money


def _blocks(content: Content) -> Iterator[Block]:
    yield to_party(content)
    yield Para(
        f"你（单位）因{content.text('case.title')}一案，对{content.text('decision.number')}《行政处罚决定书》确定的罚款{content.money('fine')}，于{content.day('asked_on')}"
        f"以{content.text('hardship')}为由，申请延期（分期）缴纳。"
    )
    yield from paras(content, "reasons")
    if content.flag("granted"):
        yield Para(
            "根据《中华人民共和国行政处罚法》第六十六条第二款的规定，经本机关批准，同意你（单位）按下列期限缴纳："
        )
        yield table(content, "instalments", (("day", "缴纳期限（截止日）", 6), ("amount_zh", "金额", 8)))
        yield Para(
            "延期、分期缴纳期间不加处罚款；任何一期到期不缴纳的，依据《中华人民共和国行政处罚法》第七十二条，每日按未缴罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。"
        )
    else:
        yield Para(
            "根据《中华人民共和国行政处罚法》第六十六条的规定，决定不予批准。请按行政处罚决定书确定的期限缴纳罚款；到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。"
        )
    yield Para(appeal_text(content))
    yield closing(content)


def _worded(content: Content) -> Iterator[Block]:
    """Instalments with their amounts in words."""
    rows = [{**row.values, "amount_zh": money(row.raw("amount"))} for row in content.rows("instalments")]
    return _blocks(Content({**content.values, "instalments": rows}))


def _title(content: Content) -> str:
    if not content.flag("granted"):
        return "不予延期（分期）缴纳罚款通知书"
    return "分期缴纳罚款通知书" if len(content.rows("instalments")) > 1 else "延期缴纳罚款通知书"


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("decision.number", "line", "处罚决定书文号", "number of the decision", "行政处罚法 §66"),
        want("fine", "money", "罚款(元)", "fine (yuan)"),
        want("asked_on", "day", "申请日期", "day of the application"),
        want("hardship", "line", "申请理由", "hardship", "行政处罚法 §66(2)"),
        want("reasons", "text", "审查情况和理由", "reasons"),
        may("granted", "flag", "批准", "granted"),
        listed(
            "instalments",
            "缴纳安排",
            "instalments",
            (want("day", "day", "截止日", "until"), want("amount", "money", "金额(元)", "amount (yuan)")),
            "行政处罚法 §66(2)",
            required=False,
        ),
        *APPEAL,
        DAY,
    ),
    blocks=_worded,
    title=_title,
)
