"""Every page that somebody can reach by links alone: one address for each route, and who was let in."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from tests.pages.people import Person, Town
from tests.pages.thread import (
    AUDITOR,
    DEPUTY_HEAD,
    HANDLER,
    HEAD,
    PATROL,
    POLICE_LIAISON,
    PROVINCE,
    STATISTICIAN,
    Walked,
)

READERS = (PROVINCE, HANDLER, HEAD, AUDITOR, STATISTICIAN, PATROL, DEPUTY_HEAD, POLICE_LIAISON)
"""Who looks for pages, in this order: a page belongs to the first who gets in."""
STARTS = ("/", "/desk/", "/desk/more/", "/desk/parts/", "/desk/cases/?stage=closed")
TRIES = 5
"""Pages of one route that a reader looks at: not every record leads to all that records of its kind lead to."""
_LINK = re.compile(r'href="(/[^"#]*)')


def found(town: Town, walked: Walked) -> dict[str, tuple[str, str]]:
    """Follow all links, breadth first, a few for each route: address and reader by the route's name."""
    pages: dict[str, tuple[str, str]] = {}
    for reader in READERS:
        _follow(town.officer(reader), reader, [*STARTS, *walked.paths.values()], pages)
    return pages


def _follow(person: Person, reader: str, waiting: list[str], pages: dict[str, tuple[str, str]]) -> None:
    tried: dict[str, int] = {}
    seen = set(waiting)
    for path in waiting:  # grows while it is read
        name = _route(path)
        if name is None or tried.get(name, 0) >= (1 if pages.get(name, ("", reader))[1] != reader else TRIES):
            continue
        tried[name] = tried.get(name, 0) + 1
        answer = person.context.request.get(person.url + path)
        kind = answer.headers.get("content-type", "")
        if answer.status != 200 or not kind.startswith("text/html") or _route(answer.url) != name:
            continue
        pages.setdefault(name, (path, reader))
        links = [html.unescape(link) for link in _LINK.findall(answer.text())]
        waiting += (fresh := [link for link in dict.fromkeys(links) if link not in seen])
        seen.update(fresh)


def _route(path: str) -> str | None:
    try:
        return resolve(urlsplit(path).path).url_name
    except Resolver404:
        return None
