"""催告书. Article: 行政强制法 §35、§54，行政处罚法 §72."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, CONTACT, DAY, OFFICE, PARTY, chapters, closing, may, paras, to_party, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield to_party(content)
    yield Para(
        f"关于{content.text('case.title')}一案，"
        f"本机关于{content.day('decision.day')}作出{content.text('decision.number')}《行政处罚决定书》，已于{content.day('decision.served_on')}"
        "送达你（单位）。你（单位）在法定期限内未履行该决定确定的义务。根据《中华人民共和国行政强制法》第五十四条的规定，现予催告："
    )
    yield from chapters(
        ("应当履行的义务", [*paras(content, "owed"), *_money(content)]),
        ("履行期限和方式", [Para(f"自收到本催告书之日起十日内（{content.day('until')}前）履行。缴款方式：开户行{content.text('bank.name')}，户名{content.text('bank.holder')}，账号{content.text('bank.account')}。")]),
        ("陈述、申辩权", [Para("你（单位）收到本催告书后有权进行陈述和申辩；本机关将充分听取并记录、复核。")]),
        ("逾期不履行的后果", [Para(f"催告书送达十个工作日后仍未履行义务的，本机关将依法向{content.text('court')}申请强制执行，费用依法由被执行人负担。")]),
    )  # fmt: skip
    yield Para(f"联系地址：{content.text('office.address')}；联系人及电话：{content.text('office.contact')}。")
    yield closing(content)
    yield Note("“十日”依照行政强制法第六十九条为工作日，不含法定节假日。")


def _money(content: Content) -> Iterator[Block]:
    if content.has("fine"):
        yield Para(f"1. 罚款：{content.money('fine')}；")
        yield Para(
            f"2. 加处罚款（每日百分之三，计至{content.day('day')}，不超出罚款数额）：{content.money('late_fee')}。"
        )


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("decision.number", "line", "处罚决定书文号", "number of the decision"),
        want("decision.day", "day", "决定日期", "day of the decision"),
        want("decision.served_on", "day", "送达日期", "served on"),
        want("owed", "text", "应当履行的义务", "what is owed", "行政强制法 §35"),
        may("fine", "money", "罚款(元)", "fine (yuan)"),
        may("late_fee", "money", "加处罚款(元)", "late fee (yuan)"),
        want("until", "day", "履行期限", "until", "行政强制法 §35、§54"),
        may("bank.name", "line", "开户行", "bank"),
        may("bank.holder", "line", "户名", "holder of the account"),
        may("bank.account", "line", "账号", "account"),
        want("court", "line", "人民法院", "court"),
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
