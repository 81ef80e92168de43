"""Bytes become text by our own rule, whatever a header says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.text import decode, read

SIMPLIFIED = "我们的网站提供中文新闻，请注意查看公告。"
TRADITIONAL = "我們的網站提供中文新聞，請注意查看公告。"


@pytest.mark.parametrize(
    ("content", "declared", "charset", "text"),
    [
        (SIMPLIFIED.encode(), "gbk", "utf-8", SIMPLIFIED),
        (SIMPLIFIED.encode("gbk"), "utf-8", "gb18030", SIMPLIFIED),
        (SIMPLIFIED.encode("gb18030"), "big5", "gb18030", SIMPLIFIED),
        (TRADITIONAL.encode("big5"), "gb2312", "big5hkscs", TRADITIONAL),
        (SIMPLIFIED.encode("utf-8-sig"), None, "utf-8", SIMPLIFIED),
        (SIMPLIFIED.encode("utf-16"), None, "utf-16-le", SIMPLIFIED),
        (("<html><p>" + SIMPLIFIED).encode("utf-16-be"), None, "utf-16-be", "<html><p>" + SIMPLIFIED),
        ("привет, мир".encode("koi8-r"), "koi8-r", "koi8-r", "привет, мир"),
        (b"", None, "utf-8", ""),
    ],
)
def test_the_bytes_decide(content: bytes, declared: str | None, charset: str, text: str) -> None:
    decoded = decode(content, declared)
    assert (decoded.charset, decoded.text, decoded.replaced) == (charset, text, 0)


def test_a_gbk_block_injected_into_a_utf8_page_is_read() -> None:
    page = (
        f"<p>{SIMPLIFIED}</p>".encode() + "<div>澳门赌场在线注册</div>".encode("gbk") + f"<p>{SIMPLIFIED}</p>".encode()
    )
    decoded = decode(page)
    assert decoded.charset == "utf-8+gb18030"
    assert "澳门赌场在线注册" in decoded.text
    assert decoded.text.count(SIMPLIFIED) == 2


def test_text_cut_in_the_middle_of_a_character_stays_utf8() -> None:
    decoded = decode(SIMPLIFIED.encode()[:-1])
    assert decoded.charset == "utf-8"
    assert decoded.text[:-1] == SIMPLIFIED[:-1]
    assert decoded.replaced == 1


@given(st.binary(max_size=300), st.sampled_from([None, "gbk", "utf-8", "no-such-charset", "rot13", "base64", "\0"]))
def test_no_bytes_and_no_header_ever_fail(content: bytes, declared: str | None) -> None:
    assert isinstance(decode(content, declared).text, str)
    read(content, declared=declared)
