"""Words for codes: states, categories, views, verdicts, ways; each in Chinese and English. Terms: docs/terms.md."""

from __future__ import annotations

from mingjian.law import measures, roles
from mingjian.web.language import chinese

WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "category": {
        "gambling": ("赌博", "gambling"),
        "pornography": ("色情", "pornography"),
        "fraud": ("诈骗", "fraud"),
        "cheating_service": ("代刷代考", "cheating service"),
        "account_trading": ("账号交易", "account trading"),
        "rank_manipulation": ("刷榜刷量", "rank manipulation"),
        "paid_deletion": ("有偿删帖", "paid deletion"),
        "impersonation": ("假冒仿冒", "impersonation"),
        "hijacked": ("网站被盗用", "hijacked site"),
        "contact": ("联系方式引流", "contact lure"),
        "noise": ("文字干扰", "noise in the text"),
    },
    "verdict": {
        "polluted": ("确有问题", "polluted"),
        "suspect": ("存疑", "suspect"),
        "clean": ("未见问题", "clean"),
    },
    "context": {
        "promotes": ("推广，不是报道或警示", "promotes; it is no report or warning"),
        "reports": ("报道或警示", "reports or warns"),
        "advertises": ("合法广告", "lawful advertising"),
        "none": ("无", "none"),
    },
    "view": {
        "plain": ("直接访问", "visited directly"),
        "search": ("从搜索引擎来", "coming from a search engine"),
        "crawler": ("搜索引擎爬虫", "a search engine's crawler"),
        "phone": ("手机访问", "on a phone"),
    },
    "surface": {
        "title": ("标题", "title"),
        "meta": ("页面说明", "page description"),
        "heading": ("小标题", "heading"),
        "body": ("正文", "body"),
        "link": ("链接", "link"),
        "hidden": ("隐藏区块", "hidden block"),
        "footer": ("页脚", "footer"),
        "comment": ("注释", "comment"),
        "script": ("脚本", "script"),
        "noscript": ("无脚本区块", "noscript block"),
        "response": ("应答", "response"),
    },
    "service_state": {
        "filed": ("已备案", "filed"),
        "unfiled": ("未备案", "not filed"),
        "hijacked": ("被盗用", "hijacked"),
        "suspended": ("暂停", "suspended"),
        "closed": ("已关闭", "closed"),
        "gone": ("已消失", "gone"),
    },
    "service_kind": {"site": ("网站", "site"), "app": ("应用", "app"), "account": ("账号", "account")},
    "finding_state": {
        "open": ("待判断", "to be judged"),
        "confirmed": ("属实", "confirmed"),
        "dismissed": ("不属实", "dismissed"),
        "again": ("再看一次", "to be looked at again"),
        "superseded": ("已有新发现", "replaced by a newer one"),
        "known": ("处置中", "already being acted on"),
    },
    "report_state": {
        "received": ("待受理", "received"),
        "duplicate": ("重复", "duplicate"),
        "refused": ("不予受理", "not accepted"),
        "accepted": ("已受理", "accepted"),
        "answered": ("已答复", "answered"),
    },
    "lead_state": {
        "open": ("办理中", "open"),
        "handled": ("已办结", "handled"),
        "closed_no_action": ("不予处置", "closed without action"),
    },
    "source_kind": {
        "inspection": ("监督检查", "inspection"),
        "report": ("投诉举报", "report"),
        "assigned": ("上级交办", "assigned"),
        "transferred": ("其他机关移送", "transferred"),
        "other": ("其他", "other"),
    },
    "measure_state": {
        "proposed": ("待审批", "waiting for approval"),
        "refused": ("未批准", "not approved"),
        "withdrawn": ("撤回", "withdrawn"),
        "ordered": ("已决定", "ordered"),
        "notified": ("已告知", "notified"),
        "executed": ("已执行", "executed"),
        "verified": ("复核有效", "verified"),
        "failed": ("未落实", "failed"),
        "reappeared": ("复活", "reappeared"),
        "lifted": ("已撤销", "lifted"),
    },
    "run_state": {
        "running": ("进行中", "running"),
        "paused": ("已暂停", "paused"),
        "done": ("已完成", "done"),
        "stopped": ("已停止", "stopped"),
    },
    "outcome": {"verified": ("有效", "holds"), "failed": ("无效", "failed"), "reappeared": ("复活", "reappeared")},
    "recheck_step": {
        "1h": ("1 小时后", "after 1 hour"),
        "1d": ("1 天后", "after 1 day"),
        "7d": ("7 天后", "after 7 days"),
        "30d": ("30 天后", "after 30 days"),
        "90d": ("90 天后", "after 90 days"),
        "hand": ("人工", "by hand"),
    },
    "bulletin_state": {
        "draft": ("草稿", "draft"),
        "issued": ("已发布", "issued"),
        "discarded": ("已作废", "discarded"),
    },
    "level": {"province": ("省级", "province"), "city": ("市级", "city"), "county": ("县级", "county")},
    "notice_way": {
        "in_person": ("直接送达", "in person"),
        "electronic": ("电子送达（已书面同意）", "electronic, with written consent"),
        "mail": ("邮寄送达", "by post"),
        "left": ("留置送达", "left with a witness"),
        "publication": ("公告送达", "by publication"),
    },
}
"""The pairs by table and code. A code that is missing here fails a house test, never a page."""


def word(table: str, code: str) -> str:
    """The word for a code in the language of the page; the code itself if no word is known."""
    zh, en = WORDS[table].get(code, (code, code))
    return zh if chinese() else en


def measure_word(code: str) -> str:
    """The name of a measure in the language of the page."""
    measure = measures.MEASURES[code]
    return measure.zh if chinese() else measure.en


def role_word(code: str) -> str:
    """The name of a role in the language of the page."""
    role = roles.ROLES[code]
    return role.zh if chinese() else role.en
