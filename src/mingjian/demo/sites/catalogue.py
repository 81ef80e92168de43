"""Which sample sites there are: their hosts for a resolver, and what each is, for tests and the demo only."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from mingjian.demo.sites.ask import Visitor
from mingjian.demo.sites.shops import shops
from mingjian.demo.sites.site import Site, sites
from mingjian.demo.sites.stores import stores
from mingjian.errors import BadInput

LOOPBACK = "127.0.0.1"
VISITORS: tuple[Visitor, ...] = ("plain", "search", "crawler", "phone", "phone_search")


@dataclass(frozen=True, slots=True)
class Expected:
    """What a page of a sample site is. `verdicts`: by visitor, the verdicts that would be right of what he is shown.

    `categories` may be found in the polluted views; `context` is what the page does there (promotes, reports ...).
    """

    url: str
    kind: str
    categories: tuple[str, ...]
    context: str
    verdicts: Mapping[Visitor, tuple[str, ...]]


def owners() -> dict[str, Site]:
    """Every host that a sample site answers under, later hosts of moving operations included."""
    found: dict[str, Site] = {}
    for site in (*sites().values(), *shops().values(), *stores().values()):
        for host in (site.host, *site.aliases, *([site.returns_as] if site.returns_as else [])):
            found[host] = site
    return found


def hosts(port: int | None = None, address: str = LOOPBACK) -> dict[str, tuple[str, int]]:
    """Every host with the address and port it is reached at, as `capture.FixedResolver` takes them.

    Without `port`, that of the running installation (MINGJIAN_SITES_PORT). Raises: BadInput, if there is none.
    """
    port = port or int(os.environ.get("MINGJIAN_SITES_PORT") or 0)
    if not port:
        raise BadInput(
            "The sample sites have no port; start them with `./mj up`, or name the port.",
            "样例网站没有端口；请用 ./mj up 启动，或指定端口。",
        )
    return dict.fromkeys(owners(), (address, port))


def expected() -> tuple[Expected, ...]:
    """Say what each page worth naming is."""
    return tuple(_expected(site, row) for site in sites().values() for row in site.expected)


def _expected(site: Site, row: Mapping[str, object]) -> Expected:
    told = row["verdicts"]
    assert isinstance(told, dict)
    verdicts = {visitor: tuple(str(told.get(visitor) or told["all"]).split("|")) for visitor in VISITORS}
    categories = row.get("categories", ())
    assert isinstance(categories, list | tuple)
    return Expected(
        f"http://{row.get('host', site.host)}{row.get('path', '/')}",
        str(row["kind"]),
        tuple(categories),
        str(row.get("context", "none")),
        verdicts,
    )
