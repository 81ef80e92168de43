"""What the elements of a page mean for where their text stands: blocks, headings, feet, what is not shown or not read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from selectolax.lexbor import LexborHTMLParser

_BLOCK_NAMES: Final = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main marquee menu nav ol optgroup option p "
    "pre section select summary table tbody td tfoot th thead tr ul textarea title noscript button"
)
BLOCKS: Final = frozenset(_BLOCK_NAMES.split())
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
UNSEEN: Final = frozenset({"noframes", "noembed", "iframe", "xmp"})
SKIPPED: Final = frozenset({"style", "svg", "math"})
METAS: Final = frozenset(
    {"description", "keywords", "og:title", "og:description", "og:site_name", "twitter:title", "twitter:description",
     "title", "abstract", "apple-mobile-web-app-title", "application-name", "name", "author", "copyright"}
)  # fmt: skip
FOOT: Final = re.compile(
    r"(?:^|[\s_-])(?:foot(?:er)?|copyright|page-?foot(?:er)?|bottom-?info)(?:$|[\s_-])", re.IGNORECASE
)
_ODD: Final = "[hidden],marquee,font[color],[bgcolor]"
_FOOTED: Final = (
    "[class*=foot],[id*=foot],[class*=copyright],[id*=copyright],[role=contentinfo],[class*=Foot],[id*=Foot]"
)
SPEAKING: Final = f"style,[style],{_ODD},{_FOOTED}"  # elements that say of themselves where their words stand
SPACES: Final = re.compile(r"[ \t\n\r\f\xa0\u3000]{2,}|[\t\n\r\f]")


def _numbers(names: str) -> frozenset[int]:
    """Give the parser's numbers of tags."""
    made = ((name, LexborHTMLParser(f"<{name}>", is_fragment=True).css_first(name)) for name in names.split())
    return frozenset(node.tag_id for _, node in made if node is not None)


TEXT: Final = 2  # the parser's number of a text node
ANCHOR, AREA, META, SCRIPT, STYLE = (next(iter(_numbers(name))) for name in ("a", "area", "meta", "script", "style"))
EAGER: Final = _numbers("a area meta script br")
PLAIN_INLINE: Final = _numbers("span b i em strong u s small big font label img input ins del sup sub code tt abbr")
WHITE: Final = " \t\n\r\f\xa0\u3000"
PLAIN_BLOCK: Final = _numbers(
    "div p ul ol li dl dt dd section article nav aside main header table form figure center blockquote pre fieldset"
)
PLAIN: Final = PLAIN_INLINE | PLAIN_BLOCK


def is_odd(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element has attributes that may keep its words from a visitor, or is a marquee."""
    return (
        "hidden" in attributes
        or "bgcolor" in attributes
        or tag == "marquee"
        or (tag == "font" and "color" in attributes)
    )


def is_foot(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is the foot of a page by its role, class or id."""
    if attributes.get("role") == "contentinfo":
        return True
    named = (attributes.get("class") or "", attributes.get("id") or "")
    return any("oot" in name or "copyright" in name for name in named) and any(map(FOOT.search, named))
