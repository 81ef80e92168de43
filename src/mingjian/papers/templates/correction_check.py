"""责令改正复查记录. Article: 网信部门行政执法程序规定 §34，法释〔2019〕15号 §2."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    NO,
    OFFICE,
    OFFICERS,
    YES,
    listed,
    may,
    officer_names,
    signers,
    table,
    want,
)
from mingjian.papers.template_kind import Template

_COLUMNS = (
    ("measure", "责令改正的内容", 5),
    ("found", "复查情况", 6),
    ("proof", "证据（哈希值）", 4),
    ("met", "结论", 2),
)


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("责令改正通知书", f"{content.text('order.number')}，{content.day('order.served_on')}送达"),
        ("改正期限", content.day("order.limit")),
        ("当事人", content.text("party.name")),
        ("复查时间", content.moment("checked_at")),
        ("复查方式", content.text("way")),
        ("复查人员", officer_names(content)),
    ))  # fmt: skip
    yield table(content, "items", _COLUMNS)
    met, unmet = (YES, NO) if content.flag("met") else (NO, YES)
    yield Para(f"复查结论：{met}已按要求改正　{unmet}期限届满仍未改正", indent=False)
    if content.has("explained"):
        yield Para(f"当事人的说明：{content.text('explained')}", indent=False)
    yield signers(content, "当事人")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("order.number", "line", "责令改正通知书文号", "number of the order", "法释〔2019〕15号 §2"),
        want("order.served_on", "day", "送达日期", "served on", "法释〔2019〕15号 §2"),
        want("order.limit", "day", "改正期限", "until", "法释〔2019〕15号 §2"),
        want("party.name", "line", "当事人", "party"),
        want("checked_at", "moment", "复查时间", "checked at"),
        want("way", "line", "复查方式", "how it was checked"),
        OFFICERS,
        listed(
            "items",
            "逐项复查",
            "item by item",
            (
                want("measure", "line", "责令改正的内容", "what was ordered"),
                want("found", "line", "复查情况", "what was found"),
                may("proof", "line", "证据", "proof"),
                want("met", "line", "结论", "conclusion"),
            ),
        ),
        may("met", "flag", "已改正", "met"),
        may("explained", "text", "当事人的说明", "what the party says"),
    ),
    blocks=_blocks,
)
