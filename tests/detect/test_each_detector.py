"""For each detector a page that is what it looks for, and a page that only reports it: one is marked, the other left alone."""

from datetime import date
from typing import NamedTuple

import pytest

from mingjian.detect import PageFacts, ViewAnswer, ViewDifference, judge
from mingjian.detect.register import detectors
from mingjian.text import read_html, read_text

PAGE = (
    "<html><head><title>{title}</title></head><body><h1>东湖区妇幼保健院</h1><p>门诊时间：周一至周五上午八点至下午五点，预约挂号请拨打电话。"
    "</p><p>我院开展孕产妇保健、儿童保健、妇科等诊疗服务，医生均有执业资格，依法依规接受社会监督。</p>{body}</body></html>"
)
BET = "亚博体育官网注册送88元彩金，首存100送100，加微信yb88661"
CLINIC = "<p>" + "我院设有产科、儿科、妇科、新生儿科和预防保健科，开展婚前检查、孕期保健、儿童体检等工作。" * 5 + "</p>"
CASE = (
    "本报讯 市公安局日前捣毁一个网络赌博团伙，警方查明，该团伙以“注册送彩金”“首存送”为诱饵招揽赌客，"
    "法院以开设赌场罪判处主犯有期徒刑五年。"
)
WARNING = "警方提醒：网上刷单兼职都是诈骗，切勿轻信“日结”“返佣”，切勿加陌生人微信，如遇可疑请拨打96110，谨防上当。"


class Pages(NamedTuple):
    """What is put into the page that is one, and into the page that reports, each with a title and facts."""

    body: str
    report: str
    title: str = "东湖区妇幼保健院"
    report_title: str = "东湖区妇幼保健院"
    facts: PageFacts = PageFacts()
    report_facts: PageFacts = PageFacts()


def _views(title: str, text: str) -> PageFacts:
    plain = ViewAnswer("plain", 200, "http://clinic.example/", "东湖区妇幼保健院", "门诊时间周一至周五")
    return PageFacts(views=(plain, ViewAnswer("crawler", 200, "http://clinic.example/", title, text)))


def _links(words: str) -> str:
    rows = "".join(f'<li><a href="http://x{number}.example/">{words}</a></li>' for number in range(1, 9))
    return f"<ul>{rows}</ul>"


YEARS = ((2023, 1), (2024, 2), (2025, 3))
DAMAGED = "".join(
    f"<p>我院{year}年门诊量达{n}■★◆.{n}万人次■★，■◆比上年增长{n}■★.5个百分点■◆。</p>" for year, n in YEARS
)
REPAIRED = "".join(f"<p>我院{year}年门诊量达{n}.{n}万人次，比上年增长{n}.5个百分点。★★★★★</p>" for year, n in YEARS)
REFUND = (
    "<h2>清退公告</h2><p>受公安部、金融监管总局委托，本中心对理财平台受害人资金统一清退。请于三日内添加清退专员 QQ 2233445566，"
    "下载会议软件并打开屏幕共享，将资金转入国家安全账户完成核验后一并退回。</p><p>案件保密，请勿告知家人和银行工作人员，"
    "不配合者将下发通缉令。办理须缴纳清退手续费2%。</p>"
)
REFUND_WARNING = (
    "<p>反诈中心提醒：凡是自称受公安部委托“资金清退”、要求添加“清退专员”QQ、打开屏幕共享、把钱转入“国家安全账户”、"
    "不得告知家人和银行、以下发通缉令相威胁、先缴纳“清退手续费”的，都是诈骗，切勿相信，请拨打96110。</p>"
)

