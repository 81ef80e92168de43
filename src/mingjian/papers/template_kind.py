"""What a template is: what its document must say, and how that is put into blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mingjian.papers.blocks import Block
from mingjian.papers.content import Content, Want


@dataclass(frozen=True, slots=True)
class Template:
    """One template; its code is the name of its file and of the document in `law/documents`.

    `version` grows when the wording changes, so that an old document says by which it was made. `foot`: a line at the
    bottom of every page, where people sign page by page. `title`: another title than the document's name.
    """

    wants: tuple[Want, ...]
    blocks: Callable[[Content], Iterable[Block]]
    version: int = 1
    foot: str = ""
    title: Callable[[Content], str] | None = None
