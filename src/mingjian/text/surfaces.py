"""Markup in, surfaces out: one walk over the parsed tree that says of every stretch of text where it stands."""

from __future__ import annotations

from itertools import repeat
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mingjian.text.document import NO_SPANS, Link, Spans, Surface
from mingjian.text.elements import (
    ANCHOR,
    AREA,
    EAGER,
    META,
    METAS,
    PLAIN,
    SCRIPT,
    SPACES,
    TEXT,
    WHITE,
)
from mingjian.text.hiding import written_veil
from mingjian.text.scripts import unescaped
from mingjian.text.source import SourceMap
from mingjian.text.standing import START, Standing, State

MAX_SCRIPT: Final = 60_000  # characters of one script or comment that are kept
MAX_SCRIPTS: Final = 400_000  # characters of all scripts and comments of a page that are kept


class Surfaces(NamedTuple):
    """The text of a page, its spans and links, its title, and whether a script was cut."""

    text: str
    spans: Spans
    links: tuple[Link, ...]
    title: str
    truncated: bool


def walk(markup: str, source: str) -> Surfaces:
    """Read bounded markup into surfaces; offsets refer to `source`, the same page before it was flattened."""
    return _Walk(LexborHTMLParser(markup), source).run()


class _Walk:
    def __init__(self, tree: LexborHTMLParser, source: str) -> None:
        self.tree, self.source = tree, source
        self.pieces: list[str] = []
        self.size = 0
        self.surfaces: list[Surface] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.links: list[tuple[str, Surface]] = []
        self.worded: dict[int, tuple[int, int]] = {}  # where the words of each link stand
        self.standing = Standing(tree, source)
        self.last_block = 0
        self.gap = False
        self.title = ""
        self.veil = False
        self.scripts = 0
        self.truncated = False
        self.sources = SourceMap(source)

    def run(self) -> Surfaces:
        root = self.tree.root
        if root is None:
            return Surfaces("", NO_SPANS, (), "", False)
        states, passed = self.standing.states, PLAIN
        if root.parent is not None:
            states[root.parent.mem_id] = START
        for node in root.traverse(include_text=True):
            tag = node.tag_id
            if tag in passed:  # says nothing by itself: asked only when words stand in it
                continue
            if tag == TEXT:
                if node.is_empty_text_node:
                    self.gap = True
                    continue
                parent = node.parent
                state = states.get(parent.mem_id) if parent is not None else START
                if state is None:
                    state = self.standing.of(parent)
                if state[0] != "response":
                    self._text(node.text_content or "", state)
            elif tag == ANCHOR:
                self._anchor(node)
            elif tag in EAGER:
                self._event(node, tag)
            elif node.is_comment_node and self.standing.of(node.parent)[0] != "response":
                self._raw("comment", node.comment_content or "")
        return self._result()

    def _anchor(self, node: LexborNode) -> None:
        """Read a link or an area where it begins, for links are counted in the order of the page."""
        parent, mem = node.parent, node.mem_id
        state = self.standing.states.get(parent.mem_id) if parent is not None else START
        if state is None:
            state = self.standing.of(parent)
        surface = state[0]
        if surface == "response":
            self.standing.states[mem] = state
            return
        if surface == "body" and mem not in self.standing.special and node.tag_id == ANCHOR:
            state = ("link", state[1], state[2], state[3])
        else:
            state = self.standing.own(node, mem, state)
        href = node.attrs.get("href")
        number = -1
        if href is not None:
            number = len(self.links)
            self.links.append((href, "hidden" if self.veil else state[0]))
        self.standing.states[mem] = (state[0], state[1], number, state[3])

    def _event(self, node: LexborNode, tag: int) -> None:
        """Read an element that says something at its own place: areas, metas, scripts, line breaks."""
        if tag == AREA:
            self._anchor(node)
            return
        state = self.standing.of(node.parent)
        mem = node.mem_id
        if state[0] == "response":
            self.standing.states[mem] = state
        elif tag == META:
            self._meta(node)
            self.standing.states[mem] = state
        elif tag == SCRIPT:
            self._script(node)
            self.standing.states[mem] = ("response", state[1], state[2], state[3])
        else:
            self.last_block = -1

    def _meta(self, node: LexborNode) -> None:
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
        content = attributes.get("content")
        if content and name in METAS:
            self._put("meta", SPACES.sub(" ", content).strip())
            self.sources.attribute(content)

    def _script(self, node: LexborNode) -> None:
        child = node.first_child
        written = child.text_content if child is not None else None
        if not written:
            return
        if "document.write" in written:
            veil = written_veil(written)
            self.veil = self.veil if veil is None else veil
        self._raw("script", written)

    def _raw(self, surface: Surface, written: str) -> None:
        room = min(MAX_SCRIPT, MAX_SCRIPTS - self.scripts)
        if len(written) > room:
            self.truncated = True
            written = written[: max(room, 0)]
        shown = written.strip()
        self.scripts += len(written)
        if shown:
            self._put(surface, unescaped(shown) if surface == "script" else shown)
            self.sources.text(shown)

    def _text(self, written: str, state: State) -> None:
        bare = written.strip()
        if not bare:
            self.gap = True
            return
        if not bare.isalnum():
            bare = " ".join(bare.split())
        surface, block, anchor, _ = state
        if self.veil and surface != "title":
            surface = "hidden"
        if block != self.last_block:
            self._break(block)
        elif self.gap or written[0] in WHITE:
            self.pieces.append(" ")
            self.size += 1
        self.gap = written[-1] in WHITE
        start = self._add(surface, bare)
        self.sources.text(written)
        if anchor >= 0:
            self.worded[anchor] = (self.worded.get(anchor, (start, 0))[0], self.size)
        elif surface == "title" and not self.title:
            self.title = bare

    def _put(self, surface: Surface, shown: str) -> None:
        """Append a piece that is a block of its own."""
        self._break(-2)
        self._add(surface, shown)

    def _add(self, surface: Surface, shown: str) -> int:
        """Append a piece where the text ends now, and give where that is."""
        start = self.size
        self.size = start + len(shown)
        self.pieces.append(shown)
        self.surfaces.append(surface)
        self.starts.append(start)
        self.ends.append(self.size)
        return start

    def _break(self, block: int) -> None:
        """Begin a block, on a new line."""
        if self.pieces:
            self.pieces.append("\n")
            self.size += 1
        self.last_block = block

    def _result(self) -> Surfaces:
        spans = Spans(self.surfaces, self.starts, self.ends, self.sources)
        nowhere = (self.size, self.size)
        places = map(self.worded.get, range(len(self.links)), repeat(nowhere))
        links = tuple(
            Link(href, start, end, surface, surface == "hidden")
            for (href, surface), (start, end) in zip(self.links, places, strict=False)
        )
        return Surfaces("".join(self.pieces), spans, links, self.title, self.truncated)
