"""Who a visit pretends to be. A hijacked site answers crawlers and search visitors differently, so each is tried."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

View = Literal["plain", "search", "crawler", "phone", "phone_search"]
VIEWS: tuple[View, ...] = get_args(View)

_DESKTOP = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36"
)
_PHONE = (
    "Mozilla/5.0 (Linux; Android 14; V2318A) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/138.0.0.0 Mobile Safari/537.36"
)
_CRAWLER = "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"
_SEARCH = "https://www.baidu.com/link?url=&wd=&eqid="
_MOBILE_SEARCH = "https://m.baidu.com/from=0/s?word="


@dataclass(frozen=True, slots=True)
class Manner:
    """What a view sends: its user agent and, where it comes from a search engine, the referrer."""

    user_agent: str
    referrer: str | None
    width: int  # of the browser window, pixels
    height: int


MANNERS: MappingProxyType[View, Manner] = MappingProxyType(
    {
        "plain": Manner(_DESKTOP, None, 1366, 900),
        "search": Manner(_DESKTOP, _SEARCH, 1366, 900),
        "crawler": Manner(_CRAWLER, None, 1366, 900),
        "phone": Manner(_PHONE, None, 412, 915),
        "phone_search": Manner(_PHONE, _MOBILE_SEARCH, 412, 915),
    }
)

Tier = Literal["key", "ordinary", "light"]

# Which views a tier gets: the cloaked answer is most often for search visitors and crawlers, so no tier is plain only.
PLANS: MappingProxyType[Tier, tuple[View, ...]] = MappingProxyType(
    {
        "key": VIEWS,
        "ordinary": ("plain", "search", "crawler"),
        "light": ("plain", "search"),
    }
)
