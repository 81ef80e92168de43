"""An address in, its row out: the page as a plain visitor sees it, beside what crawlers and others get."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date

from mingjian.capture import Guard, SystemResolver, View, Visit, fetch, read_network
from mingjian.detect import PageFacts, ViewAnswer
from mingjian.reasons import Reason
from mingjian.scan.item import Fault, Item
from mingjian.scan.response import is_page
from mingjian.scan.row import Counts, Options, Row, rows
from mingjian.text import read

_OTHERS: tuple[View, ...] = ("search", "crawler", "phone")


def visit_rows(
    url: str, options: Options, allow: Sequence[str], counts: Counts, today: date | None = None
) -> list[Row]:
    """Visit `url` as four kinds of visitor and judge the page; `allow` names networks not public that may be reached.

    Raises: BadInput, if a network of `allow` is none; CaptureError, if `url` is no http or https address.
    """
    guard = Guard([read_network(text) for text in allow])
    plain, *others = asyncio.run(_visits(url, guard))
    if not plain.body or plain.status is None:
        fault = plain.say(options.language) or f"HTTP {plain.status}"
        return list(rows([Fault(url, Reason("unreached", {"fault": fault}))], options, counts))
    if not is_page(plain.media_type or ""):
        kind = Reason("binary", {"kind": plain.media_type or "?"})
        return list(rows([Fault(url, kind)], options, counts))
    facts = PageFacts(views=tuple(_answer(visit) for visit in (plain, *others) if visit.reached), today=today)
    item = Item(url, plain.body, "page", plain.media_type, plain.charset, plain.final_url, facts=facts)
    return list(rows([item], options, counts))


async def _visits(url: str, guard: Guard) -> list[Visit]:
    resolver = SystemResolver()
    first = await fetch(url, view="plain", guard=guard, resolver=resolver)
    if not first.reached:
        return [first]
    others = [fetch(url, view=view, guard=guard, resolver=resolver) for view in _OTHERS]
    return [first, *await asyncio.gather(*others)]


def _answer(visit: Visit) -> ViewAnswer:
    document = read(visit.body, declared=visit.charset, media_type=visit.media_type, url=visit.final_url)
    return ViewAnswer(visit.view, visit.status or 0, visit.final_url, document.title, document.text)
