"""Why a document could not be read, or is none: the sentences of the scan, in both languages."""

from __future__ import annotations

from typing import Final

from mingjian.reasons import Reason

EN: Final = {
    "empty": "the file is empty",
    "binary": "this is no text ({kind}): give text, HTML, JSON Lines, WARC or WACZ",
    "unreadable": "the file cannot be read ({fault}): check that it is there and that you may read it",
    "no_warc": "this is no WARC file, or it is broken at its very beginning ({fault})",
    "broken_archive": "the archive is broken at byte {offset} ({fault}); what follows was searched for further records",
    "gave_up": "the archive is broken in more than {count} places; the rest was not read",
    "record_cut": "the record says {stated} bytes, only {found} are there: the archive is cut off, or the length wrong",
    "record_swallowed": "the record's stated length runs over the next record: its length is wrong",
    "no_zip": "the WACZ file is damaged ({fault})",
    "zip_without_archive": "the zip file holds no archive/*.warc: it is no WACZ",
    "broken_encoding": "the body cannot be unpacked ({encoding})",
    "line_too_long": "the line is longer than {limit} bytes",
    "no_json": "the line is no JSON object ({fault})",
    "no_text": "the line has neither a text nor an html of characters",
    "line_not_utf8": "the line is not UTF-8",
    "broken_gzip": "the compressed file is damaged or cut off ({fault})",
    "fault": "the document could not be judged ({fault}); please report this",
    "worker_died": "the process that read this died (out of memory or killed); the other files were scanned",
    "unreached": "the address gave no page: {fault}",
    "not_a_page": "not a page ({kind})",
    "no_body": "an answer without a body (status {status})",
}

ZH: Final = {
    "empty": "文件为空",
    "binary": "不是文本({kind}):请提供文本、HTML、JSON Lines、WARC 或 WACZ",
    "unreadable": "无法读取文件({fault}):请检查文件是否存在、是否有读取权限",
    "no_warc": "不是 WARC 文件,或开头即已损坏({fault})",
    "broken_archive": "存档在第 {offset} 字节处损坏({fault}),已在其后继续查找记录",
    "gave_up": "存档损坏超过 {count} 处,其余部分未读取",
    "record_cut": "记录自称 {stated} 字节,实际只有 {found} 字节:存档被截断或长度有误",
    "record_swallowed": "记录自称的长度越过了下一条记录:长度有误",
    "no_zip": "WACZ 文件已损坏({fault})",
    "zip_without_archive": "压缩包内没有 archive/*.warc,不是 WACZ 文件",
    "broken_encoding": "正文无法解压({encoding})",
    "line_too_long": "该行超过 {limit} 字节",
    "no_json": "该行不是 JSON 对象({fault})",
    "no_text": "该行没有字符形式的 text 或 html",
    "line_not_utf8": "该行不是 UTF-8 编码",
    "broken_gzip": "压缩文件已损坏或被截断({fault})",
    "fault": "无法判断该文档({fault}),请反馈",
    "worker_died": "读取该文件的进程已终止(内存不足或被结束),其他文件已扫描",
    "unreached": "该地址没有返回页面:{fault}",
    "not_a_page": "不是页面({kind})",
    "no_body": "没有正文的响应(状态码 {status})",
}


def say(reason: Reason, language: str) -> str:
    """Say why, in `language` ("zh" or "en")."""
    return reason.say(ZH if language.lower().startswith("zh") else EN)
