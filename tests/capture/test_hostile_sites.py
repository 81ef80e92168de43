"""The gallery: every kind of site that wants to harm, stall or mislead a visitor. Contained and recorded."""

from __future__ import annotations

import asyncio
import gzip
import resource
import time
import zlib
from dataclasses import replace
from ipaddress import ip_network

import brotli
import pytest

from mingjian.capture import FixedResolver, Guard, Limits, SystemResolver, Visit
from mingjian.capture.limits import MIB
from mingjian.capture.reasons import EN, ZH
from mingjian.capture.resolve import Endpoint
from tests.capture.site import HOME, QUICK, Site, http


def code(visit: Visit) -> str | None:
    if visit.error is not None:
        assert visit.say("en")
        assert visit.say("zh")
    return visit.error.code if visit.error else None


def test_both_languages_know_every_reason() -> None:
    assert EN.keys() == ZH.keys()


# --- where it leads ---------------------------------------------------------------------------------------------------


class Rebinding:
    """A name that points to the site once and to a private address from then on."""

    def __init__(self, port: int) -> None:
        self.port, self.asked = port, 0

    async def resolve(self, host: str, port: int) -> list[Endpoint]:
        self.asked += 1
        return [(HOME if self.asked == 1 else "127.0.0.1", self.port)]


def test_a_name_rebound_between_two_hops_is_refused_at_the_second(site: Site) -> None:
    site.routes["/"] = http(status="302 Found", Location="/inside")
    site.routes["/inside"] = http(b"the office's own server")
    visit = site.visit(resolver=Rebinding(site.port))
    assert code(visit) == "refused_by_guard"
    assert visit.hops[-1].refused == ("127.0.0.1",)
    assert len(site.requests) == 1


def test_a_name_is_resolved_once_for_each_hop_and_never_again(site: Site) -> None:
    """Whoever asks twice, once to judge and once to connect, can be given two answers."""
    site.routes["/"] = http(b"page")
    resolver = Rebinding(site.port)
    assert site.visit(resolver=resolver).body == b"page"
    assert resolver.asked == 1


def test_of_several_addresses_only_those_that_pass_are_used(site: Site) -> None:
    site.routes["/"] = http(b"page")
    resolver = FixedResolver({"site.example": [("127.0.0.1", site.port), (HOME, site.port)]})
    visit = site.visit(resolver=resolver)
    assert visit.body == b"page"
    assert visit.hops[0].refused == ("127.0.0.1",)


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/", "http://10.0.0.1/", "http://192.168.1.1/admin", "http://169.254.169.254/latest/meta-data",
        "http://[::1]/", "http://[::ffff:127.0.0.2]/", "http://[::ffff:7f00:2]/", "http://[64:ff9b::7f00:2]/",
        "http://[2002:7f00:2::]/", "http://[fec0::1]/", "http://[fe80::1]/", "http://0.0.0.0/", "http://2130706433/",
        "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://localhost/", "//127.0.0.1/",
    ],
)  # fmt: skip
def test_a_redirect_to_a_private_or_mapped_address_is_refused(site: Site, target: str) -> None:
    class Mixed(FixedResolver):
        async def resolve(self, host: str, port: int) -> list[Endpoint]:
            if host == "site.example":
                return [(HOME, site.port)]
            return await SystemResolver().resolve(host, port)

    site.routes["/"] = http(status="302 Found", Location=target)
    visit = site.visit(resolver=Mixed({}))
    assert code(visit) == "refused_by_guard"
    assert visit.hops[0].status == 302
    assert visit.hops[1].response == b""


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "data:text/html,x"]
)
def test_a_redirect_to_another_scheme_is_not_followed(site: Site, target: str) -> None:
    site.routes["/"] = http(status="302 Found", Location=target)
    assert code(site.visit()) == "bad_redirect"


def test_a_redirect_loop_is_found_when_it_closes(site: Site) -> None:
    site.routes["/"] = http(status="302 Found", Location="/b")
    site.routes["/b"] = http(status="302 Found", Location="/")
    visit = site.visit()
    assert code(visit) == "redirect_loop"
    assert len(visit.hops) == 2


