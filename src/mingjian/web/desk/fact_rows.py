"""The facts of a capture in, rows for a table out: what, which view, value, source, time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mingjian.web.language import say


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact as the desk shows it; `views` that showed the same, none for facts of the whole service."""

    name: str
    value: str
    views: tuple[str, ...]
    source: str
    seen_at: str
    warn: bool = False


def fact_rows(facts: Mapping[str, Any] | None) -> list[FactRow]:
    """The facts of a capture, those of the whole service first; empty where none were gathered."""
    if not facts:
        return []
    rows = [*_registers(facts.get("registers", {})), *_dns(facts.get("dns", {})), *_icon(facts.get("favicon", {}))]
    for view, found in facts.get("views", {}).items():
        rows += _of_view(view, found)
    return _merged(rows)


def _merged(rows: Iterable[FactRow]) -> list[FactRow]:
    """Facts that several views showed alike, in one row."""
    merged: dict[tuple[str, str, str], FactRow] = {}
    for row in rows:
        key = (row.name, row.value, row.source)
        known = merged.get(key)
        merged[key] = replace(known, views=known.views + row.views) if known else row
    return list(merged.values())


def _registers(found: Mapping[str, Any]) -> Iterator[FactRow]:
    filing, domain = found.get("filing"), found.get("domain")
    if filing:
        cited = "、".join(found.get("cited", ())) or say("未引用", "none cited")
        wrong = bool(filing.get("cites_another"))
        value = f"{filing['number']} ({filing['holder']}) · {say('页面所引：', 'cited on the page: ')}{cited}"
        yield FactRow(say("备案", "Filing"), value, (), filing["source"], filing["as_of"], wrong)
    elif found.get("cited"):
        yield FactRow(
            say("页面所引备案号", "Filing cited"), "、".join(found["cited"]), (), say("页面", "page"), "", True
        )
    if domain:
        until = domain["expires_on"] or "—"
        value = f"{domain['holder'] or '—'} · {say('到期', 'expires')} {until}"
        yield FactRow(say("域名", "Domain"), value, (), domain["source"], domain["as_of"])


def _dns(found: Mapping[str, Any]) -> Iterator[FactRow]:
    if found:
        records = found.get("records", {})
        value = " · ".join(f"{kind} {', '.join(rows[:6])}" for kind, rows in records.items()) or "—"
        yield FactRow("DNS", value, (), " ".join(found["servers"][:3]), _time(found["seen_at"]))


def _icon(found: Mapping[str, Any]) -> Iterator[FactRow]:
    if found:
        yield FactRow(
            say("网站图标", "Site icon"), f"mmh3 {found['mmh3']}", (), found["source"], _time(found["seen_at"])
        )


def _of_view(view: str, found: Mapping[str, Any]) -> Iterator[FactRow]:
    seen = _time(found.get("seen_at", ""))
    link = found.get("connection")
    if link:
        value = " · ".join(filter(None, (link["address"], link["server"], link["powered_by"])))
        yield FactRow(say("服务器", "Server"), value or "—", (view,), say("连接", "connection"), seen)
    certificate = found.get("certificate")
    if certificate:
        yield _certificate(view, certificate, seen)
    page = found.get("page")
    if page:
        yield from _page(view, page, seen)


def _certificate(view: str, found: Mapping[str, Any], seen: str) -> FactRow:
    value = found.get("unreadable") or f"{found.get('subject')} · {say('到期', 'expires')} {found.get('not_after')}"
    fault = found.get("fault")
    value = f"{value} · {fault}" if fault else value
    return FactRow(say("证书", "Certificate"), value, (view,), "TLS", seen, bool(fault))


def _page(view: str, page: Mapping[str, Any], seen: str) -> Iterator[FactRow]:
    source = say("页面", "page")
    for name, key in ((say("联系方式", "Contacts"), "contacts"), (say("统计账号", "Analytics"), "analytics")):
        if page[key]:
            yield FactRow(name, "、".join(f"{kind} {value}" for kind, value in page[key]), (view,), source, seen)
    look = page["fingerprint"]
    yield FactRow(
        say("指纹", "Fingerprint"),
        f"{say('模板', 'template')} {look['template'][:12]} · simhash {look['simhash']}",
        (view,),
        source,
        seen,
    )


def _time(moment: str) -> str:
    return moment[:19].replace("T", " ") + " UTC" if moment else ""
