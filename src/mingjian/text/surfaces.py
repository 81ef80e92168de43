"""Markup in, surfaces out: one walk over the parsed tree that says of every stretch of text where it stands."""

from __future__ import annotations

from itertools import count, repeat
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mingjian.text.document import Link, Span, Surface
from mingjian.text.elements import (
    ANCHOR,
    AREA,
    BLOCKS,
    EAGER,
    FOOTED,
    HEADINGS,
    META,
    METAS,
    ODD,
    PLAIN,
    PLAIN_BLOCK,
    PLAIN_INLINE,
    SCRIPT,
    SKIPPED,
    SPACES,
    TEXT,
    UNSEEN,
    WHITE,
    is_foot,
)
from mingjian.text.hiding import HidingRules, background_of, colour, hidden_by_style, hiding_rules, written_veil
from mingjian.text.scripts import unescaped
from mingjian.text.source import SourceMap

MAX_SCRIPT: Final = 60_000  # characters of one script or comment that are kept
MAX_SCRIPTS: Final = 400_000  # characters of all scripts and comments of a page that are kept


# What a place in the tree inherits: its surface ("response" marks what is read elsewhere or not at all), its block, the
# number of its link or -1, and the colour behind it.
_State = tuple[Surface, int, int, str | None]
_START: Final[_State] = ("body", 0, -1, None)


