"""Every finding quotes what stands in the document, whatever the document is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.detect import EN, ZH, Judgement, judge
from mingjian.text import Document, read_html, read_text

WORDS = "凯发 娱乐城 官网首页 注册送88 彩金 加微信 ab12345 约炮 代开发票 日结300 警方 判处 ■★ ， 。 网(wǎng) 囗 ＶＸ 𝓪 木又 1■★.3万 葡京 😀"
MARKUP = ("<b>", "</div>", '<p style="display:none">', "<!--", "\n", " ", "\u200b")
PIECES = st.sampled_from((*WORDS.split(), *MARKUP))


def _quotes(document: Document, judgement: Judgement) -> None:
    for finding in judgement.findings:
        assert document.text[finding.start : finding.end] == finding.quote
        assert 0 <= finding.weight <= 1
        assert finding.reason.say(ZH)
        assert finding.reason.say(EN)
    assert 0 <= judgement.score <= 1


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_findings_in_plain_text_quote_it(text: str) -> None:
    document = read_text(text)
    _quotes(document, judge(document))


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_findings_in_markup_quote_the_document(text: str) -> None:
    document = read_html(f"<html><title>市人民医院</title><body>{text}</body></html>")
    _quotes(document, judge(document))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_at_all_is_judged(text: str) -> None:
    document = read_text(text)
    _quotes(document, judge(document))
