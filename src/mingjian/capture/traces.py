"""A page in, the traces of who runs it out: filing numbers, contacts, analytics accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Provinces as they stand before an ICP number. Source: 工信部 ICP 备案号编制规则
# 榕 is the fictional province of the demo; no real number begins with it.
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新榕"
_ICP = re.compile(
    rf"([{_PROVINCES}])\s*ICP\s*([备证])\s*(?:案)?\s*(?:字)?\s*(?:第)?\s*(\d{{5,12}})\s*号?(?:\s*[-－—]\s*(\d{{1,4}}))?",
    re.IGNORECASE,
)
_POLICE = re.compile(rf"([{_PROVINCES}])\s*公\s*网\s*安\s*备\s*(\d{{13,14}})\s*号?")
_CONTACTS = {
    "qq": re.compile(r"(?:QQ|扣扣|企鹅)\s*(?:群|号|客服)?\s*[:：]?\s*([1-9]\d{4,10})(?!\d)", re.IGNORECASE),
    "wechat": re.compile(
        r"(?:微信|薇信|威信|VX|WeChat)\s*(?:号|客服)?\s*[:：]\s*([A-Za-z][A-Za-z0-9_-]{5,19})", re.IGNORECASE
    ),
    "telegram": re.compile(
        r"(?:t\.me/|telegram\s*[:：]?\s*@|电报\s*[:：]?\s*@)([A-Za-z][A-Za-z0-9_]{4,31})", re.IGNORECASE
    ),
    "phone": re.compile(r"(?<!\d)(1[3-9]\d{9}|400-?\d{3}-?\d{4})(?!\d)"),
    "email": re.compile(r"\b([A-Za-z0-9._%+-]{1,40}@[A-Za-z0-9-]{1,40}(?:\.[A-Za-z0-9-]{1,20}){1,3})\b"),
}
_ANALYTICS = {
    "baidu": re.compile(rb"hm\.baidu\.com/hm\.js\?([0-9a-f]{32})"),
    "51la": re.compile(rb"(?:LA\.init\(\{id:\s*[\"']([A-Za-z0-9]{8,24})|js\.users\.51\.la/(\d{5,12})\.js)"),
    "cnzz": re.compile(rb"(?:cnzz\.com|umeng\.com)/[^\"']{0,60}?(?:web_)?id=(\d{5,14})"),
    "google": re.compile(rb"\b(UA-\d{4,10}-\d{1,4}|G-[A-Z0-9]{8,12}|GTM-[A-Z0-9]{5,9})\b"),
}


@dataclass(frozen=True, slots=True)
class Traces:
    """`filings`: ICP numbers as `京ICP备12345678号-1`; `police`: public-security filing numbers; `contacts` and
    `analytics`: pairs of kind and account, sorted, each once.
    """

    filings: tuple[str, ...]
    police: tuple[str, ...]
    contacts: tuple[tuple[str, str], ...]
    analytics: tuple[tuple[str, str], ...]


def traces(body: bytes, text: str) -> Traces:
    """Find the traces of who runs a page, in its bytes (analytics) and in its text."""
    return Traces(
        filings=filings(text),
        police=tuple(dict.fromkeys(f"{m[1]}公网安备{m[2]}号" for m in _POLICE.finditer(text))),
        contacts=_pairs({kind: pattern.findall(text) for kind, pattern in _CONTACTS.items()}),
        analytics=_pairs({kind: _texts(pattern, body) for kind, pattern in _ANALYTICS.items()}),
    )


def filings(text: str) -> tuple[str, ...]:
    """Find ICP filing and licence numbers in a text, in the form of the registry, each once."""
    if "ICP" not in text and "icp" not in text.lower():
        return ()
    return tuple(
        dict.fromkeys(f"{m[1]}ICP{m[2]}{m[3]}号" + (f"-{int(m[4])}" if m[4] else "") for m in _ICP.finditer(text))
    )


def _texts(pattern: re.Pattern[bytes], body: bytes) -> list[str]:
    return [next(group for group in match.groups() if group).decode() for match in pattern.finditer(body)]


def _pairs(found: dict[str, list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({(kind, value) for kind, values in found.items() for value in values}))
