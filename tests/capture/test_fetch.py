"""A visit: what is sent, what is kept, where it leads."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from datetime import UTC, datetime
from ipaddress import ip_network

import brotli
import pytest

from mingjian.capture import FixedResolver, Guard, Limits, Pool, SystemResolver, Validators, Visit
from tests.capture.site import HOME, QUICK, Site, http

PAGE = "<html><head><title>某县人民医院</title></head><body>欢迎</body></html>".encode()


def test_the_exact_bytes_of_request_and_answer_are_kept(site: Site) -> None:
    site.routes["/"] = http(PAGE, Server="nginx")
    visit = site.visit()
    assert (visit.status, visit.body, visit.error) == (200, PAGE, None)
    (hop,) = visit.hops
    assert hop.response == site.routes["/"]
    assert hop.request == site.requests[0]
    assert hop.response[hop.body_at :] == PAGE
    assert (hop.address, hop.port) == (HOME, site.port)
    assert (visit.media_type, visit.charset, hop.header("SERVER")) == ("text/html", "utf-8", "nginx")
    assert hop.oddities == ()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE, mtime=0)),
        ("gzip", gzip.compress(PAGE[:20], mtime=0) + gzip.compress(PAGE[20:], mtime=0)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("gzip, br", brotli.compress(gzip.compress(PAGE, mtime=0))),
        ("identity", PAGE),
    ],
)
def test_a_packed_body_is_unpacked_and_the_wire_kept_as_it_was(site: Site, encoding: str, packed: bytes) -> None:
    site.routes["/"] = http(packed, Content_Encoding=encoding)
    visit = site.visit()
    assert visit.body == PAGE
    assert visit.error is None
    assert visit.hops[0].response.endswith(packed)


def test_a_chunked_body_is_joined_and_the_wire_kept_as_it_was(site: Site) -> None:
    wire = (
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n"
    )
    site.routes["/"] = wire
    visit = site.visit()
    assert visit.body == b"hello world"
    assert visit.hops[0].response == wire


def test_a_body_without_length_lasts_until_the_server_closes(site: Site) -> None:
    site.routes["/"] = b"HTTP/1.0 200 OK\r\n\r\n" + PAGE
    visit = site.visit()
    assert (visit.body, visit.error) == (PAGE, None)


def test_each_view_sends_what_such_a_visitor_sends(site: Site) -> None:
    site.routes["/"] = http(PAGE)
    for view in ("plain", "search", "crawler", "phone", "phone_search"):
        site.visit(view=view)
    plain, search, crawler, phone, phone_search = site.requests
    assert b"Referer" not in plain
    assert b"Referer: https://www.baidu.com/" in search
    assert b"Baiduspider" in crawler
    assert b"Referer" not in phone
    assert b"Android" in phone
    assert b"Referer: https://m.baidu.com/" in phone_search


def test_redirects_are_recorded_hop_by_hop(site: Site) -> None:
    site.routes["/"] = http(status="301 Moved", Location="/two")
    site.routes["/two"] = http(b'<meta http-equiv="refresh" content="0; url=three?x=1&amp;y=2">')
    site.routes["/three?x=1&y=2"] = http(b"<p>wait", Refresh="1; URL='/four'")
    site.routes["/four"] = http(PAGE)
    visit = site.visit(view="search")
    assert [(hop.via, hop.url.removeprefix("http://site.example"), hop.status) for hop in visit.hops] == [
        ("start", "/", 301),
        ("location", "/two", 200),
        ("meta", "/three?x=1&y=2", 200),
        ("refresh", "/four", 200),
    ]
    assert visit.final_url == "http://site.example/four"
    assert visit.body == PAGE
    assert b"Referer: https://www.baidu.com/" in site.requests[1]
    assert b"Referer: http://site.example/two\r\n" in site.requests[2]


@pytest.mark.parametrize(
    "page",
    [
        b'<!-- <meta http-equiv="refresh" content="0;url=/x"> --> text',
        b'<noscript><meta http-equiv="refresh" content="0;url=/x"></noscript>',
        b'<script>"<meta http-equiv=refresh content=0;url=/x>"</script>',
        b'<meta http-equiv="refresh" content="300">',
        b'<meta http-equiv="refresh" content="600;url=/x">',
        b'<meta name="refresh" content="0;url=/x">',
    ],
)
def test_what_only_looks_like_a_refresh_is_not_followed(site: Site, page: bytes) -> None:
    site.routes["/"] = http(page)
    assert len(site.visit().hops) == 1


def test_a_site_that_waits_for_its_cookie_gets_it_back(site: Site) -> None:
    async def gate(request: bytes, writer: asyncio.StreamWriter) -> None:
        if b"Cookie: seen=1; b=2" in request:
            writer.write(http(PAGE))
        else:
            cookies = b"HTTP/1.1 302 Found\r\nSet-Cookie: seen=1; Path=/; HttpOnly\r\nSet-Cookie: b=2\r\n"
            writer.write(cookies + b"Location: /\r\nContent-Length: 0\r\n\r\n")

    site.routes["/"] = gate
    visit = site.visit()
    assert (visit.body, len(visit.hops), visit.error) == (PAGE, 2, None)


def test_a_cookie_is_not_shown_to_another_host(site: Site) -> None:
    site.routes["/"] = http(status="302 Found", Location="http://other.example/end", Set_Cookie="secret=1")
    site.routes["/end"] = http(PAGE)
    resolver = FixedResolver(dict.fromkeys(("site.example", "other.example"), (HOME, site.port)))
    assert site.visit(resolver=resolver).body == PAGE
    assert b"Cookie" not in site.requests[1]


def test_validators_make_the_request_conditional(site: Site) -> None:
    async def behave(request: bytes, writer: asyncio.StreamWriter) -> None:
        known = b'If-None-Match: "v1"' in request and b"If-Modified-Since: Mon, 23 Nov 2026" in request
        new = http(PAGE, ETag='"v1"', Last_Modified="Mon, 23 Nov 2026 00:00:00 GMT")
        writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n' if known else new)

    site.routes["/"] = behave
    first = site.visit()
    second = site.visit(validators=Validators.of(first))
    assert not first.unchanged
    assert second.unchanged
    assert second.error is None
    assert Validators.of(second) is None


def test_a_kept_connection_is_used_again_and_a_stale_one_replaced(site: Site) -> None:
    site.routes["/"] = http(PAGE)

    async def visits() -> list[Visit]:
        pool = Pool()
        site.keep_open = True
        found = [await site.fetch(pool=pool), await site.fetch(pool=pool)]
        site.keep_open = False
        found.append(await site.fetch(pool=pool))  # the server closes after this one
        await asyncio.sleep(0.05)
        found.append(await site.fetch(pool=pool))
        pool.close()
        return found

    found = asyncio.run(visits())
    assert [visit.body for visit in found] == [PAGE] * 4
    assert site.connections == 2


def test_the_clock_is_the_one_given(site: Site) -> None:
    site.routes["/"] = http(PAGE)
    at = datetime(2026, 3, 2, 1, 2, 3, tzinfo=UTC)
    visit = site.visit(clock=lambda: at)
    assert visit.started_at == visit.finished_at == visit.hops[0].started_at == at


def test_the_second_address_is_tried_when_the_first_does_not_answer(site: Site) -> None:
    site.routes["/"] = http(PAGE)
    resolver = FixedResolver({"site.example": [(HOME, 1), (HOME, site.port)]})
    visit = site.visit(resolver=resolver)
    assert visit.body == PAGE


def test_the_system_resolver_is_asked_for_real(site: Site) -> None:
    site.routes["/"] = http(PAGE)
    guard = Guard([ip_network("127.0.0.0/8")])
    visit = site.visit(host=f"{HOME}:{site.port}", resolver=SystemResolver(), guard=guard)
    assert visit.body == PAGE


def test_the_whole_visit_has_its_own_time(site: Site) -> None:
    async def slow(request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.3)
        here = int(request.split()[1][1:] or 0)
        writer.write(http(status="302 Found", Location=f"/{here + 1}"))

    site.routes.update({"/": slow, "/1": slow, "/2": slow, "/3": slow})
    visit = site.visit(limits=Limits(connect=1, hop=1, total=0.8))
    assert visit.error is not None
    assert visit.error.code == "timeout"
    assert 1 <= len(visit.hops) <= 2
    assert QUICK.hops == 12
