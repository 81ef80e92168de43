"""An address is judged as visitors see it, and what crawlers are shown instead is found."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from mingjian.site.main import main
from tests.scan.archives import CLEAN, DIRTY


class Site(BaseHTTPRequestHandler):
    """Clean for visitors, polluted for crawlers at /cloaked; a picture at /picture."""

    def do_GET(self):
        crawler = "spider" in self.headers.get("User-Agent", "")
        body = DIRTY if self.path == "/dirty" or (self.path == "/cloaked" and crawler) else CLEAN
        self.send_response(200)
        self.send_header("Content-Type", "image/png" if self.path == "/picture" else "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *words):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def scan(capsys, url):
    assert main(["scan", url, "--allow", "127.0.0.0/8", "--json", "--lang", "en"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert row["source"] == url
    return row


def test_a_page_is_judged(site, capsys):
    assert scan(capsys, f"{site}/clean")["verdict"] == "clean"
    assert scan(capsys, f"{site}/dirty")["verdict"] == "polluted"


def test_an_answer_only_for_crawlers_is_found(site, capsys):
    row = scan(capsys, f"{site}/cloaked")
    assert row["verdict"] != "clean"
    assert "different_answer" in {finding["detector"] for finding in row["findings"]}


def test_a_picture_is_no_page(site, capsys):
    assert "image/png" in scan(capsys, f"{site}/picture")["error"]
