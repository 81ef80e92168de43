"""Pages put into the dress of their site: a page in, the whole HTML out. A look is a file in `looks/`."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from mingjian.demo.sites.site import Page, Site

_FOLDER = Path(__file__).with_name("looks")


def render(site: Site, page: Page) -> str:
    """Give the HTML of a page."""
    return _look(page.look or site.look).substitute(
        title=escape(page.title),
        metas=_metas(site, page),
        name=escape(site.name),
        slogan=escape(site.slogan),
        nav=" ".join(f'<a href="{p.path}">{escape(p.label)}</a>' for p in site.pages.values() if p.label),
        body=page.body,
        footer=site.footer,
        analytics=f'<script>var _st={{"id":"{site.analytics}"}};</script>' if site.analytics else "",
    )


def _metas(site: Site, page: Page) -> str:
    charset = {"gbk": "gb2312"}.get(site.charset, site.charset)
    rows = [f'<meta charset="{charset}">'] if site.charset == "utf-8" else []
    if site.charset != "utf-8":
        rows.append(f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">')
    words = {"keywords": page.keywords, "description": page.description}
    rows.extend(f'<meta name="{name}" content="{escape(text)}">' for name, text in words.items() if text)
    return "\n".join(rows)


@cache
def _look(name: str) -> Template:
    return Template((_FOLDER / f"{name}.html").read_text("utf-8"))
