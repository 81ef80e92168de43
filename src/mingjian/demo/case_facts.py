"""What the demo's cases are about: their stories, and the words that fill their steps. All of it is made up."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from mingjian.office.people.office_seal import store
from mingjian.records.models import Case


@dataclass(frozen=True, slots=True)
class Story:
    """One case: the service by name and kind, the category of the report, the summary."""

    service: str
    kind: str
    category: str
    summary: str


STORIES = {
    "forum": Story("屿亭", "app", "cheating_service", "社区应用内多个板块长期出现代刷网课、代考信息，举报后仍可见。"),
    "homework": Story("速答作业帮手", "app", "cheating_service", "应用以会员费形式出售代刷网课服务，并代收款项。"),
    "shop": Story("榕货优选", "app", "rank_manipulation", "应用内店铺公开出售刷榜刷量服务，平台未处置。"),
    "mall": Story("榕货优选商城", "site", "account_trading", "商城内有店铺出售实名账号，平台未停止传输。"),
    "bank": Story("屿亭论坛", "site", "account_trading", "论坛交易板块长期出现实名账号买卖信息。"),
}
RULE: dict[str, Any] = {
    "bases": ["RD-CSL69"],
    "own_jurisdiction": True,
    "reasons": "涉嫌对违法信息未停止传输、未采取消除等处置措施",
}
EVIDENCE: dict[str, Any] = {
    "evidence": "electronic",
    "lawful_basis": "网信部门行政执法程序规定 §22",
    "tool": "mingjian 取证",
}
SERVED: dict[str, Any] = {"way": "in_person", "proof": "送达回证"}
ORDER: dict[str, Any] = {"measures": "停止传输代刷、账号交易等违法信息，消除已发布的内容，保存有关记录"}
CONCLUSION: dict[str, Any] = {
    "opinion": "penalty",
    "facts_proven": True,
    "report": "案件处理意见报告 1 号：违法事实成立，已责令改正并复查",
}
PENALTY: dict[str, Any] = {
    "basis": "RD-CSL69",
    "trigger": "base",
    "penalties": [{"measure": "warning"}, {"measure": "fine", "amount": 120_000}],
    "discretion": "lighter",
}
DECISION: dict[str, Any] = {
    "decision": "penalty",
    "facts": "平台发布者持续发布代刷网课信息，收到举报后未停止传输；有电子数据、现场笔录、复查记录为证。",
    "performance": "自收到本决定书之日起十五日内缴至指定银行。",
    "appeal": "自收到本决定书之日起六十日内申请行政复议，或者六个月内向人民法院提起行政诉讼",
}


def record_of(case: Case) -> str:
    """The digest of the record of evidence taking, a text of the demo; it lies in the store of the installation."""
    text = f"电子取证工作记录　{case.number}　{case.service.name}　取证人二名，全程录屏，截图 12 张。\n".encode()
    return store().put(text) if settings.DATA else hashlib.sha256(text).hexdigest()
