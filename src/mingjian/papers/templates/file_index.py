"""卷内目录: every document of the file with its pages, numbered through. Article: 行政处罚法 §47，档案法 §13."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Note, Pairs, Signatures
from mingjian.papers.content import Content
from mingjian.papers.parts import CASE, DAY, OFFICE, listed, may, table, want
from mingjian.papers.template_kind import Template

_COLUMNS = (
    ("name", "文件名称", 5),
    ("number", "文号", 4),
    ("made_day", "日期", 3),
    ("pages", "页号", 2),
    ("digest", "SHA-256 哈希值", 5),
    ("remark", "备注", 2),
)


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由", content.text("case.title")),
        ("案号", content.text("case.number")),
        ("当事人", content.text("party.name")),
        ("保管期限", content.text("retention")),
        ("总页数", content.text("pages")),
    ))  # fmt: skip
    yield table(content, "parts", _COLUMNS)
    yield Note("页号为全卷连续编号。电子文件以哈希值固定，任何改动均可发现；用 ./mj verify 可以离线核验。")
    yield Signatures((("立卷人", content.text("archivist", "")), ("日期", content.day("day"))))


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("case.number", "line", "案号", "number of the case"),
        want("party.name", "line", "当事人", "party"),
        want("retention", "line", "保管期限", "kept for", "档案法 §13"),
        want("pages", "count", "总页数", "pages"),
        may("archivist", "line", "立卷人", "archivist"),
        listed(
            "parts",
            "卷内文件",
            "parts",
            (
                want("name", "line", "文件名称", "name"),
                may("number", "line", "文号", "number"),
                may("made_day", "day", "日期", "day"),
                may("pages", "line", "页号", "pages"),
                may("digest", "line", "SHA-256", "digest"),
                may("remark", "line", "备注", "remark"),
            ),
            "档案法 §13",
        ),
        DAY,
    ),
    blocks=_blocks,
)
