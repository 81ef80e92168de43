"""The heartbeat of a service: its visits in, one line of bars out, drawn as SVG by the server; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mingjian.records.clock import SHANGHAI
from mingjian.web.language import say
from mingjian.web.words import word

STEP, WIDE, HIGH = 10, 7, 32
_TALL = {"polluted": 30, "suspect": 24, "clean": 16, "unchanged": 12, "none": 6}


def tone_of(visit: Any, verdict: str) -> str:
    """What a beat says: none (not reached), polluted, suspect, unchanged, clean."""
    if not visit.reached:
        return "none"
    return "unchanged" if verdict == "clean" and visit.unchanged else verdict


def heartbeat(beats: Sequence[tuple[Any, str]]) -> SafeString | None:
    """Draw visits, oldest first, each with its verdict. A dot over a bar says that something changed. None without visits."""
    if not beats:
        return None
    bars = format_html_join("", "{}", ((_bar(at, visit, verdict),) for at, (visit, verdict) in enumerate(beats)))
    label = say("最近 {n} 次巡查", "the last {n} visits", n=len(beats))
    return format_html(
        '<svg class="beat" role="img" aria-label="{}" viewBox="0 0 {} {}" width="{}" height="{}">{}</svg>',
        label,
        STEP * len(beats),
        HIGH + 8,
        STEP * len(beats),
        HIGH + 8,
        bars,
    )


def _bar(at: int, visit: Any, verdict: str) -> SafeString:
    tone = tone_of(visit, verdict)
    tall = _TALL.get(tone, _TALL["clean"])
    dot = format_html('<circle class="dot" cx="{}" cy="3" r="2.5"/>', STEP * at + WIDE / 2) if visit.changes else ""
    return format_html(
        '<g><title>{}</title><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>{}</g>',
        _said(visit, tone),
        tone,
        STEP * at,
        HIGH + 8 - tall,
        WIDE,
        tall,
        dot,
    )


def _said(visit: Any, tone: str) -> str:
    when = visit.visited_at.astimezone(SHANGHAI).strftime("%m-%d %H:%M")
    result = {"none": say("未到达", "not reached"), "unchanged": say("没有变化", "unchanged")}.get(tone)
    changed = {word("change", change["kind"]) for change in visit.changes}
    return "；".join([f"{when} {result or word('verdict', tone)}", *sorted(changed)])
