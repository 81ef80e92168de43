"""One request as a site sees it: what was asked for, and what kind of visitor asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

Visitor = Literal["plain", "search", "crawler", "phone", "phone_search"]
_ENGINES = ("baidu", "sogou", "bing", "google", "so", "sm", "toutiao")


@dataclass(frozen=True, slots=True)
class Ask:
    """A request; header names are in lower case, `path` is without the query."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def visitor(self) -> Visitor:
        """Who asks, told as hijacked sites tell it: by user agent and referrer only."""
        agent = self.headers.get("user-agent", "").lower()
        if "spider" in agent or "bot/" in agent or "bot;" in agent:
            return "crawler"
        searched, phone = self._from_search_engine(), "mobile" in agent
        if searched:
            return "phone_search" if phone else "search"
        return "phone" if phone else "plain"

    def _from_search_engine(self) -> bool:
        host = urlsplit(self.headers.get("referer", "")).hostname or ""
        return any(label in _ENGINES for label in host.split("."))
