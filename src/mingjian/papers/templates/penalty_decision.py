"""行政处罚决定书: the seven things that 行政处罚法 §59 demands. Article: 行政处罚法 §59、§61、§66、§67、§72、§73."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    APPEAL,
    CASE,
    DAY,
    EVIDENCE,
    OFFICE,
    PARTY,
    PENALTIES,
    appeal_text,
    chapters,
    closing,
    evidence_paras,
    may,
    paras,
    party_pairs,
    penalty_paras,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield party_pairs(content)
    yield Para(f"当事人{content.text('case.title')}一案，本机关于{content.day('filed_on')}依法立案，现已审理终结。")
    yield from chapters(
        ("违法事实和证据", [*paras(content, "facts"), Para("以上事实，有下列证据证明："), *evidence_paras(content)]),
        ("告知和听取意见", _heard(content)),
        ("处罚的种类和依据", [*paras(content, "reasons"), _basis(content), *penalty_paras(content)]),
        ("履行方式和期限", _performance(content)),
        ("申请行政复议、提起行政诉讼的途径和期限", [Para(appeal_text(content)), Para(
            "行政复议或者行政诉讼期间，本决定不停止执行，法律另有规定的除外；加处罚款的数额在行政复议或者行政诉讼期间不予计算。")]),
    )  # fmt: skip
    yield Para("逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。")
    yield closing(content)
    yield Note(
        "本决定书一式两份，一份送达当事人，一份存档。具有一定社会影响的行政处罚决定将依法公开（行政处罚法第四十八条）。"
    )


def _heard(content: Content) -> Iterator[Block]:
    yield Para(
        f"本机关于{content.day('notice.day')}向当事人送达《行政处罚意见告知书》（{content.text('notice.number')}），"
        "告知拟作出行政处罚的内容及事实、理由、依据，并告知其依法享有的陈述、申辩等权利。"
    )
    yield from paras(content, "heard")


def _basis(content: Content) -> Para:
    return Para(
        f"当事人的上述行为违反了{content.text('breached')}的规定。依据{content.text('basis')}，并结合行政处罚裁量权基准，"
        f"按“{content.text('discretion')}”档次，本机关决定对当事人作出如下行政处罚："
    )


def _performance(content: Content) -> Iterator[Block]:
    if any(row.has("amount") for row in content.rows("penalties")):
        yield Para(
            "当事人应当自收到本决定书之日起十五日内，到指定银行或者通过电子支付系统缴纳罚没款："
            f"开户行{content.text('bank.name')}，户名{content.text('bank.holder')}，账号{content.text('bank.account')}。"
            "本机关及执法人员不当场收缴。"
        )
        yield Para(
            "到期不缴纳罚款的，依据《中华人民共和国行政处罚法》第七十二条，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出"
            "罚款的数额。确有经济困难需要延期或者分期缴纳的，可以向本机关提出申请（行政处罚法第六十六条）。"
        )
    if content.has("performance"):
        yield from paras(content, "performance")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("filed_on", "day", "立案日期", "day of filing", "行政处罚法 §54"),
        want("facts", "text", "违法事实", "facts", "行政处罚法 §59(2)"),
        EVIDENCE,
        want("notice.number", "line", "告知书文号", "number of the notice", "行政处罚法 §44"),
        want("notice.day", "day", "告知书送达日期", "day of the notice", "行政处罚法 §44"),
        want(
            "heard", "text", "陈述、申辩、听证及采纳情况", "what the party said and what became of it", "行政处罚法 §45"
        ),
        want("reasons", "text", "处罚理由", "reasons", "行政处罚法 §59(3)"),
        want("breached", "line", "违反的条款", "articles broken", "行政处罚法 §59(2)"),
        want("basis", "line", "处罚依据", "rule", "行政处罚法 §59(3)"),
        want("discretion", "line", "裁量档次", "discretion tier", "行政处罚法 §34"),
        PENALTIES,
        may("performance", "text", "非金钱处罚的履行方式和期限", "how and when to perform what is not money"),
        may("bank.name", "line", "开户行", "bank"),
        may("bank.holder", "line", "户名", "holder of the account"),
        may("bank.account", "line", "账号", "account"),
        *APPEAL,
        DAY,
    ),
    blocks=_blocks,
)
