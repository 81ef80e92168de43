"""Words for codes of letters, answers, objections and what measures hit, and for what was done about them."""

from __future__ import annotations

ORDER_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "listing_state": {
        "listed": ("在架", "listed"),
        "delisted": ("已下架", "delisted"),
        "removed_by_publisher": ("开发者自行下架", "removed by its publisher"),
        "returned": ("重新上架", "listed again"),
    },
    "platform_account_state": {
        "active": ("正常", "active"),
        "muted": ("禁言", "muted"),
        "update_stopped": ("停更", "updates stopped"),
        "closed": ("已关停", "closed"),
        "reborn": ("转世", "carries on a closed one"),
    },
    "target_kind": {
        "account": ("账号", "account"),
        "listing": ("应用商店条目", "store listing"),
        "item": ("信息", "item"),
        "number": ("号码", "number"),
    },
    "order_act": {"execute": ("交办执行", "to carry out"), "restore": ("恢复", "to undo")},
    "order_state": {
        "out": ("待答复", "out"),
        "answered": ("已答复", "answered"),
        "withdrawn": ("撤回", "withdrawn"),
    },
    "item_result": {
        "waiting": ("待答复", "no answer yet"),
        "done": ("已办理", "done"),
        "partly": ("部分办理", "partly done"),
        "refused": ("未予办理", "refused"),
        "not_found": ("未找到", "not found"),
        "withdrawn": ("撤回", "withdrawn"),
    },
    "row_fate": {
        "taken": ("采纳", "taken"),
        "marked": ("采纳并标注", "taken with a mark"),
        "refused": ("不予采纳", "refused"),
    },
    "reminder_step": {"reminded": ("已催办", "reminded"), "escalated": ("已上报", "escalated")},
    "objection_state": {
        "received": ("待核查", "received"),
        "answered": ("待裁定", "waits for the ruling"),
        "upheld": ("异议成立", "upheld"),
        "rejected": ("异议不成立", "rejected"),
    },
}
"""Tables by name, as in `web.words`."""
ORDER_VERBS: dict[str, tuple[str, str]] = {
    "return_looked_for": ("查看是否恢复", "looked whether it is back"),
    "order_sent": ("发出交办函", "sent the order"),
    "order_withdrawn": ("撤回交办函", "took the order back"),
    "order_fetched": ("交办函已取走", "the order was taken over"),
    "order_answered": ("收到执行答复", "received an answer"),
    "order_reminded": ("催办", "reminded the executor"),
    "order_escalated": ("上报催办", "escalated the silence"),
    "token_made": ("发放接口令牌", "made a token"),
    "token_revoked": ("撤销接口令牌", "revoked a token"),
    "code_shown": ("查看异议码", "looked at the code to object"),
    "measure_checked": ("记录核查", "recorded a check"),
    "victim_marked": ("认定为受害方", "marked as a victim"),
    "victim_unmarked": ("取消受害方认定", "took the mark of a victim back"),
    "owner_told": ("已告知当事人", "the one who is hit was told"),
    "objection_made": ("提出异议", "an objection was made"),
    "objection_registered": ("登记异议", "registered an objection"),
    "objection_read": ("查看异议", "read the objection"),
    "executor_heard": ("记录执行方意见", "recorded what the executor says"),
    "objection_answered": ("提出异议处理意见", "proposed the ruling"),
    "objection_upheld": ("异议成立", "upheld the objection"),
    "objection_rejected": ("异议不成立", "rejected the objection"),
    "app_registered": ("登记应用", "registered an app"),
    "account_registered": ("登记平台账号", "registered a platform's account"),
    "agency_added": ("登记协同单位", "added a body"),
}
"""What was done, for histories."""