class Surfaces(NamedTuple):
    """The text of a page, its spans and links, its title, and whether a script was cut."""

    text: str
    spans: tuple[Span, ...]
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
        self.runs: list[tuple[Surface, int, int]] = []
        self.links: list[tuple[str, Surface]] = []
        self.worded: dict[int, tuple[int, int]] = {}  # where the words of each link stand
        self.states: dict[int, _State] = {}
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
            return Surfaces("", (), (), "", False)
        self._prepare()
        states, passed = self.states, PLAIN
        if root.parent is not None:
            states[root.parent.mem_id] = _START
        for node in root.traverse(include_text=True):
            tag = node.tag_id
            if tag in passed:  # says nothing by itself: asked only when words stand in it
                continue
            if tag == TEXT:
                if node.is_empty_text_node:
                    self.gap = True
                    continue
                parent = node.parent
                state = states.get(parent.mem_id) if parent is not None else _START
                if state is None:
                    state = self._state(parent)
                if state[0] != "response":
                    self._text(node.text_content or "", state)
            elif tag in EAGER:
                self._event(node, tag)
            elif node.is_comment_node and self._state(node.parent)[0] != "response":
                self._raw("comment", node.comment_content or "")
        return self._result()

    def _prepare(self) -> None:
        tree = self.tree
        source = self.source
        self.styled = {node.mem_id: node.attrs.get("style") or "" for node in tree.css("[style]")}
        self.odd = {node.mem_id for node in tree.css(ODD)}
        self.foot = {node.mem_id for node in tree.css(FOOTED) if is_foot(node)}
        sheets = [node.text_content or "" for sheet in tree.tags("style") for node in [sheet.first_child] if node]
        rules = hiding_rules(sheets, source)
        self.ruled = _ruled(tree, rules)
        self.special = self.odd | self.foot | self.ruled | self.styled.keys()

    def _state(self, node: LexborNode | None) -> _State:
        """Give what an element hands down to what stands in it; found once, with that of the elements around it."""
        states, fresh = self.states, []
        state: _State | None = None
        while node is not None:
            mem = node.mem_id
            state = states.get(mem)
            if state is not None:
                break
            fresh.append((node, mem))
            node = node.parent
        state = state or _START
        for inner, mem in reversed(fresh):
            state = states[mem] = self._own_state(inner, mem, state)
        return state

    def _own_state(self, node: LexborNode, mem: int, state: _State) -> _State:
        surface, block, link, background = state
        if surface == "response":  # the mark of what is read elsewhere or not at all
            return state
        if mem not in self.special:
            number = node.tag_id
            if number in PLAIN_INLINE:
                return state
            if number in PLAIN_BLOCK:
                return (surface, mem, link, background)
        if not node.is_element_node:
            return _START
        tag = node.tag or ""
        if tag in SKIPPED:
            return ("response", block, link, background)
        if tag in BLOCKS:
            block = mem
        surface = self._surface(node, mem, tag, state)
        if mem in self.styled or mem in self.odd:
            background = self._background(node, mem) or background
        return (surface, block, link, background)

    def _surface(self, node: LexborNode, mem: int, tag: str, state: _State) -> Surface:
        surface = state[0]
        if tag == "title" and surface == "body":
            return "title"
        if surface == "hidden":
            return surface
        if self._hides(node, mem, tag, state[3]):
            return "hidden"
        if tag == "noscript":
            return "noscript"
        if surface in ("body", "link", "heading"):
            if tag == "footer" or mem in self.foot:
                return "footer"
            if tag in HEADINGS:
                return "heading"
            if tag == "a" and surface == "body":
                return "link"
        return surface

    def _event(self, node: LexborNode, tag: int) -> None:
        """Read an element that says something at its own place: links, metas, scripts, line breaks."""
        state = self._state(node.parent)
        mem = node.mem_id
        if state[0] == "response":
            self.states[mem] = state
        elif tag in (ANCHOR, AREA):
            if tag == AREA or self.veil or state[0] != "body" or mem in self.special:
                state = self._own_state(node, mem, state)
                link = self._link(node, "hidden" if self.veil else state[0])
            else:
                state = ("link", state[1], state[2], state[3])
                link = self._link(node, "link")
            self.states[mem] = (state[0], state[1], link, state[3])
        elif tag == META:
            self._meta(node)
            self.states[mem] = state
        elif tag == SCRIPT:
            self._script(node)
            self.states[mem] = ("response", state[1], state[2], state[3])
        else:
            self.last_block = -1

    def _hides(self, node: LexborNode, mem: int, tag: str, background: str | None) -> bool:
        if tag in UNSEEN or mem in self.ruled:
            return True
        style = self.styled.get(mem)
        if style and hidden_by_style(style, background):
            return True
        if mem not in self.odd:
            return False
        attributes = node.attributes
        if "hidden" in attributes:
            return True
        if tag == "marquee":
            return any((attributes.get(side) or "9").strip("px ") in ("0", "1") for side in ("width", "height"))
        shown = attributes.get("color")
        return bool(tag == "font" and shown and background and colour(shown) == background)

    def _background(self, node: LexborNode, mem: int) -> str | None:
        found = background_of(self.styled.get(mem, ""))
        if found is None and mem in self.odd:
            value = node.attrs.get("bgcolor")
            found = colour(value) if value else None
        return found

    def _link(self, node: LexborNode, surface: Surface) -> int:
        href = node.attrs.get("href")
        if href is None:
            return -1
        self.links.append((href, surface))
        return len(self.links) - 1

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

    def _text(self, written: str, state: _State) -> None:
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
        start = self.size
        self.size = end = start + len(bare)
        self.pieces.append(bare)
        self.runs.append((surface, start, end))
        self.sources.text(written)
        if anchor >= 0:
            self.worded[anchor] = (self.worded.get(anchor, (start, 0))[0], end)
        elif surface == "title" and not self.title:
            self.title = bare

    def _put(self, surface: Surface, shown: str) -> None:
        """Append a piece that is a block of its own."""
        self._break(-2)
        start = self.size
        self.size = end = start + len(shown)
        self.pieces.append(shown)
        self.runs.append((surface, start, end))

    def _break(self, block: int) -> None:
        """Begin a block, on a new line."""
        if self.pieces:
            self.pieces.append("\n")
            self.size += 1
        self.last_block = block

    def _result(self) -> Surfaces:
        surfaces, starts, ends = zip(*self.runs, strict=True) if self.runs else ((), (), ())
        spans = tuple(map(Span, surfaces, starts, ends, repeat(self.sources), count()))
        nowhere = (self.size, self.size)
        places = map(self.worded.get, range(len(self.links)), repeat(nowhere))
        links = tuple(
            Link(href, start, end, surface, surface == "hidden")
            for (href, surface), (start, end) in zip(self.links, places, strict=False)
        )
        return Surfaces("".join(self.pieces), spans, links, self.title, self.truncated)


def _ruled(tree: LexborHTMLParser, rules: HidingRules) -> frozenset[int]:
    """Give the elements that carry a class or an id which the page itself hides."""
    if not rules.classes and not rules.ids:
        return frozenset()
    found = set()
    if rules.classes:
        for node in tree.css("[class]"):
            if not rules.classes.isdisjoint((node.attrs.get("class") or "").split()):
                found.add(node.mem_id)
    if rules.ids:
        found |= {node.mem_id for node in tree.css("[id]") if node.attrs.get("id") in rules.ids}
    return frozenset(found)
