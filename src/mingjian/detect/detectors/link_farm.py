"""Link farms and parasite folders: many promotional links, to other sites or to randomly named pages of this one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import Label, mark_original
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason
from mingjian.text import Link

LEAST: Final = 4
_HOST: Final = re.compile(r"(?:https?:)?//(?:[^/@?#]*@)?([^/:?#]+)", re.IGNORECASE)
_RANDOM: Final = re.compile(
    r"/(?:\d{4,}|[a-z]{0,4}\d[a-z0-9]{3,}|[b-df-hj-np-tv-z]{5,})(?:/|\.s?html?|$)", re.IGNORECASE
)


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark the promotional links, first those to other sites, then those into a folder of this one."""
    document = examined.page.document
    if len(document.links) < LEAST:
        return
    lures = _promotional(examined)
    away = [(link, host.group(1).lower()) for link in lures if (host := _HOST.match(link.href))]
    hosts = {host for _, host in away}
    if len(away) >= LEAST and len(hosts) >= 2:
        yield _found(examined, away[0][0], "link_farm", {"count": len(away), "hosts": len(hosts)})
    home = [link for link in lures if _RANDOM.search(link.href)]
    if len(home) >= LEAST:
        yield _found(examined, home[0], "parasite_folder", {"count": len(home)})


def _promotional(examined: Examined) -> list[Link]:
    stretches = [examined.page.original(weighed.passage.start, weighed.passage.end) for weighed in examined.promoting]
    return [
        link
        for link in examined.page.document.links
        if link.end > link.start and any(start <= link.start and link.end <= end for start, end in stretches)
    ]


def _found(examined: Examined, link: Link, code: str, counts: dict[str, int]) -> Finding:
    term = examined.page.document.text[link.start : link.end][:24]
    label = Label("link_farm", "hijacked", 0.6)
    return mark_original(examined, link.start, link.end, Reason(code, {"term": term, **counts}), label)
