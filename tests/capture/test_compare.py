"""What one visitor is shown and another is not."""

from __future__ import annotations

import asyncio

from mingjian.capture import Visit, compare
from tests.capture.site import Site, http

CLEAN = "<title>某县人民医院</title><h1>就诊须知</h1><p>门诊时间为上午八点至下午五点，请带医保卡。</p>访问{}".format
SPAM = '<title>某县人民医院-葡京娱乐</title><p>注册送彩金，真人百家乐。</p><a href="https://bet.example/">进入</a>'


def cloaked(site: Site, **answers: bytes) -> dict[str, Visit]:
    async def behave(request: bytes, writer: asyncio.StreamWriter) -> None:
        kind = "crawler" if b"Baiduspider" in request else "search" if b"Referer" in request else "plain"
        writer.write(answers.get(kind, answers["plain"]))

    site.routes["/"] = behave
    return {view: site.visit(view=view) for view in ("plain", "search", "crawler")}


def test_a_page_made_for_crawlers_differs_in_title_text_and_links_with_both_sides_shown(site: Site) -> None:
    seen = cloaked(site, plain=http(CLEAN(1).encode()), crawler=http(SPAM.encode()))
    found = {difference.kind: difference for difference in compare(seen["plain"], seen["crawler"])}
    assert found.keys() == {"title", "text", "links"}
    assert (found["title"].left, found["title"].right) == ("某县人民医院", "某县人民医院-葡京娱乐")
    assert "门诊时间" in found["text"].left
    assert "注册送彩金" in found["text"].right
    assert found["links"].right == "bet.example"


def test_a_counter_and_the_days_news_are_no_difference(site: Site) -> None:
    seen = cloaked(site, plain=http(CLEAN(1).encode()), search=http(CLEAN(2).encode()))
    assert compare(seen["plain"], seen["search"]) == ()


def test_a_redirect_for_search_visitors_only(site: Site) -> None:
    from mingjian.capture import FixedResolver
    from tests.capture.site import HOME

    site.routes["/bet"] = http(SPAM.encode())
    away = http(status="302 Found", Location="http://bet.example/bet")

    async def behave(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(away if b"Referer" in request else http(CLEAN(1).encode()))

    site.routes["/"] = behave
    resolver = FixedResolver(dict.fromkeys(("site.example", "bet.example"), (HOME, site.port)))
    plain, search = (site.visit(view=view, resolver=resolver) for view in ("plain", "search"))
    redirect = next(difference for difference in compare(plain, search) if difference.kind == "redirect")
    assert redirect.right == "http://bet.example/bet"


def test_a_site_that_hides_from_one_view(site: Site) -> None:
    seen = cloaked(site, plain=http(CLEAN(1).encode()), crawler=http(b"", "404 Not Found"), search=b"")
    assert compare(seen["plain"], seen["crawler"])[0].right == "404"
    (gone,) = compare(seen["plain"], seen["search"])
    assert (gone.kind, gone.left, gone.right) == ("status", "200", "closed_without_answer")