DETECTORS = {
    "gambling": Pages(f"<p>{BET}</p>", f"<p>{CASE}</p>"),
    "pornography": Pages(
        "<p>同城约炮，学生妹上门全套服务，包夜800，加QQ2233445566</p>",
        "<p>本报讯 警方依法查处一起组织卖淫案，犯罪嫌疑人在网上发布招嫖信息，检察机关以组织卖淫罪提起公诉，法院判处有期徒刑六年。</p>",
    ),
    "fraud": Pages("<p>抖音点赞兼职，日结200，小白可做，无押金，加我微信ab12345</p>", f"<p>{WARNING}</p>"),
    "cheating_service": Pages(
        "<p>四六级替考代考，考前答案保真，先考后付，加q 1122334455</p>",
        "<p>教育部提醒广大考生：网上兜售“考前答案”“替考”均为诈骗，组织考试作弊构成犯罪，公安机关已依法查处多起案件。</p>",
    ),
    "account_trading": Pages(
        "<p>高价收微信老号，实名号日结，回收抖音号，加tg @shouhao88</p>",
        "<p>警方提醒：买卖微信号、银行卡涉嫌帮助信息网络犯罪活动罪，近日法院判处收购微信号的被告人有期徒刑一年。</p>",
    ),
    "rank_manipulation": Pages(
        "<p>自助刷粉丝刷赞刷播放量，1元1000，秒到不掉，24小时自助下单，加微信dy6688</p>",
        "<p>市场监管部门依法查处一起刷单炒信案，当事人组织“刷赞”“刷粉”，违反反不正当竞争法，被处罚款二十万元。</p>",
    ),
    "paid_deletion": Pages(
        "<p>专业删帖撤稿，删除负面新闻差评，百度快照删除，成功后付款，加微信sc5566</p>",
        "<p>本报讯 网信部门通报一起有偿删帖案件，被告人以营利为目的为他人删除负面信息，法院以非法经营罪判处有期徒刑三年。</p>",
    ),
    "impersonation": Pages(
        "<p>你好，我是公安局的民警，您名下银行卡涉嫌洗钱，请加QQ配合调查，将资金转入安全账户，不要告诉任何人</p>",
        "<p>反诈中心提醒：凡是自称公安局民警、要求把钱转入“安全账户”的都是诈骗，公检法机关不会通过QQ办案，切勿轻信。</p>",
    ),
    "contact_lure": Pages(f"<p>{BET}</p>", f"<p>{WARNING}</p>"),
    "out_of_keeping": Pages(
        f"<p>{BET}</p>",
        f"<p>{CASE}</p>",
        facts=PageFacts(subject_kind="clinic"),
        report_facts=PageFacts(subject_kind="clinic"),
    ),
    "hidden_promotion": Pages(f'<div style="display:none">{BET}</div>', f'<div style="display:none">{CASE}</div>'),
    "foreign_title": Pages(CLINIC, CLINIC, title=BET, report_title="警方捣毁网络赌博团伙 主犯获刑五年"),
    "link_farm": Pages(_links("亚博体育官网注册送88彩金"), _links("警方捣毁网络赌博团伙，主犯获刑五年")),
    "brand_glued": Pages(
        "",
        "<p>凯发官网登录”等赌博网站被查处，警方提醒切勿参与网络赌博。</p>",
        title="凯发官网登录东湖区妇幼保健院门诊预约挂号",
        report_title="“凯发官网登录”等赌博网站被查 警方提醒市民切勿参与网络赌博",
    ),
    "torn_text": Pages(DAMAGED, REPAIRED),
    "glyph_noise": Pages(DAMAGED, REPAIRED),
    "template_spam": Pages(f"<p>{BET}</p>" * 6, f"<p>{CASE}</p>" * 6),
    "different_view": Pages(
        "",
        "",
        facts=PageFacts(differences=(ViewDifference("title", "plain", "crawler", "东湖区妇幼保健院", "亚博体育官网"),)),
        report_facts=_views("东湖区妇幼保健院", "门诊时间周一至周五"),
    ),
    "different_answer": Pages(
        "", "", facts=_views("亚博体育官网", BET), report_facts=_views("东湖区妇幼保健院", f"门诊时间周一至周五 {CASE}")
    ),
    "filing": Pages(
        "",
        f"<p>{CASE}</p>",
        facts=PageFacts(filing_holder="东湖区妇幼保健院", domain_holder="某科技公司"),
        report_facts=PageFacts(
            filing_holder="东湖区妇幼保健院", domain_holder="东湖区妇幼保健院", domain_expires=date(2030, 1, 1)
        ),
    ),
    "child_material": Pages(
        "<p>出幼女资源，网盘打包，加微信ab12345</p>",
        "<p>任何组织和个人不得制作、传播含有未成年人淫秽色情内容的网络信息；违反规定的，依照刑法处罚，公安机关应当立案。</p>",
    ),
}


def test_a_false_office_for_refunds_is_impersonation() -> None:
    judgement = judge(read_html(PAGE.format(title="全国涉案资金清退中心-受害人资金返还登记官方平台", body=REFUND)))
    assert judgement.verdict == "polluted"
    assert "impersonation" in judgement.categories


def test_a_warning_that_quotes_a_false_office_for_refunds_is_a_report() -> None:
    judgement = judge(read_html(PAGE.format(title="警惕假冒清退中心诈骗", body=REFUND_WARNING)))
    assert judgement.verdict == "clean"
    assert judgement.context == "reports"


@pytest.mark.parametrize(
    "notice",
    [
        "关于某公司非法集资案集资参与人信息登记的公告：请携带身份证、合同到市公安局经侦支队登记，登记不收取任何费用，咨询电话0531-88886666。",
        "网贷机构清退工作有序推进，金融办要求依法保护出借人权益，已清退机构12家。",
        "我们四十名投资人要求公布清退方案，养老钱没了，报案半年没有下文，恳请政府给个说法。",
        "受国家统计局委托，本中心开展群众满意度调查，请您接听12340来电。",
    ],
)
def test_lawful_refunds_and_complaints_about_them_raise_no_alarm(notice: str) -> None:
    assert judge(read_text(notice)).verdict == "clean"
    assert judge(read_html(PAGE.format(title="通知公告", body=f"<p>{notice}</p>"))).verdict == "clean"


def test_every_detector_has_both_pages() -> None:
    assert set(DETECTORS) == {name for name, _ in detectors()}


@pytest.mark.parametrize("name", DETECTORS)
def test_the_page_that_is_one_is_marked(name: str) -> None:
    pages = DETECTORS[name]
    judgement = judge(read_html(PAGE.format(title=pages.title, body=pages.body)), pages.facts)
    assert name in {finding.detector for finding in judgement.findings}
    if name not in ("filing", "torn_text", "glyph_noise"):  # signs that convict nobody by themselves
        assert judgement.verdict != "clean"
        assert judgement.context == "promotes"


@pytest.mark.parametrize("name", DETECTORS)
def test_the_page_that_reports_it_is_left_alone(name: str) -> None:
    pages = DETECTORS[name]
    judgement = judge(read_html(PAGE.format(title=pages.report_title, body=pages.report)), pages.report_facts)
    assert judgement.verdict == "clean"
    assert judgement.findings == ()
    assert judgement.context != "promotes"


@pytest.mark.parametrize("name", DETECTORS)
def test_a_detector_asked_alone_marks_no_reporting_page(name: str) -> None:
    pages = DETECTORS[name]
    judgement = judge(
        read_html(PAGE.format(title=pages.report_title, body=pages.report)), pages.report_facts, only=frozenset({name})
    )
    assert judgement.findings == ()
