"""A document of blocks in, its HTML out: one `article` that needs no font, no script and no style to be read."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from mingjian.papers.blocks import (
    Addressee,
    Break,
    Cell,
    Closing,
    Form,
    Heading,
    Note,
    Pairs,
    Paper,
    Para,
    Signatures,
    Table,
    Talk,
)

_WIDE = '<div class="paper-wide" tabindex="0">'  # scrolls sideways, by keys too


def web_page(paper: Paper, *, level: int = 2) -> str:
    """Set a document as one `<article class="paper">`; its title is a heading of this level."""
    head = f'<p class="paper-office">{escape(paper.office)}</p>' if paper.office else ""
    head += f'<h{level} class="paper-title">{escape(paper.title)}</h{level}>'
    head += f'<p class="paper-number">{escape(paper.number)}</p>' if paper.number else ""
    body = "\n".join(_DRAW[type(block)](block, level + 1) for block in paper.blocks)
    foot = f'<p class="paper-foot">{escape(paper.foot)}</p>' if paper.foot else ""
    return f'<article class="paper" lang="{escape(paper.language)}">\n{head}\n{body}\n{foot}</article>'


def _heading(block: Heading, level: int) -> str:
    deep = min(level + block.level - 1, 6)
    return f'<h{deep} class="paper-h{block.level}">{escape(block.text)}</h{deep}>'


def _para(block: Para, _: int) -> str:
    kinds = [*(() if block.indent else ("paper-flush",)), *((f"paper-{block.align}",) if block.align != "left" else ())]
    mark = f' class="{" ".join(kinds)}"' if kinds else ""
    return f"<p{mark}>{escape(block.text)}</p>"


def _pairs(block: Pairs, _: int) -> str:
    rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in block.rows)
    return f'<dl class="paper-pairs">{rows}</dl>'


def _cell(cell: Cell) -> str:
    inner = "<br>".join(escape(line) for line in cell.text.split("\n"))
    low = f'<span class="paper-low">{escape(cell.low)}</span>' if cell.low else ""
    tag = 'th scope="row"' if cell.label else "td"
    return f'<{tag} colspan="{cell.span}">{inner}{low}</{tag[:2]}>'


def _form(block: Form, _: int) -> str:
    rows = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in block.rows)
    return f'{_WIDE}<table class="paper-form">{rows}</table></div>'


def _table(block: Table, _: int) -> str:
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in block.head)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in block.rows)
    return f'{_WIDE}<table class="paper-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _talk(block: Talk, _: int) -> str:
    return f"<p>问：{escape(block.asked)}</p><p>答：{escape(block.answered)}</p>"


def _signatures(block: Signatures, _: int) -> str:
    rows = "".join(f"<li>{escape(label)}：{escape(value)}</li>" for label, value in block.rows)
    return f'<ul class="paper-signatures">{rows}</ul>'


def _closing(block: Closing, _: int) -> str:
    seal = "<br>（印章）" if block.sealed else ""
    return f'<p class="paper-closing">{escape(block.office)}<br>{escape(block.day)}{seal}</p>'


_DRAW: dict[type, Callable[[Any, int], str]] = {
    Addressee: lambda block, _: f'<p class="paper-flush">{escape(block.text)}：</p>',
    Heading: _heading,
    Para: _para,
    Pairs: _pairs,
    Form: _form,
    Table: _table,
    Talk: _talk,
    Signatures: _signatures,
    Closing: _closing,
    Note: lambda block, _: f'<p class="paper-note">{escape(block.text)}</p>',
    Break: lambda _block, _: "<hr>",
}
