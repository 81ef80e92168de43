"""The sample sites answer as their files say, by visitor; orders close, mend and bring back. Plain HTTP on loopback."""

import asyncio
import gzip
import http.client
import json
import re
import threading
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from mingjian.capture.views import MANNERS
from mingjian.demo import sites as demo
from mingjian.demo.province import province
from mingjian.demo.sites.answering import Street
from mingjian.demo.sites.catalogue import VISITORS, owners
from mingjian.demo.sites.orders import Orders
from mingjian.demo.sites.server import Server
from mingjian.demo.sites.site import sites
from mingjian.errors import BadInput

CONTENT = Path(demo.__file__).with_name("content")


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@dataclass
class Town:
    port: int
    folder: Path
    clock: Clock

    def get(self, host, path="/", view="plain", **headers):
        manner = MANNERS[view]
        sent = {"Host": host, "User-Agent": manner.user_agent, "Connection": "close"} | headers
        if manner.referrer:
            sent["Referer"] = manner.referrer
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("GET", path, headers=sent)
        answer = line.getresponse()
        answer.content = answer.read()
        line.close()
        return answer

    def text(self, host, path="/", view="plain"):
        return self.get(host, path, view).content.decode("utf-8")

    def order(self, act, host):
        act(self.folder, host)
        self.clock.now += 1

    def visit(self, host):
        return [self.get(host, view=view).status for view in ("plain", "search", "crawler", "phone")]


@pytest.fixture
def town(tmp_path):
    clock, loop, ready = Clock(), asyncio.new_event_loop(), threading.Event()
    found = []

    async def serve():
        found.append(await Server(Street(Orders(tmp_path, clock))).start(0))

    def run():
        loop.run_until_complete(serve())
        loop.call_soon(ready.set)  # from within the loop that is stopped later, not from the one that has just ended
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    yield Town(found[0].sockets[0].getsockname()[1], tmp_path, clock)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(10)
    found[0].close()
    loop.close()


def title(page):
    return re.search(r"<title>(.*?)</title>", page)[1]


def test_every_site_that_answers_is_registered_and_every_registered_one_that_stands_answers():
    registered = {s.host for s in province(date(2026, 11, 24)).services if s.host and s.state != "gone"}
    assert set(sites()) == registered
    assert len(registered) == 39


def test_hosts_are_what_a_fixed_resolver_takes(monkeypatch):
    monkeypatch.delenv("MINGJIAN_SITES_PORT", raising=False)
    assert demo.hosts(8123)["qyzwsy.test"] == ("127.0.0.1", 8123)
    assert {"hongxiu99.test", "rpjy-old.test"} < set(demo.hosts(1))
    with pytest.raises(BadInput, match="no port"):
        demo.hosts()
    monkeypatch.setenv("MINGJIAN_SITES_PORT", "77")
    assert demo.hosts()["dy1z.test"] == ("127.0.0.1", 77)


def test_every_site_says_what_it_is_for_every_visitor():
    assert {re.sub(r"http://([^/]+).*", r"\1", row.url) for row in demo.expected()} >= set(sites()) - {"rpjyw.test"}
    for row in demo.expected():
        assert set(row.verdicts) == set(VISITORS)
        assert {v for allowed in row.verdicts.values() for v in allowed} <= {"polluted", "suspect", "clean"}


@pytest.mark.parametrize("host", sorted(sites()))
def test_every_page_answers_and_names_no_host_outside_test(town, host):
    site = sites()[host]
    for path in site.pages:
        for view in ("plain", "search", "crawler"):
            answer = town.get(host, path, view)
            if answer.status == 503:
                answer = town.get(host, path, view)
            assert answer.status in (200, 302), (path, view)
            text = answer.content.decode(site.charset) + (answer.headers.get("Location") or "")
            assert "{{" not in text
            assert re.findall(r"(?i)(?:https?:)?//([a-z0-9.-]+)", text) == [
                name for name in re.findall(r"(?i)(?:https?:)?//([a-z0-9.-]+)", text) if name.endswith(".test")
            ]
            assert not re.search(r"(?<![\w.])[\w-]+\.(com|cn|net|org|cc|vip|top)(?!\w)", text.replace(r"so\.com", ""))
            assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text)


def test_no_page_gives_a_contact_that_could_be_somebodys():
    for file in CONTENT.glob("*.toml"):
        for number in re.findall(r"QQ\s*(\d+)", file.read_text("utf-8")):
            assert number == "00000", file.name


def test_every_file_of_content_is_read_whole():
    for file in CONTENT.glob("*.toml"):
        row = tomllib.loads(file.read_text("utf-8"))
        assert file.stem == row["host"].removesuffix(".test")
        assert row["page"]
        assert row["expected"]


