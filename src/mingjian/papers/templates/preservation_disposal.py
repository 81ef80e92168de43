"""登记保存物品处理决定书. Article: 行政处罚法 §56，网信部门行政执法程序规定 §29."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Para
from mingjian.papers.content import Content, Want
from mingjian.papers.parts import APPEAL, CASE, DAY, OFFICE, PARTY, appeal_text, closing, paras, to_party, want
from mingjian.papers.template_kind import Template

_OUTCOMES = (
    ("recorded", "已采取记录、复制、拍照、录像等证据保全措施，返还当事人", "recorded or copied, returned"),
    ("appraised", "送交有关机构检测、检验、鉴定", "sent to testing or appraisal"),
    ("lifted", "不再需要登记保存，予以解除并返还当事人", "lifted"),
    ("lapsed", "七个工作日届满未作出处理决定，登记保存依法自动解除，予以返还", "lapsed by itself"),
)


def _blocks(content: Content) -> Iterator[Block]:
    chosen = {code: zh for code, zh, _ in _OUTCOMES}.get(content.text("outcome", ""), content.text("outcome"))
    yield to_party(content)
    yield Para(
        f"因调查{content.text('case.title')}一案，本机关于{content.day('since')}以{content.text('notice_number')}对你（单位）的有关物品"
        f"（《登记保存物品清单》编号{content.text('list_number')}）先行登记保存。根据《中华人民共和国行政处罚法》第五十六条、"
        "《网信部门行政执法程序规定》第二十九条的规定，现决定处理如下："
    )
    yield Para(f"{chosen}。")
    yield from paras(content, "things")
    yield Para(appeal_text(content))
    yield closing(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("since", "day", "保存起始日", "since"),
        want("notice_number", "line", "登记保存通知书文号", "number of the notice"),
        want("list_number", "line", "清单编号", "number of the list"),
        Want("outcome", "choice", "处理", "outcome", True, "行政处罚法 §56", options=_OUTCOMES),
        want("things", "text", "物品及去向", "things and where they go"),
        *APPEAL,
        DAY,
    ),
    blocks=_blocks,
)
