"""责令改正通知书: clear measures and a reasonable term, so that a refusal can be proven.

Article: 行政处罚法 §28，网信部门行政执法程序规定 §34，法释〔2019〕15号 §2.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    APPEAL,
    CASE,
    CONTACT,
    DAY,
    OFFICE,
    PARTY,
    appeal_text,
    chapters,
    closing,
    paras,
    to_party,
    want,
)
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield to_party(content)
    yield Para(f"经查，你（单位）存在{content.text('case.title')}的行为：")
    yield from paras(content, "facts")
    yield Para(
        f"上述行为违反了{content.text('breached')}的规定。根据《中华人民共和国行政处罚法》第二十八条、《网信部门行政执法程序规定》第三十四条和{content.text('basis')}的规定，现责令你（单位）改正："
    )
    yield from chapters(
        ("改正内容", [Para(f"{n}. {line}") for n, line in enumerate(content.lines("measures"), 1)]),
        (
            "改正期限",
            [
                Para(
                    f"自收到本通知书之日起，至{content.day('limit')}止。请在期限届满前将改正情况书面报告本机关，本机关将进行复查。"
                )
            ],
        ),
        (
            "逾期不改正的后果",
            [
                Para(
                    f"逾期不改正或者拒不改正的，本机关将依据{content.text('consequence')}从重处理；致使违法信息大量传播等造成严重后果、构成犯罪的，依法追究刑事责任。"
                )
            ],
        ),
        ("救济途径", [Para(appeal_text(content, "本通知"))]),
    )
    yield Para(f"联系地址：{content.text('office.address')}；联系人及电话：{content.text('office.contact')}。")
    yield closing(content)


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        *PARTY,
        want("facts", "text", "违法事实", "facts", "网信部门行政执法程序规定 §34"),
        want("breached", "line", "违反的条款", "articles broken"),
        want("basis", "line", "责令改正依据", "rule", "行政处罚法 §28"),
        want("measures", "lines", "改正内容", "what to correct", "法释〔2019〕15号 §2"),
        want("limit", "day", "改正期限", "until", "法释〔2019〕15号 §2"),
        want("consequence", "line", "逾期不改正适用的条款", "rule for a refusal"),
        *APPEAL,
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
