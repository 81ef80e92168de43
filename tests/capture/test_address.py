"""Addresses as people and sites write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.capture.address import join, parse
from mingjian.capture.cdxj import sort_key
from mingjian.errors import CaptureError


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("http://a.example", "http://a.example/"),
        ("HTTP://A.Example:80/x?y#z", "http://a.example/x?y"),
        ("https://a.example:443/", "https://a.example/"),
        ("http://a.example:8080", "http://a.example:8080/"),
        ("http://政务.中国/通报?期=1", "http://xn--zfr164b.xn--fiqs8s/%E9%80%9A%E6%8A%A5?%E6%9C%9F=1"),
        ("  http://a.example/a b\n", "http://a.example/a%20b"),
        ("http://a.example/%E4%B8", "http://a.example/%E4%B8"),
        ("http:\\\\a.example\\x\\y?z=\\", "http://a.example/x/y?z=%5C"),
        ("http://user:pass@a.example/", "http://a.example/"),
        ("http://[2400:3200::1]:81/x", "http://[2400:3200::1]:81/x"),
        ("http://under_score.example/", "http://under_score.example/"),
        ("http://a.example?q", "http://a.example/?q"),
    ],
)
def test_an_address_is_sent_as_a_browser_would(written: str, sent: str) -> None:
    assert parse(written).url == sent


@pytest.mark.parametrize(
    "written",
    ["", "a.example", "ftp://a.example/", "file:///etc/passwd", "gopher://a.example:70/", "javascript:alert(1)",
     "http://", "http:///x", "http://a b/", "http://a.example:99999/", "http://a.example:x/", "http://[::1/",
     "http://a..example/", "http://-a.example/\0", "http://" + "a" * 64 + ".example/",
     "http://a.example/" + "x" * 9000],
)  # fmt: skip
def test_what_is_no_web_address_is_refused_in_one_sentence(written: str) -> None:
    with pytest.raises(CaptureError) as refused:
        parse(written)
    assert refused.value.permanent
    assert "\n" not in refused.value.en


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_refused_and_never_splits_the_request(text: str) -> None:
    try:
        address = parse("http://a.example/" + text)
    except CaptureError:
        return
    assert not any(character in address.target for character in " \r\n\t\0")
    assert address.target.isascii()
    assert parse(address.url).url == address.url


def test_a_location_in_gbk_bytes_is_followed_byte_for_byte() -> None:
    assert parse(join("http://a.example/x", "/通报".encode("gbk"))).target == "/%CD%A8%B1%A8"


def test_the_index_keeps_a_sites_records_together() -> None:
    assert sort_key("http://www.a.gov.cn:80/X?b=C") == "cn,gov,a)/x?b=c"
    assert sort_key("https://a.gov.cn:8443/") == "cn,gov,a:8443)/"
