"""The record of two officers as a document: what was stated in, the values of 电子取证工作记录 and its PDF out."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mingjian.errors import BadInput
from mingjian.papers import asked_for, compose, set_pdf

KIND = "electronic_evidence_record"


VIEWS = {
    "plain": "直接访问",
    "search": "从搜索引擎来",
    "crawler": "搜索引擎爬虫",
    "phone": "手机访问",
    "picture": "浏览器画面",
}


def values_of(body: Mapping[str, Any]) -> dict[str, Any]:
    """The values that the document asks for, out of a record's body."""
    seen = [
        f"以“{VIEWS.get(row['view'], row['view'])}”方式访问 {row['address']}，应答状态 {row['status'] or '无'}"
        for row in body["addresses"]
    ]
    officers = [body["first_officer"], body.get("second_officer")]
    return {
        "office": {"name": body["office"]},
        "case": {"title": f"{body['service']}（{body['host']}）"},
        "officers": [{"name": row["name"], "card": row["card"]} for row in officers if row],
        "begun_at": body["taken_at"],
        "ended_at": body["made_at"],
        "place": body["place"],
        "target": "、".join(dict.fromkeys(row["address"] for row in body["addresses"])),
        "basis": "《网信部门行政执法程序规定》第二十二条、第三十条",
        "network": "见证据包内连接记录",
        "clock": "证据包加盖可信时间戳" if body["time_stamp"] else "以取证设备时钟为准，未加盖时间戳",
        "tools": [{"name": "明鉴", "version": body["tool"], "use": "访问、固定与封存"}],
        "steps": [body["method"], *seen, *([body["remarks"]] if body["remarks"] else [])],
        "files": [
            {
                "name": "证据包（WACZ）",
                "size": body["size"],
                "digest": body["bundle"].removeprefix("sha256:"),
                "stamped": "有" if body["time_stamp"] else "无",
            }
        ],
        "keeping": "证据包以自己的密钥加密存入证据库，加盐摘要记入日志并封存；本记录另行签署。",
    }


def set_record(body: Mapping[str, Any], number: str, *, at: datetime) -> bytes | None:
    """The document as PDF/A; None where no Chinese font is installed, then the signed statement alone stands."""
    try:
        return set_pdf(compose(KIND, values_of(body), number=number), at=at, found=asked_for(os.environ)).pdf
    except BadInput:
        return None
