"""Pages become surfaces, each with its place in the text and in the source; no input is too broken."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingjian.text import Document, read, read_html, read_text

BROKEN = sorted((Path(__file__).parent / "broken").iterdir())


def surfaces(page: str) -> dict[str, str]:
    document = read_html(page)
    return {document.text[span.start : span.end]: span.surface for span in document.spans}


def check(document: Document, size: int) -> None:
    last = 0
    for span in document.spans:
        assert last <= span.start < span.end <= len(document.text)
        assert set(document.text[last : span.start]) <= {"\n", " "}
        assert 0 <= span.source_start <= span.source_end <= size
        assert document.surface_at(span.start) == span.surface
        last = span.end
    for link in document.links:
        assert 0 <= link.start <= link.end <= len(document.text)


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display:none"',
        'style="DISPLAY : none !important"',
        'style="visibility:hidden"',
        'style="font-size:0"',
        'style="font-size:1px;"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-999em"',
        'style="opacity:0"',
        'style="color:#fff;background:#FFFFFF"',
        'style="width:1px;height:1px;overflow:hidden"',
        "hidden",
        'class="x"',
        'id="y"',
        'id="z"',
    ],
)
def test_words_that_no_visitor_sees_are_hidden(hiding: str) -> None:
    page = (
        "<style>.a,.x{color:red;display:none}#y{text-indent:-9999px}</style>"
        f"<p>看得见</p><div {hiding}><b>看不见</b></div><p>又看得见</p>"
        '<script>document.getElementById("z").style.display="none"</script>'
    )
    seen = surfaces(page)
    assert seen["看不见"] == "hidden"
    assert seen["看得见"] == seen["又看得见"] == "body"


@pytest.mark.parametrize(
    "shown",
    [
        'style="opacity:0.5"',
        'style="font-size:0.8em"',
        'style="font-size:12px"',
        'style="left:-1px"',
        'style="color:#fff;background:#000"',
        'class="m"',
        'style="width:1px"',
    ],
)
def test_ordinary_styles_hide_nothing(shown: str) -> None:
    page = f"<style>@media print{{.m{{display:none}}}}</style><div {shown}>看得见</div>"
    assert surfaces(page)["看得见"] == "body"


def test_white_words_on_a_white_block_are_hidden() -> None:
    assert surfaces('<div style="background:#fff"><font color="white">白字</font>黑字</div>') == {
        "白字": "hidden",
        "黑字": "body",
    }


def test_a_block_that_a_script_veils_is_hidden_until_the_script_that_closes_it() -> None:
    page = (
        "<p>前</p><script>document.write('<div style=\"display:none\">')</script><a href='http://x'>博彩</a>"
        "<script>document.write('</div>')</script><p>后</p>"
    )
    document = read_html(page)
    seen = {document.text[span.start : span.end]: span.surface for span in document.spans}
    assert (seen["前"], seen["博彩"], seen["后"]) == ("body", "hidden", "body")
    assert document.links[0].hidden


def test_every_surface_has_its_name() -> None:
    page = (
        "<title>题</title><meta name=keywords content=词><h2>标</h2><p>文<a href=/u>链</a></p><!--注-->"
        "<script>s='\\u8d4c'</script><noscript>无</noscript><footer>脚</footer><div class='site footer'>底</div>"
    )
    assert surfaces(page) == {
        "题": "title",
        "词": "meta",
        "标": "heading",
        "文": "body",
        "链": "link",
        "注": "comment",
        "s='赌'": "script",
        "无": "noscript",
        "脚": "footer",
        "底": "footer",
    }


def test_links_say_where_their_words_stand() -> None:
    document = read_html("<p>看 <a href='http://a/?x=1&amp;y=2'>这 <b>里</b></a> 好<a href='/empty'></a></p>")
    first, empty = document.links
    assert (first.href, document.text[first.start : first.end]) == ("http://a/?x=1&y=2", "这 里")
    assert (empty.href, document.text[empty.start : empty.end]) == ("/empty", "")


def test_spans_lead_back_to_the_source() -> None:
    page = "<title>甲&amp;乙</title><p>你好<b>世 界</b></p>\n<p>a&lt;b</p><p>终</p>"
    document = read_html(page)
    assert [page[span.source_start : span.source_end] for span in document.spans] == [
        "甲&amp;乙",
        "你好",
        "世 界",
        "a&lt;b",
        "终",
    ]


def test_plain_text_is_one_body_span_as_it_is() -> None:
    document = read_text("\ufeff第一行\r\n 第二行")
    assert document.text == "第一行\r\n 第二行"
    assert [(span.surface, span.start, span.end) for span in document.spans] == [("body", 0, 9)]
    assert read(b"", media_type="text/plain").spans == ()


def test_the_media_type_or_the_bytes_say_whether_it_is_markup() -> None:
    assert read(b"<p>x").kind == "html"
    assert read(b"<p>x", media_type="text/plain; charset=gbk").kind == "text"
    assert read("价格<100元".encode()).kind == "text"
    assert read(b"x", media_type="text/html").kind == "html"


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.name)
def test_broken_files_are_read(path: Path) -> None:
    content = path.read_bytes()
    document = read(content)
    check(document, len(content) + 1)


SOUP = st.lists(
    st.sampled_from(
        ["<div>", "</div>", "<p", ">", "<a href='", "'>", "<!--", "-->", "<script>", "</script>", "<table><tr>", "赌",
         "&amp;", "&#x8d4c;", "\ud800", "\0", "<b>", "</p>", " style='display:none'", "<title>", "\u202e",
         "字 ", "\r\n", "<svg>",
         "<select>", "<template>", "<noscript>", "<textarea>", "😀"]
    ),
    max_size=40,
)  # fmt: skip


@given(SOUP)
def test_every_span_quotes_its_text_whatever_the_markup(parts: list[str]) -> None:
    page = "".join(parts)
    check(read_html(page), len(page))


LARGE = {
    "deep": "<div>" * 100_000 + "深" + "</div>" * 100_000,
    "unclosed_and_stray": "<i></p>" * 100_000 + "乱",
    "attributes": "<div " + " ".join(f"a{number}=1" for number in range(60_000)) + ">属性",
    "tags": "<b>x" * 2_000_000,
    "brackets": "<" * 3_000_000,
    "comments": "<!--" * 500_000,
    "long": "<p>" + "长文" * 5_000_000,
    "selectors": "<style>" + ".a{display:none" * 100_000 + "</style><p>x",
    "noise": "博◆彩■" * 500_000,
    "tables": "<table><tr><td>" * 60_000,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", LARGE)
def test_huge_pages_stay_within_bounds(name: str) -> None:
    started = time.process_time()
    document = read_html(LARGE[name])
    assert time.process_time() - started < 20
    assert document.truncated == (name in {"tags", "brackets", "comments", "long"})
