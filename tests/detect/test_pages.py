"""Findings that need the page and its facts: where promotion stands, what the site is, who owns its domain."""

from datetime import date

import pytest

from mingjian.detect import Judgement, PageFacts, ViewAnswer, judge
from mingjian.text import read_html, read_text

SPAM = "亚博体育官网注册送88元彩金，首存100送100，加微信yb88661"
CLINIC = (
    "<html><head><title>{title}</title></head><body><h1>东湖区妇幼保健院</h1><p>门诊时间：周一至周五上午八点至下午五点，预约挂号请拨打电话。</p>"
    "<p>我院开展孕产妇保健、儿童保健、妇科等诊疗服务，医生均有执业资格。</p>{more}</body></html>"
)
TODAY = date(2026, 11, 24)


def _page(more: str = "", title: str = "东湖区妇幼保健院", facts: PageFacts | None = None) -> Judgement:
    return judge(read_html(CLINIC.format(more=more, title=title)), facts)


def _detectors(judgement: Judgement) -> set[str]:
    return {finding.detector for finding in judgement.findings}


def test_the_clinic_as_it_is_is_clean() -> None:
    assert _page(facts=PageFacts(subject_kind="clinic", today=TODAY)).verdict == "clean"


def test_hidden_promotion_is_named_as_hidden() -> None:
    judgement = _page(f'<div style="display:none">{SPAM}</div>')
    assert judgement.verdict == "polluted"
    assert set(judgement.categories) == {"gambling", "hijacked"}
    hidden = [finding for finding in judgement.findings if finding.detector == "hidden_promotion"]
    assert hidden[0].surface == "hidden"


def test_one_odd_line_among_hidden_headlines_is_for_an_officers_eye_at_most() -> None:
    for line in ("俄罗斯入侵乌克兰 COVID-19疫情整理包 国际新闻专题", "凤凰娱乐官方微信 关注我们"):
        assert _page(f'<div style="display:none">{line}</div>').verdict != "polluted"
        assert _page(f'<script>var share = {{title: "{line}"}}</script>').verdict != "polluted"


FILLED = "<p>" + "本院历史可以追溯到上个世纪，现有病床二百张，设有内科、外科、妇产科和儿科。" * 6 + "</p>"
UNLISTED = "有需要的老板私聊我，长期合作"  # no listed word of evidence: only its wording promotes


def test_wording_that_promotes_beyond_doubt_is_marked_where_visitors_see_it() -> None:
    judgement = _page(f"{FILLED}<footer>{UNLISTED}</footer>")
    marked = [finding for finding in judgement.findings if finding.reason.code == "manner"]
    assert [finding.surface for finding in marked] == ["footer"]
    assert judgement.verdict != "clean"


def test_the_foot_of_a_page_is_weighed_whatever_words_it_holds_and_behind_scripts() -> None:
    for behind in ("", "<script>var statistics = 1;</script><!-- end -->"):
        judgement = _page(f"{FILLED}<footer>{UNLISTED}</footer>{behind}")
        assert any(finding.surface == "footer" for finding in judgement.findings)
    assert (
        _page(FILLED + "<footer>版权所有 东湖区妇幼保健院 地址：东湖路12号 电话：0791-12345678</footer>").verdict
        == "clean"
    )


def test_a_hidden_line_with_a_way_to_get_in_touch_is_believed_sooner_than_a_menu() -> None:
    assert _page(f'<div style="display:none">{UNLISTED} 微信 zx88661 招代理日结</div>').verdict == "polluted"
    assert _page('<div style="display:none">Twitter 复制网址 分享到微信 登录注册</div>').verdict == "clean"


def test_promotion_in_a_comment_is_found_there() -> None:
    judgement = _page(f"<!-- {SPAM} -->")
    assert "hidden_promotion" in _detectors(judgement)
    assert judgement.verdict != "clean"


def test_a_clinic_that_sells_bets_is_out_of_keeping() -> None:
    judgement = _page(f"<p>{SPAM}</p>", facts=PageFacts(subject_kind="clinic"))
    assert "out_of_keeping" in _detectors(judgement)
    assert judgement.verdict == "polluted"


def test_a_farm_of_links_to_other_sites_is_counted() -> None:
    links = "".join(f'<li><a href="http://x{n}.example/">亚博体育官网注册送{n}8彩金</a></li>' for n in range(1, 9))
    found = [finding for finding in _page(f"<ul>{links}</ul>").findings if finding.detector == "link_farm"]
    assert found[0].reason.code == "link_farm"
    assert found[0].reason.params["count"] == 8
    assert found[0].reason.params["hosts"] == 8


def test_a_parasite_folder_is_told_from_a_farm() -> None:
    links = "".join(f'<li><a href="/news/x8k{n}9/">澳门新葡京娱乐城官网{n}</a></li>' for n in range(10, 18))
    found = [finding for finding in _page(f"<ul>{links}</ul>").findings if finding.detector == "link_farm"]
    assert found[0].reason.code == "parasite_folder"


