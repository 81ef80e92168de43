"""案件移送函. Article: 行政处罚法 §25，网信部门行政执法程序规定 §12."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Addressee, Block, Note, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, CONTACT, DAY, OFFICE, closing, listed, may, paras, table, want
from mingjian.papers.template_kind import Template

_COLUMNS = (("name", "材料名称", 6), ("digest", "SHA-256 哈希值", 6), ("pages", "页数", 2))


def _blocks(content: Content) -> Iterator[Block]:
    yield Addressee(content.text("receiver"))
    yield Para(f"本机关在工作中发现{content.text('case.title')}。")
    yield from paras(content, "facts")
    yield Para(
        f"经审查，{content.text('reasons')}。根据《中华人民共和国行政处罚法》第二十五条、《网信部门行政执法程序规定》第十二条和{content.text('basis')}的规定，现将该案移送你单位处理。"
    )
    yield Para(
        "请在收到后将签收情况函告我机关，并在处理完毕后告知处理结果。依照规定，受移送机关不得再自行移送；认为不属于其管辖的，应当报请共同的上一级机关指定管辖。"
    )
    yield Para(f"联系人及电话：{content.text('office.contact')}。")
    if content.has("materials"):
        yield Para("附：移送材料清单")
        yield table(content, "materials", _COLUMNS)
    yield closing(content)
    yield Note("本函不载举报人身份。")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("receiver", "line", "受移送机关", "receiving body", "行政处罚法 §25"),
        want("facts", "text", "案件情况", "facts"),
        want("reasons", "line", "移送理由", "reasons", "网信部门行政执法程序规定 §12"),
        want("basis", "line", "移送依据", "rule"),
        listed(
            "materials",
            "移送材料",
            "material",
            (
                want("name", "line", "名称", "name"),
                may("digest", "line", "SHA-256", "digest"),
                may("pages", "count", "页数", "pages"),
            ),
            required=False,
        ),
        *CONTACT,
        DAY,
    ),
    blocks=_blocks,
)
