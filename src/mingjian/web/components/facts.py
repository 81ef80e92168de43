"""The first draft of a measure's facts, from the findings and reports behind a lead. Always Chinese: it goes into the notice."""

from __future__ import annotations

from typing import Any

from mingjian.records.clock import SHANGHAI
from mingjian.web.components.marked_text import in_words
from mingjian.web.words import WORDS


def _finding(finding: Any) -> str:
    local = finding.found_at.astimezone(SHANGHAI)
    sentences = [in_words(reason["code"], reason["params"], "zh") for reason in finding.reasons[:3]]
    kinds = "、".join(WORDS["category"].get(code, (code, code))[0] for code in finding.categories)
    why = "；".join(dict.fromkeys(sentences)).replace("。", "")
    return f"{local:%Y年%-m月%-d日%-H时%-M分}巡查发现涉{kinds}信息：{why}（{_ground(finding)}）。"


def _ground(finding: Any) -> str:
    """On what a finding rests: the bundle, or the registers alone."""
    return f"证据摘要 {finding.capture.digest[:16]}" if finding.capture else "仅据登记数据，尚无页面证据"


def first_facts(sources: Any) -> str:
    """One sentence a source, oldest first."""
    lines = []
    for source in sources:
        if source.finding:
            lines.append(_finding(source.finding))
        else:
            kind = WORDS["category"][source.report.category][0]
            lines.append(f"{source.report.received_at.astimezone(SHANGHAI):%Y年%-m月%-d日}收到涉{kind}的举报一件。")
    return "\n".join(lines)
