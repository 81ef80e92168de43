"""Scrapy's side of `bench patrol`, run by a Python that has Scrapy: KIND PORT PAGES [TLS]. Prints CPU seconds and pages."""

import json
import resource
import sys

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor
from selectolax.lexbor import LexborHTMLParser

KIND, PORT, PAGES, TLS = sys.argv[1], sys.argv[2], int(sys.argv[3]), len(sys.argv) > 4 and bool(sys.argv[4])
HOSTS = [f"127.0.1.{number}" for number in range(1, 201)]
SEEN = {"pages": 0, "before": None}


class Patrol(scrapy.Spider):
    """Asks for every page and takes its text and links."""

    name = "patrol"

    async def start(self):  # noqa: D102
        SEEN["before"] = resource.getrusage(resource.RUSAGE_SELF)
        scheme = "https" if TLS else "http"
        for number in range(PAGES):
            url = f"{scheme}://{HOSTS[number % len(HOSTS)]}:{PORT}/{number}"
            yield scrapy.Request(url, dont_filter=KIND == "best")

    def parse(self, response):  # noqa: D102
        if KIND == "best":
            tree = LexborHTMLParser(response.body.decode("utf-8", "replace"))
            text = tree.body.text(separator=" ")
            links = [node.attributes.get("href") for node in tree.css("a[href]")]
        else:
            text = " ".join(response.xpath("//body//text()[not(parent::script)]").getall())
            links = LinkExtractor().extract_links(response)
        assert len(text) > 5000
        assert len(links) == 70
        SEEN["pages"] += 1


COMMON = {
    "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "ROBOTSTXT_OBEY": False, "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 8, "DOWNLOAD_DELAY": 0,
}  # fmt: skip
BEST = {
    "COOKIES_ENABLED": False, "RETRY_ENABLED": False, "REDIRECT_ENABLED": False, "HTTPCOMPRESSION_ENABLED": False,
    "METAREFRESH_ENABLED": False, "DOWNLOADER_STATS": False, "DEPTH_STATS_VERBOSE": False, "REFERER_ENABLED": False,
    "EXTENSIONS_BASE": {}, "SPIDER_MIDDLEWARES_BASE": {}, "DOWNLOADER_MIDDLEWARES_BASE": {},
    "AUTOTHROTTLE_ENABLED": False, "DNSCACHE_ENABLED": True,
}  # fmt: skip

process = CrawlerProcess({**COMMON, **(BEST if KIND == "best" else {})})
process.crawl(Patrol)
process.start()
after = resource.getrusage(resource.RUSAGE_SELF)
before = SEEN["before"]
assert SEEN["pages"] == PAGES, SEEN
cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
print(json.dumps({"cpu": cpu, "pages": PAGES, "memory": after.ru_maxrss * 1024}))
