"""Words for codes of bulk returns and publications; they join `web.words`."""

from __future__ import annotations

RETURN_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "return_state": {
        "submitted": ("待读取", "waiting to be read"),
        "unreadable": ("无法读取", "could not be read"),
        "checked": ("已逐行核对", "checked row by row"),
        "sampled": ("抽查中", "being sampled"),
        "accepted": ("已采纳", "accepted"),
        "rejected": ("已退回", "rejected"),
        "superseded": ("已被更正替代", "replaced by a correction"),
    },
    "sample_result": {
        "open": ("待查", "open"),
        "confirmed": ("属实", "confirmed"),
        "false": ("不实", "false"),
    },
    "seen_how": {
        "profile_page": ("打开账号主页", "opened the profile page"),
        "item_page": ("打开信息网址", "opened the item's address"),
        "operator_lookup": ("向运营商查询", "asked the operator"),
        "platform_evidence": ("平台提供的证据", "evidence given by the platform"),
        "holder_asked": ("询问持有人", "asked the holder"),
        "other": ("其他方式", "otherwise"),
    },
    "sample_rule": {
        "whole": ("全数计入", "counts in full"),
        "discounted": ("按属实比例下限折减计入", "counts discounted by the lower end of the confirmed share"),
        "rejected": ("应当退回", "must be rejected"),
    },
    "return_category": {
        "accounts": ("账号", "accounts"),
        "items": ("信息", "items"),
        "numbers": ("手机号码", "numbers"),
    },
    "masked": {
        "person_name": ("个人姓名", "names of persons"),
        "victim": ("受害方", "the victim"),
        "numbers": ("号码", "numbers"),
    },
    "dropped_row": {
        "no_code": ("该格式没有这种措施的代码", "no code for this measure there"),
        "not_executed": ("尚未执行", "not carried out yet"),
        "withdrawn": ("已撤回", "taken back"),
    },
    "dropped_field": {
        "host": ("网址", "address"),
        "territory": ("中国地域", "Chinese territory"),
        "withdrawal": ("撤回", "withdrawal"),
        "names_of_offices": ("机关名称", "names of offices"),
    },
    "publication_state": {
        "proposed": ("待审批", "waiting for approval"),
        "refused": ("未批准公开", "not published"),
        "published": ("已公开", "published"),
        "withdrawn": ("已撤回", "withdrawn"),
    },
}
RETURN_VERBS: dict[str, tuple[str, str]] = {}
RETURN_VERBS |= {
    "publication_proposed": ("提请公开", "proposed the publication"),
    "publication_published": ("批准公开", "published it"),
    "publication_refused": ("不批准公开", "refused the publication"),
    "publication_fell": ("记下决定已变更或撤销", "noted that the decision fell"),
    "publication_withdrawn": ("撤回公开", "took the publication back"),
    "return_received": ("收到批量报送", "received a bulk return"),
    "return_checked": ("逐行核对报送", "checked the rows"),
    "return_unreadable": ("报送无法读取", "could not read the return"),
    "sample_drawn": ("抽取样本", "drew the sample"),
    "sample_judged": ("判定抽查行", "judged a sampled row"),
    "return_accepted": ("采纳报送", "accepted the return"),
    "return_rejected": ("退回报送", "rejected the return"),
    "return_superseded": ("被更正替代", "was replaced by a correction"),
    "return_errors_taken": ("下载问题清单", "took the list of problems"),
    "return_link_made": ("建立报送链接", "made an upload link"),
    "return_link_closed": ("关闭报送链接", "closed the upload link"),
}
