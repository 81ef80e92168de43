"""The words of a notice: what is ordered, on which facts and basis, and how to object and appeal, with the days."""

from __future__ import annotations

import datetime

from mingjian.law.counting import due
from mingjian.law.measures import measure as kind_of
from mingjian.records.models import Measure


def _chinese(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def write_notice(measure: Measure, *, told_on: datetime.date) -> str:
    """The notice of an ordered measure, in Chinese, as it is served on `told_on`.

    Article: 行政处罚法 §44 by analogy; 行政复议法 §20; 行政诉讼法 §46.
    """
    kind, basis = kind_of(measure.code), measure.basis
    reconsider = due("ARL-20.reconsideration", told_on).due
    suit = due("ALL-46.litigation", told_on).due
    site = (
        f"“{measure.service.name}”（{measure.service.host}）" if measure.service.host else f"“{measure.service.name}”"
    )
    opening = (
        f"经查，你单位登记的{site}被他人盗用发布违法信息，你单位系受害方。"
        if measure.victim
        else f"经查，你单位运营的{site}存在以下情况："
    )
    return "\n".join(
        [
            f"{measure.subject.name}：",
            f"　　{opening}{measure.facts.strip()}",
            f"　　依据《{basis['law']}》第{basis['article']}条，现决定：{kind.zh}。",
            "　　你单位可以在收到本通知后向本办陈述和申辩，也可以对本决定提出异议；异议成立的，本办将予以撤销。",
            f"　　不服本决定的，可以在{_chinese(reconsider)}前申请行政复议，或者在{_chinese(suit)}前向人民法院提起行政诉讼。",
            f"　　　　　　　　{measure.unit.name_zh}",
            f"　　　　　　　　{_chinese(told_on)}　　{measure.number}",
        ]
    )
