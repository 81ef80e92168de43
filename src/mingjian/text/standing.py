"""A parsed page in, what each of its elements hands down to the words in it out: surface, block, link, background."""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mingjian.text.document import Surface
from mingjian.text.elements import (
    BLOCKS,
    HEADINGS,
    PLAIN_BLOCK,
    PLAIN_INLINE,
    SKIPPED,
    SPEAKING,
    STYLE,
    UNSEEN,
    is_foot,
    is_odd,
)
from mingjian.text.hiding import HidingRules, background_of, colour, hidden_by_style, hiding_rules

# What a place in the tree inherits: its surface ("response" marks what is read elsewhere or not at all), its block, the
# number of its link or -1, and the colour behind it.
State = tuple[Surface, int, int, str | None]
START: Final[State] = ("body", 0, -1, None)


class Standing:
    """Where the words of each element stand. Elements are asked only when words are found in them.

    `states` holds what is known; the walk enters what depends on the order of the page. `special` are the numbers of
    the elements whose attributes say something.
    """

    def __init__(self, tree: LexborHTMLParser, source: str) -> None:
        self.states: dict[int, State] = {}
        self.styled: dict[int, str] = {}
        self.odd: set[int] = set()
        self.foot: set[int] = set()
        sheets = [sheet for node in tree.css(SPEAKING) if (sheet := self._spoken(node))]
        rules = hiding_rules(sheets, source)
        self.ruled = _ruled(tree, rules)
        self.special = self.odd | self.foot | self.ruled | self.styled.keys()

    def _spoken(self, node: LexborNode) -> str | None:
        """Note what an element says of itself; of a style sheet, give what is written in it."""
        attributes, mem = node.attributes, node.mem_id
        if "style" in attributes:
            self.styled[mem] = attributes["style"] or ""
        if is_odd(node.tag or "", attributes):
            self.odd.add(mem)
        if is_foot(attributes):
            self.foot.add(mem)
        child = node.first_child if node.tag_id == STYLE else None
        return child.text_content if child is not None else None

    def of(self, node: LexborNode | None) -> State:
        """Give what an element hands down to what stands in it; found once, with that of the elements around it."""
        if node is None:
            return START
        mem = node.mem_id
        state = self.states.get(mem)
        if state is None:
            above = node.parent
            around = START if above is None else self.states.get(above.mem_id) or self._far(above)
            self.states[mem] = state = self.own(node, mem, around)
        return state

    def _far(self, node: LexborNode) -> State:
        """Give the same of an element whose surroundings are not known either; they may be many."""
        fresh: list[tuple[LexborNode, int]] = []
        state: State | None = None
        around: LexborNode | None = node
        while around is not None and state is None:
            fresh.append((around, around.mem_id))
            around = around.parent
            state = self.states.get(around.mem_id) if around is not None else None
        state = state or START
        for inner, mem in reversed(fresh):
            self.states[mem] = state = self.own(inner, mem, state)
        return state

    def own(self, node: LexborNode, mem: int, state: State) -> State:
        """Give what an element hands down that stands where `state` holds; `mem` is its number."""
        surface, block, link, background = state
        if mem not in self.special:
            number = node.tag_id
            if number in PLAIN_INLINE:
                return state
            if number in PLAIN_BLOCK and surface != "response":
                return (surface, mem, link, background)
        if surface == "response":  # the mark of what is read elsewhere or not at all
            return state
        if not node.is_element_node:
            return START
        tag = node.tag or ""
        if tag in SKIPPED:
            return ("response", block, link, background)
        if tag in BLOCKS:
            block = mem
        surface = self._surface(node, mem, tag, state)
        if mem in self.styled or mem in self.odd:
            background = self._background(node, mem) or background
        return (surface, block, link, background)

    def _surface(self, node: LexborNode, mem: int, tag: str, state: State) -> Surface:
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
