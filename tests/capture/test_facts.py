"""Facts about a service: who it says it is, who runs it, and by what it is known again."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from mingjian.capture.dns import dns_facts
from mingjian.capture.facts import facts_of, favicon_hash
from mingjian.capture.fingerprint import distance, fingerprint, likeness
from mingjian.capture.registry import Registration, cites_another_filing, read_registrations
from mingjian.capture.traces import filings, traces
from mingjian.errors import BadInput
from tests.capture.site import Site, http

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("京ICP备12345678号-1", "京ICP备12345678号-1"),
        ("粤 ICP 备 2021000001 号", "粤ICP备2021000001号"),
        ("京icp证030173号", "京ICP证030173号"),
        ("备案：沪ICP备05018492号－12 版权", "沪ICP备05018492号-12"),
        ("鲁ICP备案第10203040号", "鲁ICP备10203040号"),
    ],
)
def test_a_filing_number_is_found_in_its_many_spellings(text: str, number: str) -> None:
    assert filings(text) == (number,)


@pytest.mark.parametrize("text", ["ICP备12345678号", "京ICP备123号", "ICP", "京城 ICP 备案", "x" * 50_000 + "ICP"])
def test_what_is_no_filing_number_is_not_found(text: str) -> None:
    assert filings(text) == ()


def test_contacts_and_analytics_accounts() -> None:
    body = b"""<script>hm.src="https://hm.baidu.com/hm.js?0123456789abcdef0123456789abcdef";</script>
    <script src="//s4.cnzz.com/z_stat.php?id=1277766655&web_id=1277766655"></script> UA-12345678-1 G-ABCD1234XY"""
    text = "客服QQ：123456789 微信：bet_888888 t.me/luckybet 电话13800138000 京公网安备11010502030143号 a@b.example.cn"
    found = traces(body, text)
    assert dict(found.contacts) == {
        "qq": "123456789", "wechat": "bet_888888", "telegram": "luckybet", "phone": "13800138000",
        "email": "a@b.example.cn",
    }  # fmt: skip
    assert ("baidu", "0123456789abcdef0123456789abcdef") in found.analytics
    assert {"cnzz", "google"} <= {kind for kind, _ in found.analytics}
    assert found.police == ("京公网安备11010502030143号",)


def test_text_made_to_stall_the_search_does_not() -> None:
    for nasty in ("a" * 200_000, "QQ" * 50_000, "京ICP备 " * 20_000, "a.b." * 40_000 + "@", " " * 100_000 + "ICP"):
        started = dt.datetime.now()
        traces(nasty.encode(), nasty)
        assert (dt.datetime.now() - started).total_seconds() < 1.5, nasty[:8]


def _text(seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chr(0x4E00 + chance.randrange(3000)) for _ in range(3000))


def test_a_text_with_few_changes_is_known_again_and_another_is_not() -> None:
    text = _text(1)
    chance = random.Random(2)
    edited = "".join(chr(0x4E00 + chance.randrange(3000)) if chance.random() < 0.05 else letter for letter in text)
    page, again, other = (fingerprint(b"", each) for each in (text, edited, _text(3)))
    assert distance(page.simhash, again.simhash) < 18 < 24 < distance(page.simhash, other.simhash)
    assert likeness(page.minhash, again.minhash) > 0.5 > 0.1 > likeness(page.minhash, other.minhash)
    assert likeness(page.minhash, page.minhash) == 1.0


def test_a_template_is_known_again_whatever_it_says() -> None:
    page = '<html><body class="bet-v3"><div id="top"><ul>{}</ul></div><script>{}</script></body></html>'
    ten = page.format("<li><a>news</a></li>" * 10, "var a='<p>'").encode()
    eleven = page.format("<li><a>other</a></li>" * 11, "var b='<table>'").encode()
    assert fingerprint(ten, "a").template == fingerprint(eleven, "b").template
    assert fingerprint(ten, "a").marks == fingerprint(eleven, "b").marks
    assert fingerprint(b"<html><table><tr><td>", "a").template != fingerprint(ten, "a").template


def test_an_empty_page_has_empty_fingerprints() -> None:
    empty = fingerprint(b"", "")
    assert (empty.template, empty.simhash, empty.minhash) == ("", "0" * 16, ())
    assert likeness(empty.minhash, empty.minhash) == 0.0


def test_the_favicon_hash_is_the_one_search_engines_use() -> None:
    assert favicon_hash(b"") == 0
    assert favicon_hash(b"\x00\x00\x01\x00icon") == favicon_hash(b"\x00\x00\x01\x00icon")
    assert favicon_hash(bytes(range(256))) != favicon_hash(bytes(range(255)))


def test_the_facts_of_a_visit_have_time_and_source(site: Site) -> None:
    page = "<title>某县人民医院</title><footer>京ICP备12345678号-1</footer>".encode()
    site.routes["/"] = http(page, Server="nginx/1.20", X_Powered_By="ASP.NET")
    facts = facts_of([site.visit()])["views"]["plain"]
    assert facts["connection"]["server"] == "nginx/1.20"
    assert facts["connection"]["powered_by"] == "ASP.NET"
    assert facts["page"]["filings"] == ["京ICP备12345678号-1"]
    assert facts["page"]["title"] == "某县人民医院"
    assert facts["seen_at"].endswith("Z")
    assert {facts["connection"]["source"], facts["page"]["source"]} == {"connection", "page"}


# --- DNS --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def name_server() -> Iterator[int]:
    """A name server on loopback that knows one domain."""
    records = {
        "A": ["clinic.example. 60 IN A 203.0.114.7"],
        "NS": ["clinic.example. 60 IN NS ns1.dns.example."],
        "MX": ["clinic.example. 60 IN MX 10 mail.clinic.example."],
    }
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                content, peer = server.recvfrom(4096)
            except OSError:
                return
            if not content:
                return
            query = dns.message.from_wire(content)
            answer = dns.message.make_response(query)
            answer.flags |= dns.flags.RA
            question = query.question[0]
            if question.name.to_text() != "clinic.example.":
                answer.set_rcode(dns.rcode.NXDOMAIN)
            for row in records.get(dns.rdatatype.to_text(question.rdtype), []):
                name, ttl, kind, rtype, *rest = row.split(" ")
                answer.answer.append(dns.rrset.from_text(name, int(ttl), kind, rtype, " ".join(rest)))
            server.sendto(answer.to_wire(), peer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield server.getsockname()[1]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as waker:
        waker.sendto(b"", server.getsockname())
    thread.join(2)
    server.close()


def _ask(domain: str, port: int) -> dict:
    at = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    return asyncio.run(dns_facts(domain, at=at, servers=["127.0.0.1"], port=port, seconds=1))


def test_dns_records_are_asked_for_and_kept_with_the_server_that_said_so(name_server: int) -> None:
    facts = _ask("clinic.example", name_server)
    assert facts["records"] == {
        "A": ["203.0.114.7"], "NS": ["ns1.dns.example."], "MX": ["10 mail.clinic.example."],
    }  # fmt: skip
    assert facts["failed"] == {}
    assert (facts["source"], facts["seen_at"]) == ("dns", "2026-11-24T00:00:00.000000Z")


def test_a_domain_that_does_not_exist_and_a_server_that_does_not_answer(name_server: int) -> None:
    assert set(_ask("gone.example", name_server)["failed"].values()) == {"the name does not exist"}
    assert set(_ask("clinic.example", 9)["failed"].values()) <= {"LifetimeTimeout", "NoNameservers"}


# --- registries -------------------------------------------------------------------------------------------------------

CSV = """域名,备案号,主办单位名称,注册人,到期日期
clinic.example,京ICP备12345678号,某县人民医院,某某网络科技（个人）,2026年12月20日
school.example,京ICP备87654321号,某县第一中学,某县第一中学,2027-06-01
"""


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_registry_file_is_read_in_the_charsets_offices_get(tmp_path: Path, charset: str) -> None:
    path = tmp_path / "备案.csv"
    path.write_bytes(CSV.encode(charset))
    clinic, school = read_registrations(path)
    assert (clinic.domain, clinic.filing_holder, clinic.expires_on) == (
        "clinic.example", "某县人民医院", dt.date(2026, 12, 20),
    )  # fmt: skip
    assert clinic.source == "备案.csv:2"
    assert (clinic.changed_hands(), clinic.expires_soon(TODAY), clinic.days_left(TODAY)) == (True, True, 26)
    assert (school.changed_hands(), school.expires_soon(TODAY)) == (False, False)


def test_whois_as_json(tmp_path: Path) -> None:
    path = tmp_path / "whois.json"
    path.write_text('[{"domain_name": "A.Example.", "registrant": "X", "expiration_date": "2026-11-01T00:00:00Z"}]')
    (row,) = read_registrations(path)
    assert (row.domain, row.domain_holder, row.days_left(TODAY)) == ("a.example", "X", -23)


def test_a_page_that_cites_another_owners_filing() -> None:
    row = Registration("clinic.example", filing_number="京ICP备12345678号-2")
    assert not cites_another_filing(["京ICP备12345678号-1"], row)
    assert cites_another_filing(["粤ICP备2021000001号-1"], row)
    assert not cites_another_filing([], row)
    assert not cites_another_filing(["粤ICP备2021000001号-1"], Registration("clinic.example"))


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("no_domain_column.csv", "名称,备案号\nx,y\n", "no column for the domain"),
        ("bad_day.csv", "域名,到期日期\na.example,明天\n", "bad_day.csv:2"),
        ("no_domain.csv", "域名,备案号\n,y\n", "is no domain"),
        ("not_a_list.json", '{"domain": "a.example"}', "list of objects"),
        ("broken.json", "[", "not JSON"),
        ("empty.csv", "", "no column for the domain"),
    ],
)
def test_a_registry_file_that_cannot_be_used_names_the_line(
    tmp_path: Path, name: str, content: str, named: str
) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(BadInput, match=named):
        read_registrations(tmp_path / name)


def test_a_registry_file_that_is_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\xff\xff\xff\x00")
    for name in ("x.csv", "missing.csv"):
        with pytest.raises(BadInput, match=name):
            read_registrations(tmp_path / name)
