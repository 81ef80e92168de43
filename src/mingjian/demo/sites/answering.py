"""A request in, the answer of the site it asks for out; orders decide whether a site still stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mingjian.demo.sites.answer import Answer, page, redirect, zipped
from mingjian.demo.sites.ask import Ask
from mingjian.demo.sites.catalogue import owners
from mingjian.demo.sites.looks import render
from mingjian.demo.sites.orders import Orders
from mingjian.demo.sites.site import Page, Site
from mingjian.demo.sites.tricks import TRICKS

RETURNS_AT_VISIT = 2
_NOTICE = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>该网站已停止访问</title></head>
<body><h1>该网站已停止访问</h1><p>该网站未按规定备案或存在违法违规内容，已由通信管理部门依法停止接入服务。</p>
<p>榕江省通信管理局</p></body></html>"""
_NOBODY = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>404 Not Found</title></head>
<body><h1>404 Not Found</h1><hr><p>nginx</p></body></html>"""
_DELISTED = """<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>应用不存在</title></head>
<body><h1>抱歉，该应用已下架</h1><p><a href="/">返回首页</a></p></body></html>"""


@dataclass(slots=True)
class Street:
    """All sample sites behind one door; the only memory is of orders, visits, and requests to unsteady sites."""

    orders: Orders
    asked: Counter[str] = field(default_factory=Counter)
    owners: Mapping[str, Site] = field(default_factory=owners)

    def answer(self, ask: Ask) -> Answer:
        """Answer one request."""
        site = self.owners.get(ask.host)
        if site is None or (ask.host == site.returns_as and not self._is_back(site)):
            return page(_NOBODY, status=404)
        order = self.orders.of(ask.host)
        if order == "closed" and site.closing != "ignored":
            return self._closed(site, ask)
        if self.orders.of(ask.host + ask.path) == "closed":
            return page(_DELISTED, status=404)
        self.asked[ask.host] += 1
        if site.unsteady and self.asked[ask.host] % site.unsteady == 0:
            return replace(page("<h1>503 Service Unavailable</h1>", status=503), headers=(("Retry-After", "5"),))
        return self._page(site, ask, mended=order == "mended")

    def _closed(self, site: Site, ask: Ask) -> Answer:
        """One visit of an office asks once as a plain visitor, so that is what counts as a visit."""
        if ask.visitor == "plain" and ask.path == "/":
            self.orders.count(ask.host)
        return Answer(403, reset=True) if site.closing == "reset" else page(_NOTICE, status=403)

    def _is_back(self, site: Site) -> bool:
        return self.orders.of(site.host) == "closed" and self.orders.visits(site.host) >= RETURNS_AT_VISIT

    def _page(self, site: Site, ask: Ask, *, mended: bool) -> Answer:
        tricks = [] if mended else [trick for trick in site.tricks if trick.meets(ask.visitor, ask.path)]
        moved = site.moves.get(ask.host + ask.path) or site.moves.get(ask.path)
        for trick in tricks:
            if trick.kind == "redirect":
                moved = (302, trick.given["to"])
        if moved:
            return redirect(moved[0], self._current(moved[1]))
        found = site.pages.get(ask.path)
        if found is None or (mended and found.look and found.look != site.look):
            return page(_NOBODY, status=404)
        for trick in tricks:
            found = TRICKS[trick.kind](found, trick.given)
        return self._sent(site, found, ask)

    def _sent(self, site: Site, found: Page, ask: Ask) -> Answer:
        html = self._current(render(site, found)).replace("{{here}}", ask.host)
        answer = page(html, charset=site.charset, declared=site.declared)
        answer = replace(answer, headers=(*answer.headers, ("ETag", answer.etag)), pauses=site.pauses)
        if ask.headers.get("if-none-match") == answer.etag:
            return Answer(304, b"", answer.headers)
        if site.gzip and "gzip" in ask.headers.get("accept-encoding", ""):
            return zipped(answer)
        return answer

    def _current(self, text: str) -> str:
        """Put in where a moving operation is to be found now: its farms and doorways follow it."""
        if "{{now:" not in text:
            return text
        for site in self.owners.values():
            if site.returns_as:
                now = site.returns_as if self._is_back(site) else site.host
                text = text.replace("{{now:" + site.host + "}}", now)
        return text