def test_an_endless_chain_of_redirects_ends_at_the_bound(site: Site) -> None:
    async def onward(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http(status="302 Found", Location=request.split()[1].decode() + "x"))

    site.routes.update({"/" + "x" * n: onward for n in range(40)})
    visit = site.visit()
    assert code(visit) == "too_many_redirects"
    assert len(visit.hops) == QUICK.hops


def test_a_chain_of_meta_refreshes_ends_at_its_own_bound(site: Site) -> None:
    for n in range(20):
        site.routes[f"/{n or ''}"] = http(f'<META content="0;URL=/{n + 1}" http-equiv=Refresh>'.encode())
    visit = site.visit()
    assert code(visit) == "too_many_redirects"
    assert len(visit.hops) == QUICK.refreshes + 1


def test_a_page_that_reloads_itself_is_simply_a_page(site: Site) -> None:
    site.routes["/"] = http(b'<meta http-equiv="refresh" content="5;url=/">news')
    visit = site.visit()
    assert (code(visit), len(visit.hops)) == (None, 1)


# --- without end ------------------------------------------------------------------------------------------------------


def endless(head: bytes, part: bytes, pause: float = 0.0):
    async def behave(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(pause)

    return behave


SMALL = replace(QUICK, wire=1 * MIB, body=2 * MIB)


def test_an_endless_body_is_cut_and_its_beginning_kept(site: Site) -> None:
    site.routes["/"] = endless(b"HTTP/1.1 200 OK\r\n\r\n", b"spam " * 2000)
    visit = site.visit(limits=SMALL)
    assert code(visit) == "body_too_long"
    assert visit.hops[0].cut == "length"
    assert len(visit.hops[0].response) == SMALL.wire
    assert visit.body.startswith(b"spam spam")


def test_endless_headers_are_cut(site: Site) -> None:
    site.routes["/"] = endless(b"HTTP/1.1 200 OK\r\n", b"X-More: yes\r\n" * 500)
    visit = site.visit()
    assert code(visit) == "head_too_long"
    assert len(visit.hops[0].response) < QUICK.head + 2 * MIB


def test_endless_interim_answers_are_cut(site: Site) -> None:
    site.routes["/"] = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 500)
    assert code(site.visit()) == "head_too_long"


def test_a_cookie_of_ten_megabytes_is_cut(site: Site) -> None:
    site.routes["/"] = b"HTTP/1.1 200 OK\r\nSet-Cookie: a=" + b"x" * (10 * MIB) + b"\r\n\r\nbody"
    assert code(site.visit()) == "head_too_long"


def test_a_long_cookie_within_the_bound_is_not_sent_back(site: Site) -> None:
    site.routes["/"] = http(status="302 Found", Location="/end", Set_Cookie="a=" + "x" * 100_000)
    site.routes["/end"] = http(b"page")
    assert site.visit().body == b"page"
    assert b"Cookie" not in site.requests[1]


def test_slow_bytes_end_with_the_time(site: Site) -> None:
    site.routes["/"] = endless(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b".", 0.05)
    started = time.monotonic()
    visit = site.visit(limits=Limits(connect=1, hop=0.5, total=5))
    assert code(visit) == "timeout"
    assert visit.hops[0].cut == "time"
    assert visit.body.startswith(b"...")
    assert time.monotonic() - started < 2


def test_slow_headers_end_with_the_time(site: Site) -> None:
    site.routes["/"] = endless(b"HTTP/1.1 200 OK\r\nX: ", b".", 0.05)
    visit = site.visit(limits=Limits(connect=1, hop=0.5, total=5))
    assert (code(visit), visit.status) == ("timeout", None)


