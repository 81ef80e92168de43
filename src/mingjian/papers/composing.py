"""A kind of document and its content in, the document as blocks out; and what it must still say before it is signed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingjian.errors import BadInput
from mingjian.law.documents import document
from mingjian.papers.blocks import Paper
from mingjian.papers.content import Content, Want, missing
from mingjian.papers.template_kind import Template
from mingjian.papers.templates import templates


def template(kind: str) -> Template:
    """The template of a document. Raises: BadInput, naming the nearest kinds."""
    return templates()[document(kind).code]


def compose(kind: str, values: Mapping[str, Any], *, number: str = "", code: str = "", address: str = "") -> Paper:
    """Put content into the form of its document.

    `number`: as printed, 东屿网信罚〔2026〕12号; `code` and `address`: of the public check, once it is signed. What is
    not there stays blank. Raises: BadInput, if the kind is none or the content is no object.
    """
    if not isinstance(values, Mapping):
        raise BadInput("The content of a document must be a JSON object.", "文书内容应为 JSON 对象。")
    made, content = template(kind), Content(values)
    title = made.title(content) if made.title else document(kind).zh
    blocks = tuple(made.blocks(content))
    office = content.text("office.name", "")
    return Paper(kind, office, title, blocks, number, made.foot, code, address)


def lacks(kind: str, values: Mapping[str, Any]) -> tuple[Want, ...]:
    """What the document must still say, each with the article that demands it."""
    return tuple(missing(template(kind).wants, values))