def test_the_clinic_shows_old_pages_to_visitors_and_gambling_to_those_from_a_search_engine(town):
    assert title(town.text("qyzwsy.test")) == "清源镇卫生院"
    assert "鸿貅" not in town.text("qyzwsy.test")
    moved = town.get("qyzwsy.test", view="search")
    assert (moved.status, moved.headers["Location"]) == (302, "http://qyzwsy.test/go/")
    landing = town.text("qyzwsy.test", "/go/", "search")
    assert title(landing) == "鸿貅娱乐官网_清源镇卫生院"
    assert "卫生院。我院位于清源镇中心街 8 号" in landing
    assert "鸿貅" in title(town.text("qyzwsy.test", view="crawler"))


def test_the_travel_agency_carries_the_brand_before_its_title_and_four_hidden_links(town):
    page = town.text("hailan.test")
    assert title(page).startswith("鸿貅娱乐官网|海蓝旅行社")
    hidden = re.search(r'<div style="position:absolute;left:-9999px[^>]*>(.*?)</div>', page, re.DOTALL)[1]
    assert hidden.count("<a ") == 4


def test_the_alumni_site_hides_132_links_to_six_hosts(town):
    links = re.findall(r'href="http://([a-z0-9]+\.test)/a/', town.text("dy1z.test"))
    assert (len(links), len(set(links))) == (132, 6)


def test_the_crawler_alone_is_shown_gambling_by_the_machine_maker(town):
    assert "沐鲲" in title(town.text("qmnj.test", view="crawler"))
    for view in ("plain", "search", "phone"):
        assert title(town.text("qmnj.test", view=view)).startswith("清湄农机")


def test_the_hospital_changes_title_and_body_by_referrer_without_a_redirect(town):
    assert title(town.text("jcfybj.test")) == "静川市妇幼保健院"
    for view in ("search", "phone_search"):
        page = town.text("jcfybj.test", view=view)
        assert title(page).startswith("锦貔国际")
        assert "号源每日 7:00 更新" in page


def test_the_school_sends_search_visitors_to_the_house(town):
    assert town.get("mlyz.test").status == 200
    assert town.get("mlyz.test", view="search").headers["Location"] == "http://hongxiu88.test/"


def test_noise_tears_numbers_and_shuffles_the_same_way_every_time(town):
    page = town.text("fsdyy.test")
    assert page == town.text("fsdyy.test")
    assert title(page).startswith("|锦貔国际娱乐官网上半年")
    assert "责令限期整改锦貔国际娱乐官网" in re.sub("[▼◈☆]", "", page)
    assert re.search(r"\d[▼◈☆]+[\d.]", page)
    still = re.sub("[▼◈☆]", "", page)
    order = [still.index(words) for words in ("来源：网络", "开展“护海”", "推进渔港视频监控", "下半年，将继续")]
    assert order != sorted(order)
    assert "移送案件批次" in still
    noisy = town.text("lxjzxh.test")
    assert re.search("[◇▲●]", noisy)
    assert "娱乐" not in noisy


def test_parasites_live_in_a_folder_of_the_school(town):
    assert "百家乐" in town.text("xkzjxx.test", "/uploads/soft/2026/1.html")
    town.order(demo.mend, "xkzjxx.test")
    assert town.get("xkzjxx.test", "/uploads/soft/2026/1.html").status == 404
    assert "display:none" not in town.text("xkzjxx.test")


def test_charsets_are_as_odd_as_in_life(town):
    gbk = town.get("lanxida.test")
    assert gbk.headers["Content-Type"] == "text/html"
    assert "馆藏档案 21 万卷" in gbk.content.decode("gbk")
    assert "嶼聯鄉親會" in town.get("yllxq.test").content.decode("big5")


def test_a_chain_of_redirects_ends_at_the_portal(town):
    chain, host, path = [], "rpjy-old.test", "/"
    while (answer := town.get(host, path)).status != 200:
        chain.append(answer.status)
        to = answer.headers["Location"]
        host, path = to[7:].split("/", 1) if to.startswith("http") else (host, to[1:])
        path = "/" + path
    assert chain == [301, 302, 307]
    assert title(answer.content.decode()) == "榕浦市教育信息网"


def test_the_unsteady_site_fails_every_third_time(town):
    assert [town.get("jcgjj.test").status for _ in range(6)] == [200, 200, 503, 200, 200, 503]


