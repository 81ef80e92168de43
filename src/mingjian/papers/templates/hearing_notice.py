"""听证通知书. Article: 行政处罚法 §63-64，网信部门行政执法程序规定 §36-37."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, CONTACT, DAY, OFFICE, PARTY, chapters, closing, may, to_party, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield to_party(content)
    yield Para(
        f"你（单位）于{content.day('asked_on')}就{content.text('case.title')}一案提出听证要求。根据《中华人民共和国行政处罚法》"
        "第六十三条、第六十四条的规定，本机关决定举行听证，现通知如下："
    )
    yield from chapters(
        ("听证的时间、地点", [Para(f"时间：{content.moment('held_at')}"), Para(f"地点：{content.text('place')}")]),
        ("听证方式", [Para("公开举行。" if content.flag("public") else
                       f"因涉及国家秘密、商业秘密或者个人隐私依法予以保密，不公开举行。{content.text('why_closed', '')}")]),
        ("听证主持人、记录员", [Para(
            f"主持人：{content.text('chair')}；记录员：{content.text('clerk')}。主持人不是本案调查人员；你（单位）认为主持人与"
            "本案有直接利害关系的，有权申请回避。")]),
        ("权利和注意事项", [
            Para("1. 可以亲自参加听证，也可以委托一至二人代理。委托代理的，应当提交授权委托书和代理人身份证明。"),
            Para("2. 听证时由调查人员提出违法事实、证据和行政处罚建议，你（单位）有权进行申辩和质证，可以申请证人到场并提交证据。"),
            Para("3. 无正当理由拒不出席或者未经许可中途退出的，视为放弃听证权利，听证终止。"),
            Para("4. 听证制作笔录，交当事人或者其代理人核对无误后签字或者盖章。"),
            Para("5. 听证不收取费用。"),
        ]),
    )  # fmt: skip
    yield Para(f"联系地址：{content.text('office.address')}；联系人及电话：{content.text('office.contact')}。")
    yield closing(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("asked_on", "day", "听证申请日期", "day of the request", "行政处罚法 §64(1)"),
        want("held_at", "moment", "听证时间", "time of the hearing", "行政处罚法 §64(2)"),
        want("place", "line", "听证地点", "place", "行政处罚法 §64(2)"),
        may("public", "flag", "公开举行", "held in public"),
        may("why_closed", "text", "不公开的原因", "why not in public"),
        want("chair", "line", "听证主持人", "chair", "行政处罚法 §64(4)"),
        want("clerk", "line", "记录员", "clerk"),
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