def test_a_server_that_says_nothing_ends_with_the_time(site: Site) -> None:
    async def silent(request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    site.routes["/"] = silent
    assert code(site.visit(limits=Limits(connect=1, hop=0.3, total=5))) == "timeout"


def test_a_page_of_500_megabytes_costs_no_more_than_the_bound(site: Site) -> None:
    sent = 0

    async def huge(request: bytes, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 524288000\r\n\r\n")
        for _ in range(500):
            writer.write(bytes(MIB))
            await writer.drain()
            sent += MIB

    site.routes["/"] = huge
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    visit = site.visit(limits=replace(QUICK, wire=10 * MIB, hop=20, total=20))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    assert code(visit) == "body_too_long"
    assert sent < 40 * MIB
    assert grown < 80 * MIB


# --- bombs ------------------------------------------------------------------------------------------------------------


def _gzip_bomb(size: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(size // MIB)) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", _gzip_bomb(256 * MIB)),
        ("deflate", zlib.compress(bytes(64 * MIB), 9)),
        ("br", brotli.compress(bytes(64 * MIB), quality=5)),
        ("gzip, gzip", gzip.compress(_gzip_bomb(256 * MIB))),
    ],
    ids=["gzip", "deflate", "brotli", "gzip in gzip"],
)
def test_a_bomb_is_unpacked_to_its_bound_only(site: Site, encoding: str, packed: bytes) -> None:
    site.routes["/"] = http(packed, Content_Encoding=encoding)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    visit = site.visit(limits=SMALL)
    assert code(visit) == "bomb"
    assert len(visit.body) == SMALL.body
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024 < 24 * MIB


def test_encodings_stacked_ten_deep_are_left_packed(site: Site) -> None:
    site.routes["/"] = http(b"xx", Content_Encoding=", ".join(["gzip"] * 10))
    assert code(site.visit()) == "broken_encoding"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "utf-8"])
def test_a_body_that_is_not_packed_as_it_says_is_kept_as_it_came(site: Site, encoding: str) -> None:
    site.routes["/"] = http(b"<html>plain after all", Content_Encoding=encoding)
    visit = site.visit()
    assert (code(visit), visit.body) == ("broken_encoding", b"<html>plain after all")


def test_a_compression_that_breaks_in_the_middle_gives_what_came_before(site: Site) -> None:
    noise = b"".join(zlib.crc32(bytes([n])).to_bytes(4, "big") for n in range(256)) * 8
    packed = bytearray(gzip.compress(b"good start " + noise * 20))
    packed[-200] ^= 0xFF
    site.routes["/"] = http(bytes(packed), Content_Encoding="gzip")
    visit = site.visit()
    assert code(visit) == "broken_encoding"
    assert visit.body.startswith(b"good start ")


# --- lies and oddities ------------------------------------------------------------------------------------------------


def test_a_length_that_is_too_long_is_a_cut_answer(site: Site) -> None:
    site.routes["/"] = http(b"short", Content_Length="5000")
    visit = site.visit()
    assert (code(visit), visit.body, visit.hops[0].cut) == ("cut_by_server", b"short", "disconnect")


def test_a_length_that_is_too_short_leaves_a_surplus_that_is_noted(site: Site) -> None:
    site.routes["/"] = http(b"page and more", Content_Length="4")
    visit = site.visit()
    assert (code(visit), visit.body) == (None, b"page")
    assert "surplus" in visit.hops[0].oddities
    assert visit.hops[0].response.endswith(b"page and more")