def test_compressed_and_unchanged_answers(town):
    whole = town.get("ronghuoyx.test").content
    packed = town.get("ronghuoyx.test", **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == whole
    again = town.get("ronghuoyx.test", **{"If-None-Match": packed.headers["ETag"]})
    assert (again.status, again.content) == (304, b"")


def test_an_unknown_host_and_a_later_host_answer_with_nothing(town):
    assert town.get("nobody.test").status == 404
    assert town.get("hongxiu99.test").status == 404


def test_a_closed_site_comes_back_elsewhere_at_the_second_visit(town):
    before = town.text("hongxiu88.test")
    town.order(demo.close, "hongxiu88.test")
    assert town.visit("hongxiu88.test") == [403] * 4
    assert "通信管理局" in town.text("hongxiu88.test", "/live/")
    assert town.get("hongxiu99.test").status == 404
    assert town.visit("hongxiu88.test") == [403] * 4
    after = town.text("hongxiu99.test")
    assert after == before.replace("hongxiu88.test", "hongxiu99.test")
    assert "hx-7719" in after
    assert town.get("mlyz.test", view="search").headers["Location"] == "http://hongxiu99.test/"
    town.order(demo.reopen, "hongxiu88.test")
    assert town.get("hongxiu88.test").status == 200
    assert town.get("hongxiu99.test").status == 404


def test_the_second_host_can_be_closed_too(town):
    town.order(demo.close, "hongxiu88.test")
    town.visit("hongxiu88.test"), town.visit("hongxiu88.test")
    town.order(demo.close, "hongxiu99.test")
    assert town.visit("hongxiu99.test") == [403] * 4


def test_visits_outlive_the_server(town):
    town.order(demo.close, "hongxiu88.test")
    town.visit("hongxiu88.test")
    assert json.loads((town.folder / "visits.json").read_text()) == {"hongxiu88.test": 1}
    assert Orders(town.folder, town.clock).visits("hongxiu88.test") == 1


def test_closures_look_different_and_one_is_ignored(town):
    town.order(demo.close, "mukunqp.test")
    with pytest.raises((ConnectionResetError, http.client.RemoteDisconnected)):
        town.get("mukunqp.test")
    town.order(demo.close, "ririzhuan.test")
    assert "日日赚" in town.text("ririzhuan.test")


def test_a_mended_site_is_as_it_was_before(town):
    town.order(demo.mend, "hailan.test")
    page = town.text("hailan.test")
    assert title(page).startswith("海蓝旅行社")
    assert "hongxiu" not in page
    town.order(demo.mend, "qyzwsy.test")
    assert town.get("qyzwsy.test", view="search").status == 200
    assert town.get("qyzwsy.test", "/go/").status == 404


def test_orders_are_read_at_most_twice_a_second(town):
    assert town.get("dmx91.test").status == 200
    demo.close(town.folder, "dmx91.test")
    assert town.get("dmx91.test").status == 200
    town.clock.now += 0.5
    assert town.get("dmx91.test").status == 403


def test_a_broken_order_file_is_named(tmp_path):
    (tmp_path / "orders.json").write_text("[closed", "utf-8")
    with pytest.raises(BadInput, match=r"orders\.json is not the JSON object"):
        demo.close(tmp_path, "dmx91.test")


def test_sites_say_so_while_their_order_file_is_broken(town):
    (town.folder / "orders.json").write_text("[closed", "utf-8")
    town.clock.now += 1
    answer = town.get("dmx91.test")
    assert answer.status == 500
    assert "orders.json" in answer.content.decode()
    (town.folder / "orders.json").unlink()
    assert town.get("dmx91.test").status == 200


@pytest.mark.parametrize("head", [b"POST / HTTP/1.1", b"GET http://a/ HTTP/1.1", b"nonsense"])
def test_a_request_that_is_none_is_refused(town, head):
    import socket

    with socket.create_connection(("127.0.0.1", town.port), 5) as line:
        line.sendall(head + b"\r\nHost: dmx91.test\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400 ")


def test_a_taken_port_gets_one_sentence(town):
    with pytest.raises(BadInput, match="cannot be used"):
        asyncio.run(Server(Street(Orders(None, town.clock))).start(town.port))


def test_owners_know_no_host_outside_test():
    assert all(host.endswith(".test") for host in owners())


def test_a_store_shows_an_app_until_it_is_taken_down_there(town):
    from mingjian.demo.sites.stores import APPS, HOST, path

    package, name = next(iter(APPS.items()))
    assert name in title(town.text(HOST, path(package)))
    town.order(demo.close, HOST + path(package))
    gone = town.get(HOST, path(package))
    assert (gone.status, town.get(HOST, path(list(APPS)[1])).status, town.get(HOST).status) == (404, 200, 200)
    town.order(demo.reopen, HOST + path(package))
    assert town.get(HOST, path(package)).status == 200
