"""登记保存通知书. Article: 行政处罚法 §56，网信部门行政执法程序规定 §28-29."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import APPEAL, CASE, CONTACT, DAY, OFFICE, PARTY, appeal_text, closing, may, to_party, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield to_party(content)
    yield Para(
        f"因调查{content.text('case.title')}一案，发现有关证据{content.text('risk')}。根据《中华人民共和国行政处罚法》第五十六条的规定，"
        f"经本机关负责人批准，决定自{content.day('since')}起对下列物品（详见编号为{content.text('list_number')}的《登记保存物品清单》）先行登记保存："
    )
    yield Para(content.text("things"))
    yield Para(f"保存地点和方式：{content.text('keeping')}。")
    yield Para(
        f"本机关将在七个工作日内（{content.day('until')}前）作出处理决定；逾期未作出处理决定的，先行登记保存自动解除。在此期间，你（单位）"
        "或者有关人员不得销毁或者转移证据；由你（单位）就地保存的，应当妥善保管，不得使用、损毁。"
    )
    yield Para(appeal_text(content, "本通知"))
    yield Para(f"联系地址：{content.text('office.address')}；联系人及电话：{content.text('office.contact')}。")
    yield closing(content)
    yield Note("附件：登记保存物品清单一份。")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("risk", "line", "可能灭失或以后难以取得的情形", "risk of loss", "行政处罚法 §56"),
        want("since", "day", "保存起始日", "since", "行政处罚法 §56"),
        want("until", "day", "处理期限", "until", "行政处罚法 §56"),
        want("list_number", "line", "清单编号", "number of the list"),
        want("things", "text", "物品", "things"),
        want("keeping", "line", "保存地点和方式", "where and how it is kept", "网信部门行政执法程序规定 §28"),
        *APPEAL,
        *CONTACT,
        may("approved_by", "line", "批准人", "approved by"),
        DAY,
    ),
    blocks=_blocks,
)
