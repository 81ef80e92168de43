"""Sights of a service in, its bundle kept and its facts gathered out."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urljoin

from mingjian import __version__
from mingjian.capture import Authority, Guard, Resolver, Store, SystemResolver, facts_of, fetch, write_bundle
from mingjian.capture import Visit as Sight
from mingjian.capture.address import parse
from mingjian.capture.dns import dns_facts
from mingjian.capture.facts import favicon_hash
from mingjian.capture.fetch import Clock, utc_now
from mingjian.capture.operation import traces_of
from mingjian.capture.registry import Registration, cites_another_filing
from mingjian.capture.resolve import is_literal
from mingjian.office.evidence.bundles import keep_bundle
from mingjian.records.models import Visit

PICTURE = "picture"
"""A view that is asked for beside the others: the page as a browser shows it, photographed."""
_ICON_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a visit once its bundle lies in the store."""

    digest: str
    stored: str
    sealed: str
    size: int
    stamped: bool
    facts: Mapping[str, Any] = field(default_factory=dict)
    traces: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What is fetched beside the views: the site's icon, its DNS records, and what a browser made of the page."""

    icon: Sight | None = None
    dns: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


async def look_beside(
    visit: Visit, sights: Sequence[Sight], guard: Guard, resolver: Resolver, clock: Clock = utc_now
) -> Beside:
    """Ask for the DNS records, fetch the icon of a site that answered, and photograph its page where the visit asks.

    Nothing here can make a visit fail: what cannot be had is left out.
    """
    host = parse(visit.where).host
    asked = await dns_facts(host, at=clock()) if _on_the_net(host, resolver) else {}
    plain = next((sight for sight in sights if sight.status is not None and sight.status < 400 and sight.body), None)
    if plain is None:
        return Beside(dns=asked)
    icon = await fetch(
        urljoin(plain.final_url, "/favicon.ico"), view="plain", guard=guard, resolver=resolver, clock=clock
    )
    files = await _photograph(visit, guard, resolver) if PICTURE in visit.views else {}
    has_icon = icon.status == 200 and 0 < len(icon.body) <= _ICON_LIMIT
    return Beside(icon if has_icon else None, asked, files)


def _on_the_net(host: str, resolver: Resolver) -> bool:
    """Whether the name is one that name servers know; the demo and the tests bring their own names."""
    return isinstance(resolver, SystemResolver) and not is_literal(host)


async def _photograph(visit: Visit, guard: Guard, resolver: Resolver) -> dict[str, bytes]:
    from mingjian.capture.browser import browse, what_is_missing  # noqa: PLC0415 - an optional part

    if what_is_missing() is not None:
        return {}
    seen = await browse(visit.where, view="plain", guard=guard, resolver=resolver)
    return seen.attachments()


def keep(visit: Visit, sights: Sequence[Sight], beside: Beside, *, authority: Authority | None, store: Store) -> Kept:
    """Write the bundle of a visit, encrypt it into the store, and give its names and facts.

    Raises: EvidenceError, if store or key folder cannot be written.
    """
    facts = gather(visit, sights, beside)
    operator = f"plan {visit.run.plan.name}" if visit.run else "recheck"
    with TemporaryDirectory() as folder:
        bundle = write_bundle(
            sights,
            Path(folder) / "bundle.wacz",
            facts=facts,
            operator=operator,
            tool={"mingjian": __version__},
            attachments=beside.files,
            authority=authority,
        )
        kept = keep_bundle(bundle.path, store)
    return Kept(kept.digest, kept.stored, kept.sealed, kept.size, bundle.stamp is not None, facts, traces_of(facts))


def gather(visit: Visit, sights: Sequence[Sight], beside: Beside) -> dict[str, Any]:
    """The facts of a visit, each group with its source and the time it was seen."""
    facts = facts_of(sights)
    if beside.dns:
        facts["dns"] = dict(beside.dns)
    if beside.icon is not None:
        seen_at = beside.icon.finished_at.isoformat()
        facts["favicon"] = {
            "source": beside.icon.final_url,
            "seen_at": seen_at,
            "bytes": len(beside.icon.body),
            "mmh3": favicon_hash(beside.icon.body),
        }
    if pictures := {name: look for name, body in beside.files.items() if (look := _look_of(name, body))}:
        facts["pictures"] = pictures
    if registers := _registers(visit, facts):
        facts["registers"] = registers
    return facts


def _look_of(name: str, body: bytes) -> str:
    """The perceptual hash of a picture (hex), where the extra `pictures` is installed."""
    if not name.endswith(".png") or importlib.util.find_spec("imagehash") is None:
        return ""
    import imagehash  # noqa: PLC0415 - an optional part
    from PIL import Image  # noqa: PLC0415

    with Image.open(io.BytesIO(body)) as picture:
        return str(imagehash.phash(picture.convert("L").resize((512, 512))))


def _registers(visit: Visit, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What our mirror of the registers says of the site, and whether the page cites the filing it is filed under."""
    if visit.address:
        return {}  # another's page: a store cites its own filing
    filing, domain = visit.service.filings.first(), visit.service.domains.first()
    cited = sorted({number for view in facts["views"].values() for number in view.get("page", {}).get("filings", ())})
    found: dict[str, Any] = {"cited": cited}
    if filing is not None:
        known = Registration(visit.service.host, filing.number)
        found["filing"] = {
            "number": filing.number,
            "holder": filing.holder,
            "source": filing.source,
            "as_of": filing.as_of.isoformat(),
            "cites_another": cites_another_filing(cited, known),
        }
    if domain is not None:
        found["domain"] = {
            "holder": domain.holder,
            "expires_on": domain.expires_on.isoformat() if domain.expires_on else None,
            "source": domain.source,
            "as_of": domain.as_of.isoformat(),
        }
    return found if len(found) > 1 or cited else {}
