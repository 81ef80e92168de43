"""Who promotes is found; who reports, warns, rules or sells lawfully is left alone."""

import pytest

from mingjian.detect import PageFacts, judge
from mingjian.detect.deciding import verdict_of
from mingjian.detect.model import shipped
from mingjian.detect.passages import Page
from mingjian.detect.weighing import Examined
from mingjian.text import Document, read_html, read_text

PROMOTING = {
    "gambling": "亚博体育官网注册送88元彩金，首存100送100，提款秒到账，加微信yb88661",
    "pornography": "同城约炮，学生妹上门全套服务，包夜800，加QQ2233445566",
    "fraud": "抖音点赞兼职，日结200，小白可做，无押金，加我微信ab12345",
    "cheating_service": "四六级替考代考，考前答案保真，先考后付，加q 1122334455",
    "account_trading": "高价收微信老号，实名号日结，回收抖音号，加tg @shouhao88",
    "rank_manipulation": "自助刷粉丝刷赞刷播放量，1元1000，秒到不掉，24小时自助下单，加微信dy6688",
    "paid_deletion": "专业删帖撤稿，删除负面新闻差评，百度快照删除，成功后付款，加微信sc5566",
    "impersonation": "你好，我是公安局的民警，您名下银行卡涉嫌洗钱，请加QQ配合调查，将资金转入安全账户，不要告诉任何人",
}


@pytest.mark.parametrize("category", PROMOTING)
def test_promotion_is_found_with_its_category(category: str) -> None:
    judgement = judge(read_text(PROMOTING[category]))
    assert judgement.verdict == "polluted"
    assert category in judgement.categories
    assert judgement.context == "promotes"


def test_a_ruling_about_gambling_is_reported_not_polluted() -> None:
    ruling = (
        "经审理查明，被告人王某以营利为目的，建立微信群组织百家乐、时时彩赌博，从中抽头渔利十二万元。公诉机关指控其行为构成开设赌场罪。"
        "上述事实，有证人证言、被告人供述等证据证实。本院认为，依照刑法第三百零三条，判处有期徒刑三年，并处罚金五万元。"
    )
    judgement = judge(read_text(ruling))
    assert judgement.verdict == "clean"
    assert judgement.context == "reports"


def test_a_statute_on_cheating_in_examinations_is_reported() -> None:
    statute = (
        "在法律规定的国家考试中，组织作弊的，处三年以下有期徒刑或者拘役，并处罚金；"
        "为他人实施前款犯罪提供作弊器材或者其他帮助的，依照前款的规定处罚。"
    )
    judgement = judge(read_text(statute))
    assert judgement.verdict == "clean"
    assert judgement.context == "reports"


def test_a_police_warning_about_paid_tasks_is_reported() -> None:
    warning = (
        "【市反诈中心】近期刷单兼职诈骗高发，凡是要求先垫付再返佣的都是诈骗，切勿点击陌生链接，如遇可疑请拨打96110。"
    )
    judgement = judge(read_text(warning))
    assert judgement.verdict == "clean"
    assert judgement.context == "reports"


def test_a_refutation_of_a_betting_rumour_is_reported() -> None:
    refutation = "网传“世界杯期间某平台投注送彩金”系谣言，警方提醒：网络赌博违法，切勿轻信，已依法查处三个赌博网站。"
    judgement = judge(read_text(refutation))
    assert judgement.verdict == "clean"
    assert judgement.context == "reports"


def test_a_bank_message_with_a_code_is_no_fraud() -> None:
    message = "【建设银行】您尾号3321的储蓄卡3月2日支出120.00元，余额5300.12元，如有疑问请致电95533。"
    assert judge(read_text(message)).verdict == "clean"


def test_a_shop_that_advertises_is_no_criminal() -> None:
    advert = "国庆钜惠！万达广场女装新品上市，全场五折起，满300减50，到店即送精美礼品，地址：人民路18号，电话：0531-88886666，退订回T"
    judgement = judge(read_text(advert))
    assert judgement.verdict == "clean"
    assert judgement.context == "advertises"


@pytest.mark.parametrize("sign", ["加我微信", "彩票", "官网下载", "兼职", "13800001111", "看头像"])
def test_a_single_weak_sign_never_convicts(sign: str) -> None:
    assert judge(read_text(sign)).verdict != "polluted"


@pytest.mark.parametrize("document", [read_html("<title>首页</title>"), read_text("首页"), read_text("13800001111")])
def test_a_document_in_which_nothing_was_found_raises_no_alarm_however_high_its_score(document: Document) -> None:
    examined = Examined(Page(document, PageFacts()), shipped())
    assert verdict_of(examined, 0.999, ()) == "clean"


@pytest.mark.parametrize("title", ["首页", "网站首页", "欢迎", "index", "会员登录", "登录"])
def test_a_page_with_a_title_only_raises_no_alarm_without_a_finding(title: str) -> None:
    judgement = judge(read_html(f"<html><head><title>{title}</title></head><body></body></html>"))
    assert judgement.verdict == "clean" or judgement.findings


@pytest.mark.parametrize(
    "disguised",
    [
        "亚博体育註冊送８８元彩金，首存１００送１００，加薇❤信yb88661",
        "𝐲𝐛体育注册送①⑧⑧彩金，首存送，提款秒到，加vx yb88661",
    ],
)
def test_disguise_does_not_hide_promotion(disguised: str) -> None:
    assert judge(read_text(disguised)).verdict == "polluted"


@pytest.mark.parametrize(
    "broken", ["", " ", "\n\n", "\x00\x01\x02", "\ud800\udfff", "\u202e\u202d", "😀" * 500, "加" * 100_000]
)
def test_odd_input_gets_a_judgement_and_no_error(broken: str) -> None:
    assert judge(read_text(broken)).verdict in ("clean", "suspect", "polluted")


def test_a_report_full_of_betting_words_is_reported_not_polluted() -> None:
    report = (
        "记者昨日从省公安厅获悉，警方历时半年打掉一个替境外赌博网站引流的犯罪团伙，抓获犯罪嫌疑人19名，冻结涉案资金800余万元。"
        "经查，该团伙以“注册送彩金”“首存返利”为诱饵，入侵学校网站植入暗链，诱导网民参与百家乐、体育投注，从中抽取佣金。"
    )
    for document in (read_html(f"<title>警方打掉一引流团伙</title><body><p>{report}</p></body>"), read_text(report)):
        judgement = judge(document)
        assert judgement.verdict == "clean"
        assert judgement.context == "reports"
