"""Our side of `bench patrol`: KIND PORT PAGES [FOLDER WITH ca.pem]. Prints CPU seconds, pages and peak memory."""

from __future__ import annotations

import asyncio
import io
import json
import resource
import sys
import tempfile
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path

from benchmarks.patrol import HOSTS
from selectolax.lexbor import LexborHTMLParser

from mingjian.capture import FixedResolver, Guard, Pool, Trust, Visit, facts_of, fetch, write_bundle
from mingjian.capture.warc import Archive, write_visits
from mingjian.text import read

WORKERS = 64


def bare(visit: Visit) -> None:
    """Text and links as Scrapy's best does them."""
    tree = LexborHTMLParser(visit.body.decode("utf-8", "replace"))
    assert tree.body is not None
    text = tree.body.text(separator=" ")
    links = [node.attributes.get("href") for node in tree.css("a[href]")]
    assert len(links) == 70
    assert len(text) > 5000


def document(visit: Visit) -> None:
    """Everything the detectors get: surfaces, spans with their way back to the source, links."""
    assert len(read(visit.body, declared=visit.charset, media_type=visit.media_type).links) == 70


def evidence(visit: Visit) -> None:
    """Text, links, and the exact records with their digests."""
    bare(visit)
    out = io.BytesIO()
    archive = Archive(out, "visit.warc.gz")
    write_visits(archive, (visit,))


def bundle(visit: Visit) -> None:
    """One whole bundle a page, written to the disk, with its facts."""
    with tempfile.TemporaryDirectory() as folder:
        write_bundle([visit], Path(folder, "b.wacz"), facts=facts_of([visit]))


KINDS: dict[str, Callable[[Visit], None]] = {"bare": bare, "document": document, "evidence": evidence, "bundle": bundle}


async def patrol(kind: str, port: int, pages: int, place: str) -> None:
    guard, pool = Guard([ip_network("127.0.0.0/8")]), Pool()
    trust = Trust(Path(place, "ca.pem").read_text()) if place else None
    resolver = FixedResolver({})
    scheme = "https" if place else "http"
    work = KINDS[kind]
    left = iter(range(pages))

    async def worker() -> None:
        for number in left:
            url = f"{scheme}://{HOSTS[number % len(HOSTS)]}:{port}/{number}"
            visit = await fetch(url, guard=guard, resolver=resolver, pool=pool, trust=trust)
            assert visit.status == 200, visit
            work(visit)

    await asyncio.gather(*(worker() for _ in range(WORKERS)))
    pool.close()


def main() -> None:
    kind, port, pages, place = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    before = resource.getrusage(resource.RUSAGE_SELF)
    asyncio.run(patrol(kind, port, pages, place))
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"cpu": cpu, "pages": pages, "memory": after.ru_maxrss * 1024}))


if __name__ == "__main__":
    main()