@pytest.mark.parametrize(
    ("wire", "oddity", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
         "length_and_chunked", b"abc"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\nhello", "several_lengths", b"hello"),
        (b"HTTP/1.1 200 OK\r\nContent-Length : 5\r\n\r\nhello", "space_before_colon", b"hello"),
        (b"HTTP/1.1 200 OK\r\nX-A: 1\r\n 2\r\nContent-Length: 5\r\n\r\nhello", "folded_header", b"hello"),
        (b"HTTP/1.1 200 OK\nContent-Length: 5\n\nhello", "bare_line_feed", b"hello"),
        (b"HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 5\r\n\r\nhello", "nul_in_header", b"hello"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil",
         "surplus", b"hello"),
        (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
         "interim", b"hello"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello", "lax_parser", b"hello"),
        (b"HTTP/1.1 200 OK\r\nno colon here\r\nContent-Length: 5\r\n\r\nhello", "lax_parser", b"hello"),
        (b"ICY 200 OK\r\nX: y\r\n\r\nhello", "lax_parser", b"hello"),
    ],
)  # fmt: skip
def test_smuggling_and_home_made_servers_are_read_and_noted(site: Site, wire: bytes, oddity: str, body: bytes) -> None:
    site.routes["/"] = wire
    visit = site.visit()
    assert (code(visit), visit.status, visit.body) == (None, 200, body)
    assert oddity in visit.hops[0].oddities
    assert wire.endswith(visit.hops[0].response)


def test_a_smuggled_second_answer_never_becomes_the_answer_to_the_next_request(site: Site) -> None:
    from mingjian.capture import Pool

    evil = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    site.keep_open = True
    site.routes["/"] = http(b"first") + evil
    site.routes["/next"] = http(b"second")

    async def visits() -> list[bytes]:
        pool = Pool()
        return [(await site.fetch(path, pool=pool)).body for path in ("/", "/next", "/next")]

    assert asyncio.run(visits()) == [b"first", b"second", b"second"]


def test_a_late_second_answer_never_becomes_the_answer_to_the_next_request(site: Site) -> None:
    from mingjian.capture import Pool

    async def late(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http(b"first"))
        await asyncio.sleep(0.1)
        writer.write(http(b"evil"))

    site.keep_open = True
    site.routes["/"] = late
    site.routes["/next"] = http(b"second")

    async def visits() -> list[bytes]:
        pool = Pool()
        first = await site.fetch("/", pool=pool)
        await asyncio.sleep(0.3)
        return [first.body, (await site.fetch("/next", pool=pool)).body]

    assert asyncio.run(visits()) == [b"first", b"second"]


def test_a_gbk_reason_phrase_is_kept_byte_for_byte(site: Site) -> None:
    site.routes["/"] = b"HTTP/1.1 200 " + "成功".encode("gbk") + b"\r\nContent-Length: 2\r\n\r\nok"
    visit = site.visit()
    assert (visit.status, visit.body, visit.hops[0].phrase) == (200, b"ok", "成功".encode("gbk"))
    assert visit.hops[0].oddities == ("phrase_not_ascii",)


def test_http_0_9_is_told_from_what_is_no_http_at_all(site: Site) -> None:
    site.routes["/"] = b"<html><title>old</title>old page</html>"
    site.routes["/ssh"] = b"SSH-2.0-OpenSSH_9.2\r\n"
    site.routes["/line"] = b"<html>no line break"
    old, shell, line = site.visit(), site.visit("/ssh"), site.visit("/line")
    assert (code(old), old.status, old.body) == ("http_0_9", None, b"<html><title>old</title>old page</html>")
    assert (code(line), line.body) == ("http_0_9", b"<html>no line break")
    assert (code(shell), shell.hops[0].response) == ("not_http", b"SSH-2.0-OpenSSH_9.2\r\n")


def test_a_wrong_charset_is_a_fact_and_the_bytes_are_untouched(site: Site) -> None:
    body = "<title>澳门</title>".encode("gb18030")
    site.routes["/"] = http(body, Content_Type="text/html; charset=UTF-8")
    visit = site.visit()
    assert (visit.charset, visit.body) == ("utf-8", body)


def test_an_answer_of_nothing(site: Site) -> None:
    site.routes["/"] = b""
    assert code(site.visit()) == "closed_without_answer"


def test_a_port_where_nobody_listens(site: Site) -> None:
    visit = site.visit(resolver=FixedResolver({"site.example": (HOME, 1)}))
    assert code(visit) == "connect_failed"
    assert visit.hops[0].request == b""  # nothing was sent


@pytest.mark.parametrize("host", ["unknown.example", "nonexistent.invalid"])
def test_a_name_without_address(site: Site, host: str) -> None:
    resolver = FixedResolver({}) if host == "unknown.example" else SystemResolver()
    assert code(site.visit(host=host, resolver=resolver)) == "name_unknown"


def test_the_run_goes_on_after_every_hostile_site(site: Site) -> None:
    site.routes["/"] = b"\0\xff" * 5000
    site.routes["/good"] = http(b"page")

    async def visits() -> list[Visit]:
        guard = Guard([ip_network(f"{HOME}/32")])
        return list(await asyncio.gather(*(site.fetch(path, guard=guard) for path in ("/", "/good") * 20)))

    found = asyncio.run(visits())
    assert [visit.body for visit in found[1::2]] == [b"page"] * 20
    assert {code(visit) for visit in found[::2]} == {"not_http"}