def test_a_brand_glued_to_a_real_title_is_found() -> None:
    judgement = _page(
        title="凯发官网登录东湖区妇幼保健院门诊预约挂号", more="<p>本院工作人员依法依规提供服务，接受社会监督。</p>"
    )
    assert "brand_glued" in _detectors(judgement)
    assert judgement.verdict == "polluted"


def test_a_title_is_found_behind_a_long_script_and_a_description_is_no_title() -> None:
    script = "<script>" + "var a = 1;\n" * 60 + "</script>"
    page = CLINIC.format(more=FILLED, title="东湖区妇幼保健院").replace("<head>", "<head>" + script)
    named = judge(read_html(page.replace("<title>", f"<title>{SPAM}")))
    assert {f.reason.code for f in named.findings if f.detector == "foreign_title"} == {"put_before_title"}
    described = judge(read_html(page.replace("<title>", f'<meta name="description" content="{SPAM}"><title>')))
    assert {f.reason.code for f in described.findings if f.detector == "foreign_title"} == {"foreign_title"}


def test_another_answer_for_a_crawler_is_a_finding_on_the_response() -> None:
    views = (
        ViewAnswer("plain", 200, "http://clinic.example/", "东湖区妇幼保健院", "门诊时间周一至周五"),
        ViewAnswer("crawler", 200, "http://clinic.example/", "亚博体育官网", SPAM),
    )
    judgement = _page(facts=PageFacts(views=views))
    found = [finding for finding in judgement.findings if finding.detector == "different_answer"]
    assert (found[0].surface, found[0].start, found[0].end, found[0].quote) == ("response", 0, 0, "")
    assert judgement.verdict != "clean"


def test_a_line_that_only_a_crawler_is_shown_is_weighed_without_a_listed_word() -> None:
    usual = "门诊时间周一至周五\n预约挂号请拨打电话\n医生均有执业资格"

    def told(line: str) -> list[str]:
        views = (
            ViewAnswer("plain", 200, "http://clinic.example/", "东湖区妇幼保健院", usual),
            ViewAnswer("crawler", 200, "http://clinic.example/", "东湖区妇幼保健院", f"{usual}\n{line}"),
        )
        found = _page(facts=PageFacts(views=views)).findings
        return [str(finding.reason.params["term"]) for finding in found if finding.detector == "different_answer"]

    assert told(UNLISTED) == [UNLISTED]
    assert told("本院新开设儿童夜间门诊，欢迎家长前来咨询") == []


def test_a_mobile_page_of_the_same_site_is_no_redirect() -> None:
    views = (
        ViewAnswer("plain", 200, "http://www.clinic.gov.cn/", "保健院", "门诊"),
        ViewAnswer("phone", 200, "http://m.clinic.gov.cn/", "保健院", "门诊 预约"),
    )
    assert _page(facts=PageFacts(views=views)).verdict == "clean"


def test_a_filing_with_another_owner_is_kept_as_a_sign_but_never_convicts() -> None:
    facts = PageFacts(filing_holder="东湖区妇幼保健院", domain_holder="某科技公司", domain_registered_again=True)
    judgement = _page(facts=facts)
    assert [finding.reason.code for finding in judgement.findings] == ["filing_other_holder", "domain_registered_again"]
    assert judgement.verdict == "clean"


def test_a_domain_that_expires_is_counted_in_days_from_today() -> None:
    facts = PageFacts(domain_expires=date(2026, 12, 4), today=TODAY)
    finding = _page(facts=facts).findings[0]
    assert finding.reason.code == "domain_expires"
    assert finding.reason.params["days"] == 10


def test_lists_with_bullets_and_ratings_are_no_noise() -> None:
    text = "\n".join(f"■ 第{n}条 服务评价 ★★★★★ 满意" for n in range(20))
    assert not [finding for finding in judge(read_text(text)).findings if finding.detector == "glyph_noise"]


@pytest.mark.parametrize("remark", ["// {}", "x = 1; // {}", "/* {} */", "/*\n * 说明\n * {}\n */"])
def test_a_programmers_remark_in_a_script_is_shown_to_nobody_and_marks_nothing(remark: str) -> None:
    script = f"<script>\nvar a = 1;\n{remark.format('加微信ab12345，日结200元兼职，小白可做')}\nvar b = 2;</script>"
    judgement = _page(script)
    assert judgement.verdict == "clean"
    assert judgement.findings == ()


@pytest.mark.parametrize("written", ["document.write('{}')", 'x = "http://a.example/?{}"', "y = '// {}'", "z = `{}`"])
def test_what_a_script_writes_between_quotes_is_no_remark(written: str) -> None:
    judgement = _page(f"<script>var a = 1; // 初始化\n{written.format(SPAM)};</script>")
    assert "hidden_promotion" in _detectors(judgement)
