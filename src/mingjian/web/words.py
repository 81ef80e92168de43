"""Words for codes: states, categories, views, verdicts, ways; each in Chinese and English. Terms: docs/terms.md."""

from __future__ import annotations

from mingjian.law.measure_kind import STATES
from mingjian.law.measures import measure as kind_of
from mingjian.law.roles import ROLES
from mingjian.web.document_words import DOCUMENT_WORDS
from mingjian.web.evidence_words import EVIDENCE_WORDS
from mingjian.web.language import chinese
from mingjian.web.model_words import MODEL_VERBS, MODEL_WORDS
from mingjian.web.order_words import ORDER_VERBS, ORDER_WORDS
from mingjian.web.return_words import RETURN_VERBS, RETURN_WORDS

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
    "verdict_words": {
        "polluted": ("整页文字与违法推广一致", "the page as a whole is written as promotion is"),
        "suspect": ("整页文字像推广，没有单独的线索", "the page as a whole resembles promotion; no single sign"),
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
        "phone_search": ("手机从搜索引擎来", "on a phone, coming from a search engine"),
    },
    "visitor": {
        "plain": ("直接来访者", "a direct visitor"),
        "search": ("从搜索引擎来的访客", "visitors from a search engine"),
        "crawler": ("搜索引擎爬虫", "search engines' crawlers"),
        "phone": ("手机访客", "visitors on a phone"),
        "phone_search": ("手机上从搜索引擎来的访客", "visitors on a phone from a search engine"),
    },
    "sector": {
        "association": ("社会团体", "an association"),
        "bank": ("银行", "a bank"),
        "clinic": ("医疗卫生机构", "a clinic"),
        "company": ("企业", "a company"),
        "court": ("法院", "a court"),
        "fan_site": ("爱好者网站", "a fan site"),
        "government": ("政府机关", "a public body"),
        "lottery": ("福利彩票机构", "the lottery authority"),
        "media": ("新闻媒体", "a news medium"),
        "person": ("个人", "a private person"),
        "police": ("公安机关", "the police"),
        "school": ("学校", "a school"),
        "travel": ("旅行社", "a travel agency"),
        "unknown": ("不详", "unknown"),
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
    "service_category": {
        "association": ("社会团体", "association"),
        "company": ("企业", "company"),
        "e_commerce": ("电子商务", "online trade"),
        "education": ("教育", "education"),
        "finance": ("金融", "finance"),
        "forum": ("论坛", "forum"),
        "game": ("游戏", "games"),
        "government": ("政务", "government"),
        "lottery": ("彩票", "lottery"),
        "medical": ("医疗", "medical"),
        "news": ("新闻", "news"),
        "self_media": ("自媒体", "self-media"),
        "service": ("生活服务", "services"),
        "social": ("社交", "social"),
        "tool": ("工具", "tools"),
        "travel": ("旅游", "travel"),
        "video": ("视频", "video"),
    },
    "detector": {
        "account_trading": ("账号交易", "account trading"),
        "brand_glued": ("插入的品牌名", "brand names glued in"),
        "cheating_service": ("代刷代考", "cheating services"),
        "child_material": ("涉未成年人违法内容（不可关闭）", "material harming minors (always on)"),
        "contact_lure": ("联系方式引流", "contact lures"),
        "different_answer": ("对不同来访者的推广", "promotion for some visitors only"),
        "different_view": ("不同来访者看到不同页面", "other pages for other visitors"),
        "filing": ("备案与域名", "filing and domain"),
        "foreign_title": ("标题与内容不符", "a title foreign to the page"),
        "fraud": ("诈骗", "fraud"),
        "gambling": ("赌博", "gambling"),
        "glyph_noise": ("符号干扰", "noise of symbols"),
        "hidden_promotion": ("隐藏的推广", "hidden promotion"),
        "impersonation": ("假冒仿冒", "impersonation"),
        "link_farm": ("链接农场", "link farms"),
        "out_of_keeping": ("与主体不符", "out of keeping with the operator"),
        "paid_deletion": ("有偿删帖", "paid deletion"),
        "pornography": ("色情", "pornography"),
        "rank_manipulation": ("刷榜刷量", "rank manipulation"),
        "template_spam": ("模板化推广", "promotion by template"),
        "torn_text": ("被打乱的文字", "torn text"),
    },
    "tier": {"1": ("重点", "key"), "2": ("一般", "ordinary"), "3": ("简要", "light")},
    "change": {
        "status": ("状态变了", "another status"),
        "redirect": ("去向变了", "leads elsewhere"),
        "title": ("标题变了", "another title"),
        "text": ("正文变了", "another text"),
        "reached": ("能否到达变了", "reached or not"),
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
    "measure_state": STATES,
    "run_state": {
        "running": ("进行中", "running"),
        "paused": ("已暂停", "paused"),
        "done": ("已完成", "done"),
        "stopped": ("已停止", "stopped"),
    },
    "outcome": {
        "verified": ("有效", "holds"),
        "failed": ("无效", "failed"),
        "reappeared": ("死灰复燃", "reappeared"),
        "back": ("已恢复", "is back"),
        "not_back": ("未恢复", "not back yet"),
    },
    "recheck_step": {
        "1h": ("1 小时后", "after 1 hour"),
        "1d": ("1 天后", "after 1 day"),
        "7d": ("7 天后", "after 7 days"),
        "30d": ("30 天后", "after 30 days"),
        "90d": ("90 天后", "after 90 days"),
        "hand": ("人工", "by hand"),
        "spot": ("抽查", "spot check"),
    },
    "party_period": {
        "hearing_request": ("要求听证", "ask for a hearing"),
        "payment": ("缴款", "pay"),
        "demand": ("催告后履行", "perform after the demand"),
        "reconsideration": ("申请行政复议", "apply for reconsideration"),
        "litigation": ("提起行政诉讼", "sue"),
    },
    "bulletin_state": {
        "draft": ("草稿", "draft"),
        "issued": ("已发布", "issued"),
        "discarded": ("已作废", "discarded"),
    },
    "level": {"province": ("省级", "province"), "city": ("市级", "city"), "county": ("县级", "county")},
    "verb": {
        "signed_in": ("登录", "signed in"),
        "signed_out": ("退出", "signed out"),
        "account_added": ("建立账号", "added an account"),
        "service_registered": ("登记服务", "registered a service"),
        "patrol_planned": ("建立巡查计划", "made a patrol plan"),
        "plan_changed": ("修改巡查计划", "changed the patrol plan"),
        "plan_paused": ("暂停巡查计划", "paused the patrol plan"),
        "plan_resumed": ("恢复巡查计划", "resumed the patrol plan"),
        "visit_dropped": ("放弃一次访问", "dropped a visit"),
        "services_imported": ("批量登记服务", "imported services"),
        "service_changed": ("修改服务的巡查设置", "changed how a service is patrolled"),
        "office_founded": ("建立单位", "founded an office"),
        "run_started": ("开始一轮巡查", "started a patrol run"),
        "run_paused": ("暂停巡查", "paused a run"),
        "run_resumed": ("继续巡查", "resumed a run"),
        "run_stopped": ("停止巡查", "stopped a run"),
        "run_finished": ("一轮巡查完成", "finished a run"),
        "service_visited": ("访问服务并取证", "visited a service and kept the evidence"),
        "finding_confirmed": ("判断属实", "confirmed the finding"),
        "finding_dismissed": ("判断不属实", "dismissed the finding"),
        "finding_to_look_again": ("要求再看一次", "asked to look again"),
        "judgement_undone": ("撤回判断", "took the judgement back"),
        "report_received": ("收到举报", "received a report"),
        "report_read": ("查看举报", "read the report"),
        "contact_read": ("查看举报人联系方式", "looked at the reporter's contact"),
        "report_tracked": ("举报人查询", "the reporter looked it up"),
        "report_accepted": ("受理举报", "accepted the report"),
        "report_refused": ("不予受理", "did not accept the report"),
        "report_marked_duplicate": ("并入重复举报", "merged a duplicate report"),
        "report_answered": ("答复举报人", "answered the reporter"),
        "lead_opened": ("立线索", "opened the lead"),
        "lead_read": ("查看线索", "read the lead"),
        "source_joined_lead": ("并入来源", "joined a source"),
        "source_left_lead": ("撤出来源", "took a source out"),
        "lead_closed": ("不予处置，办结", "closed without action"),
        "lead_handled": ("线索办结", "settled the lead"),
        "case_opened": ("立起案件", "opened the case"),
        "case_read": ("查看案件", "read the case"),
        "step_taken": ("办理步骤", "took a step"),
        "step_proposed": ("提请审批步骤", "proposed a step"),
        "step_refused": ("退回步骤", "refused a proposed step"),
        "correction_proposed": ("提出更正", "proposed a correction"),
        "correction_approved": ("批准更正", "approved a correction"),
        "correction_refused": ("不同意更正", "refused a correction"),
        "deputy_appointed": ("指定代理", "named a deputy"),
        "deputation_ended": ("结束代理", "ended the deputation"),
        "cases_taken_over": ("接续案件", "took cases over from a file"),
        "taking_over_undone": ("撤销接续", "undid a taking over"),
        "party_code_given": ("给当事人查阅码", "gave the party a code"),
        "party_came_first": ("当事人首次打开案卷", "the party opened its file for the first time"),
        "party_came": ("当事人打开案卷", "the party opened its file"),
        "party_code_locked": ("查阅码连续输错，已失效", "a party's code ended after wrong tries"),
        "party_files_handed_in": ("当事人提交附件", "the party handed in files"),
        "party_file_read": ("查看当事人附件", "read a party's file"),
        "document_received_by_party": ("当事人确认收到文书", "the party confirmed receipt of a document"),
        "measure_proposed": ("提出处置", "proposed the measure"),
        "measure_ordered": ("批准处置", "approved and ordered it"),
        "measure_refused": ("不批准", "refused it"),
        "measure_withdrawn": ("撤回处置", "withdrew it"),
        "measure_notified": ("送达通知书", "served the notice"),
        "measure_executed": ("记录已执行", "recorded the execution"),
        "measure_not_executed": ("记录未执行", "recorded that it was not carried out"),
        "recheck_asked": ("要求回访", "asked for a visit"),
        "outcome_found": ("回访有结果", "found the outcome"),
        "lifting_proposed": ("提请撤销", "proposed to lift it"),
        "measure_lifted": ("批准撤销", "lifted it"),
        "bulletin_drafted": ("起草通报", "drafted a bulletin"),
        "bulletin_issued": ("发布通报", "issued the bulletin"),
        "bundle_taken_out": ("下载证据包", "took the bundle out"),
        "log_checked": ("重算并核对日志", "recomputed and checked the log"),
        "demo_clock_moved": ("拨动演示时钟", "moved the demo clock"),
        "demo_loaded": ("装入演示数据", "loaded the demonstration"),
    },
    "basis_tier": {
        "base": ("一般情形", "ordinary case"),
        "lighter": ("从轻情形", "lighter case"),
        "serious": ("情节严重", "serious"),
        "crime": ("构成犯罪", "a crime"),
        "not_a_crime": ("尚不构成犯罪", "not a crime"),
        "especially_serious": ("情节特别严重", "especially serious"),
        "organisation": ("单位", "organisation"),
        "overdue": ("逾期未改正", "not corrected in time"),
        "refuses": ("拒不改正", "refuses to correct"),
        "refuses_or_harm": ("拒不改正或造成危害后果", "refuses, or harm was done"),
        "refuses_or_leak": ("拒不改正或造成泄露", "refuses, or a leak followed"),
        "refuses_or_serious": ("拒不改正或情节严重", "refuses, or serious"),
        "risk": ("存在风险", "a risk"),
        "serious_harm": ("造成严重后果", "serious harm"),
        "serious_province": ("情节严重（省级以上决定）", "serious (decided by province or above)"),
        "three_in_two_years_or_serious": ("两年内三次或情节严重", "three times in two years, or serious"),
    },
    "evidence_kind": {
        "document": ("书证", "document"),
        "object": ("物证", "object"),
        "audio_visual": ("视听资料", "audio-visual"),
        "electronic": ("电子数据", "electronic data"),
        "witness": ("证人证言", "witness statement"),
        "statement": ("当事人的陈述", "party's statement"),
        "expert": ("鉴定意见", "expert opinion"),
        "inspection": ("勘验、现场笔录", "inspection record"),
    },
    "kept_by": {
        "office": ("本机关", "this office"),
        "party": ("当事人", "the party"),
        "police": ("公安机关", "the police"),
        "superior": ("上级机关", "the superior"),
        "applicant": ("申请人", "the applicant"),
        "reviewing_body": ("复议机关", "the reviewing body"),
        "subject": ("主体", "the subject"),
    },
    "person_role": {
        "handler": ("承办人", "handler"),
        "legal_reviewer": ("法制审核", "legal reviewer"),
        "hearing_chair": ("听证主持人", "hearing chair"),
        "recused": ("已回避", "recused"),
    },
    "party_role": {
        "party": ("当事人", "party"),
        "responsible_person": ("责任人", "person responsible"),
        "deputy": ("代理人", "deputy"),
    },
    "document_state": {
        "draft": ("草稿", "draft"),
        "reviewed": ("已核", "reviewed"),
        "signed": ("已签", "signed"),
        "sealed": ("已用印", "sealed"),
        "served": ("已送达", "served"),
        "withdrawn": ("已撤回", "withdrawn"),
    },
    "case_import_state": {
        "previewed": ("待核对", "to be checked"),
        "applied": ("已接续", "taken over"),
        "undone": ("已撤销", "undone"),
    },
    "outcome_reason": {
        "still_answers": ("网站仍可访问", "the site still answers"),
        "no_longer_answers": ("网站已无法访问", "the site no longer answers"),
        "still_promotes": ("仍有违法推广", "it still promotes"),
        "answers_again": ("已可访问", "it answers again"),
        "still_gone": ("仍无法访问", "it does not answer yet"),
        "page_says_gone": ("页面显示已下架或已注销", "the page says that it is gone"),
        "page_still_there": ("页面仍正常显示", "the page still shows it"),
        "no_longer_promotes": ("已无违法推广", "it no longer promotes"),
    },
    "notice_way": {
        "in_person": ("直接送达", "in person"),
        "electronic": ("电子送达（已书面同意）", "electronic, with written consent"),
        "mail": ("邮寄送达", "by post"),
        "left": ("留置送达", "left with a witness"),
        "publication": ("公告送达", "by publication"),
        "by_executor": ("由执行方转告", "handed on by the executor"),
    },
}
WORDS |= RETURN_WORDS | ORDER_WORDS | MODEL_WORDS
WORDS["verb"] |= RETURN_VERBS | ORDER_VERBS | MODEL_VERBS
for _table, _pairs in EVIDENCE_WORDS.items():
    WORDS.setdefault(_table, {}).update(_pairs)
"""The pairs by table and code. A code that is missing here fails a house test, never a page."""
for _table, _pairs in DOCUMENT_WORDS.items():
    WORDS.setdefault(_table, {}).update(_pairs)


def word(table: str, code: str) -> str:
    """The word for a code in the language of the page; the code itself if no word is known."""
    zh, en = WORDS[table].get(code, (code, code))
    return zh if chinese() else en


def said_in(table: str, code: str, wanted: str) -> str:
    """The word for a code in the language "zh" or "en", whatever the page is shown in."""
    zh, en = WORDS[table].get(code, (code, code))
    return zh if wanted == "zh" else en


def measure_word(code: str) -> str:
    """The name of a measure in the language of the page."""
    measure = kind_of(code)
    return measure.zh if chinese() else measure.en


def role_word(code: str) -> str:
    """The name of a role in the language of the page."""
    role = ROLES[code]
    return role.zh if chinese() else role.en
