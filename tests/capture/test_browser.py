"""A real browser behind the same guard: what it shows, and what it cannot be trapped into."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from ipaddress import ip_network
from pathlib import Path

import pytest

from mingjian.capture import FixedResolver, Guard, read_bundle, verify_bundle, write_bundle
from mingjian.capture import browser as browser_module
from mingjian.capture.browser import browse, what_is_missing
from mingjian.capture.proxy import Proxy
from mingjian.capture.seen import Seen
from mingjian.errors import BadInput
from tests.capture.site import HOME, Site, http

needs_browser = [
    pytest.mark.browser,
    pytest.mark.skipif(what_is_missing() is not None, reason=f"browser capture lacks: {what_is_missing()}"),
]


def look(site: Site, path: str = "/", **options) -> Seen:
    resolver = FixedResolver({"site.example": (HOME, site.port), "inside.example": ("127.0.0.1", site.port)})
    guard = Guard([ip_network(f"{HOME}/32")])
    options.setdefault("seconds", 8)
    return asyncio.run(browse(f"http://site.example{path}", guard=guard, resolver=resolver, **options))


class TestBrowser:
    pytestmark = needs_browser

    def test_picture_dom_mhtml_and_network_log(self, site: Site, tmp_path: Path) -> None:
        page = "<title>某县人民医院</title><p id=a>before</p><img src='http://inside.example/x.png'><script src=/s.js></script>"
        site.routes["/"] = http(page.encode())
        script = b"document.getElementById('a').textContent='after the script'; document.title += location.protocol"
        site.routes["/s.js"] = http(script, Content_Type="text/javascript")
        seen = look(site, view="search")
        assert (seen.status, seen.error, seen.title) == (200, None, "某县人民医院http:")
        assert b"after the script" in seen.dom
        assert seen.picture.startswith(b"\x89PNG")
        assert b"after the script" in seen.mhtml
        assert {row["url"].rpartition("/")[2] for row in seen.network} >= {"", "s.js", "x.png"}
        assert ("inside.example", "127.0.0.1") in seen.refused
        assert not any(b"/x.png" in request for request in site.requests)
        assert any(b"Referer: https://www.baidu.com/" in request for request in site.requests)
        bundle = write_bundle([site.visit(view="search")], tmp_path / "b.wacz", attachments=seen.attachments())
        log = json.loads(read_bundle(bundle.path).attachments["search.network.json"])
        assert "not the bytes of the wire" in log["rebuilt"]
        assert verify_bundle(bundle.path).intact

    @pytest.mark.slow
    def test_alerts_popups_and_downloads_trap_nobody(self, site: Site) -> None:
        site.routes["/"] = http(
            b"<title>trap</title><body>text<script>for (let i = 0; i < 20; i++) alert(i);"
            b"for (let i = 0; i < 20; i++) window.open('/pop');"
            b"let a = document.createElement('a'); a.href = '/file'; a.click();</script>"
        )
        site.routes["/pop"] = http(b"pop")
        site.routes["/file"] = http(
            b"MZ", Content_Type="application/exe", Content_Disposition="attachment; filename=a.exe"
        )
        seen = look(site)
        assert b"text" in seen.dom
        assert seen.dialogs == 20
        assert seen.picture.startswith(b"\x89PNG")

    @pytest.mark.slow
    def test_it_runs_as_an_unprivileged_user_in_its_own_sandbox(self, site: Site) -> None:
        found: list[tuple[int, bool]] = []

        async def observe(request: bytes, writer: asyncio.StreamWriter) -> None:
            for folder in Path("/proc").glob("[0-9]*"):
                words = (folder / "cmdline").read_bytes()
                if b"mj-browser-" in words and b"chromium-as-nobody" not in words and b"--type=" not in words:
                    found.append((folder.stat().st_uid, b"--no-sandbox" in words))
            writer.write(http(b"page"))

        site.routes["/"] = observe
        assert look(site).status == 200
        assert found
        assert all(user != 0 and not unsafe for user, unsafe in found)

    @pytest.mark.slow
    def test_a_download_instead_of_a_page_is_named(self, site: Site) -> None:
        site.routes["/"] = http(b"MZ", Content_Type="application/exe", Content_Disposition="attachment; filename=a.exe")
        seen = look(site)
        assert seen.error is not None
        assert seen.error.code == "download_instead_of_page"

    @pytest.mark.slow
    def test_a_page_inside_the_house_is_refused(self, site: Site) -> None:
        site.routes["/"] = http(b"<script>location='http://127.0.0.1:%d/secret'</script>" % site.port)
        site.routes["/secret"] = http(b"secret")
        seen = look(site)
        assert not any(b"/secret" in request for request in site.requests)
        assert ("127.0.0.1", "127.0.0.1") in seen.refused
        assert b"secret</body>" not in seen.dom

    @pytest.mark.slow
    def test_a_script_without_end_costs_only_the_time(self, site: Site) -> None:
        site.routes["/"] = http(b"<p>start</p><script>for (;;) {}</script>")
        seen = look(site, seconds=3)
        assert seen.error is not None
        assert seen.error.code == "timeout"


def test_without_chromium_the_answer_is_one_clear_sentence(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser_module, "find_browser", lambda: None)
    with pytest.raises(BadInput, match=r"run: (apt-get install chromium|\./mj extra browser)"):
        look(site)


def _through(site: Site, request: bytes, table: dict[str, tuple[str, int]]) -> bytes:
    async def ask() -> bytes:
        async with Proxy(Guard([ip_network(f"{HOME}/32")]), FixedResolver(table)) as proxy:
            reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
            secret = base64.b64encode(f"mj:{proxy.password}".encode())
            writer.write(request.replace(b"SECRET", b"Proxy-Authorization: Basic " + secret))
            answer = await asyncio.wait_for(reader.read(), 5)
            writer.close()
            return answer

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET http://site.example/ HTTP/1.1", b"200"),
        (b"GET http://inside.example/ HTTP/1.1", b"403"),
        (b"GET http://unknown.example/ HTTP/1.1", b"403"),
        (b"CONNECT inside.example:443 HTTP/1.1", b"403"),
        (b"CONNECT update.googleapis.com:443 HTTP/1.1", b"403"),
        (b"GET ftp://site.example/ HTTP/1.1", b""),
        (b"nonsense", b""),
    ],
)
def test_the_proxy_lets_through_what_the_guard_does(site: Site, request_line: bytes, status: bytes) -> None:
    site.routes["/"] = http(b"page")
    table = {"site.example": (HOME, site.port), "inside.example": ("127.0.0.1", site.port)}
    answer = _through(site, request_line + b"\r\nHost: x\r\nSECRET\r\n\r\n", table)
    found = re.match(rb"HTTP/1.1 (\d+)", answer)
    assert (found[1] if found else b"") == status


def test_the_proxy_serves_nobody_else(site: Site) -> None:
    request = b"GET http://site.example/ HTTP/1.1\r\nHost: site.example\r\n\r\n"
    answer = _through(site, request, {"site.example": (HOME, site.port)})
    assert answer.startswith(b"HTTP/1.1 407")
    assert site.requests == []
