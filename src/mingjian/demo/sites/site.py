"""A sample site as its file in `content/` describes it: pages, what was done to them, and how it answers."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("content")


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `label` puts it into the navigation; `look`, where given, replaces that of the site."""

    path: str
    title: str
    body: str
    label: str = ""
    keywords: str = ""
    description: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class Trick:
    """One thing done to a site: its kind (a function of `tricks`), for which visitors and paths, and its parameters."""

    kind: str
    visitors: tuple[str, ...]
    paths: tuple[str, ...]
    given: Mapping[str, Any]

    def meets(self, visitor: str, path: str) -> bool:
        """Whether it is shown to this visitor on this path; without visitors or paths: to all, everywhere."""
        return (not self.visitors or visitor in self.visitors) and (not self.paths or path in self.paths)


@dataclass(frozen=True, slots=True)
class Site:
    """One site. `aliases`: hosts that answer as it does; `returns_as`: where the operation comes back after a closure.

    `closing`: what a closure looks like ("notice", "reset", or "ignored"); `pauses`: seconds between pieces of a body;
    `unsteady`: every how many-th request is answered 503; `moves`: redirects by "host/path".
    """

    host: str
    name: str
    look: str
    pages: Mapping[str, Page]
    tricks: tuple[Trick, ...] = ()
    slogan: str = ""
    footer: str = ""
    analytics: str = ""
    charset: str = "utf-8"
    declared: str | None = "utf-8"
    closing: str = "notice"
    returns_as: str = ""
    aliases: tuple[str, ...] = ()
    pauses: tuple[float, ...] = ()
    unsteady: int = 0
    gzip: bool = False
    moves: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    expected: tuple[Mapping[str, Any], ...] = ()


@cache
def sites() -> Mapping[str, Site]:
    """Every site by its first host."""
    found = (_site(tomllib.loads(file.read_text("utf-8"))) for file in sorted(_FOLDER.glob("*.toml")))
    return {site.host: site for site in found}


def _site(row: dict[str, Any]) -> Site:
    pages = (Page(**page) for page in row.pop("page"))
    tricks = tuple(_trick(trick) for trick in row.pop("trick", ()))
    moves = {start: (status, to) for start, status, to in row.pop("moves", ())}
    lists: dict[str, Any] = {key: tuple(row.pop(key, ())) for key in ("aliases", "pauses", "expected")}
    row["declared"] = row.get("declared", "utf-8") or None
    return Site(pages={page.path: page for page in pages}, tricks=tricks, moves=moves, **lists, **row)


def _trick(row: dict[str, Any]) -> Trick:
    kind, visitors, paths = row.pop("kind"), tuple(row.pop("visitors", ())), tuple(row.pop("paths", ()))
    return Trick(kind, visitors, paths, row)
