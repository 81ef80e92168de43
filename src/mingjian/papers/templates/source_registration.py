"""案件来源登记表: without anything that tells who reported. Article: 网信部门行政执法程序规定 §17."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.law.procedure.source import SOURCES
from mingjian.papers.blocks import Block, Note
from mingjian.papers.content import Content, Want
from mingjian.papers.parts import CASE, DAY, OFFICE, choices, field, form, may, opinion, opinion_wants, two, want
from mingjian.papers.template_kind import Template


def _blocks(content: Content) -> Iterator[Block]:
    yield form(
        two("登记日期", content.day("day"), "登记编号", content.text("case.number", "")),
        field("案件来源", choices(SOURCES, content.text("source", ""))),
        two("移送（交办）机关", content.text("sender", "/"), "来文编号", content.text("sender_number", "/")),
        two("发现时间", content.day("found_on"), "违法行为状态", content.text("act_state")),
        field("线索名称", content.text("case.title")),
        two("涉嫌主体", content.text("party.name"), "网站（应用）", content.text("service", "")),
        field("案情摘要", content.text("summary")),
        field("附件", "\n".join(content.lines("attached"))),
        opinion("登记人意见", content, "clerk"),
        opinion("负责人意见", content, "head"),
    )
    yield Note("来源为投诉、举报的，举报人身份另行密存，不载入本表（行政处罚法第五十条）。")


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        DAY,
        Want("source", "choice", "案件来源", "source", True, "网信部门行政执法程序规定 §17", options=SOURCES),
        may("sender", "line", "移送(交办)机关", "sender"),
        may("sender_number", "line", "来文编号", "sender's number"),
        want("found_on", "day", "发现时间", "found on", "行政处罚法 §36"),
        want("act_state", "line", "违法行为状态", "whether the act goes on"),
        want("party.name", "line", "涉嫌主体", "subject"),
        may("service", "line", "网站(应用)", "service"),
        want("summary", "text", "案情摘要", "summary", "网信部门行政执法程序规定 §17"),
        may("attached", "lines", "附件", "attached"),
        *opinion_wants("clerk", "登记人意见", "opinion of the clerk"),
        *opinion_wants("head", "负责人意见", "decision of the head", required=False),
    ),
    blocks=_blocks,
)
