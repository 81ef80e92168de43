"""The sentences of this engine's reasons, in both languages."""

from __future__ import annotations

from mingjian.reasons import Reason

EN: dict[str, str] = {
    "bad_address": "The address {url} is not one that can be captured.",
    "refused_by_guard": "The guard refused {host}: {address} is not a public address.",
    "name_unknown": "The name {host} has no address.",
    "connect_failed": "No connection to {address}: {detail}.",
    "connect_timeout": "No connection to {address} within {seconds} s.",
    "tls_failed": "No secure connection to {host}: {detail}.",
    "closed_without_answer": "The server closed the connection without an answer.",
    "cut_by_server": "The server closed the connection in the middle of its answer ({received} bytes came).",
    "timeout": "The answer did not end within {seconds} s; {received} bytes came.",
    "head_too_long": "The headers are longer than {limit} bytes.",
    "body_too_long": "The answer is longer than {limit} bytes; its beginning is kept.",
    "bomb": "The body unpacks to more than {limit} bytes; its beginning is kept.",
    "broken_encoding": "The body says it is packed as {encoding}, but it cannot be unpacked.",
    "http_0_9": "The server sent a body without any status line (HTTP/0.9).",
    "not_http": "What answered does not speak HTTP.",
    "redirect_loop": "The site redirects in a circle at {url}.",
    "too_many_redirects": "The site redirects more than {limit} times.",
    "browser_failed": "The browser could not open the page: {detail}.",
    "download_instead_of_page": "The address gives a download, not a page; it was not taken.",
    "bad_redirect": "The site redirects to {url}, which is not a web address.",
    "host_asked_for_later": "The site asked not to be visited before {until}.",
    "run_stopped": "The run was stopped before its turn.",
    "gave_up": "Given up after {times} tries that ended with the worker.",
    "fault_of_ours": "Given up after {times} tries that failed by a fault of ours; see the worker's log.",
}
ZH: dict[str, str] = {
    "bad_address": "网址 {url} 无法采集。",
    "refused_by_guard": "已拒绝访问 {host}：{address} 不是公网地址。",
    "name_unknown": "域名 {host} 无法解析。",
    "connect_failed": "无法连接 {address}：{detail}。",
    "connect_timeout": "{seconds} 秒内未能连接 {address}。",
    "tls_failed": "无法与 {host} 建立安全连接：{detail}。",
    "closed_without_answer": "服务器未作应答即关闭连接。",
    "cut_by_server": "服务器应答中途断开（已收到 {received} 字节）。",
    "timeout": "应答未在 {seconds} 秒内结束，已收到 {received} 字节。",
    "head_too_long": "响应头超过 {limit} 字节。",
    "body_too_long": "应答超过 {limit} 字节，已保留开头部分。",
    "bomb": "正文解压后超过 {limit} 字节，已保留开头部分。",
    "broken_encoding": "正文标称以 {encoding} 压缩，但无法解压。",
    "http_0_9": "服务器未发送状态行（HTTP/0.9）。",
    "not_http": "对方应答不是 HTTP。",
    "redirect_loop": "网站在 {url} 处循环跳转。",
    "too_many_redirects": "网站跳转超过 {limit} 次。",
    "browser_failed": "浏览器无法打开网页：{detail}。",
    "download_instead_of_page": "该网址给出的是下载文件而非网页，未予下载。",
    "bad_redirect": "网站跳转到 {url}，不是有效网址。",
    "host_asked_for_later": "网站要求在 {until} 之前不要访问。",
    "run_stopped": "轮到之前，这一轮已被停止。",
    "gave_up": "尝试 {times} 次均因巡查进程中断而放弃。",
    "fault_of_ours": "尝试 {times} 次均因本系统故障而放弃，详见巡查进程日志。",
}


def say(reason: Reason, language: str) -> str:
    """Give the sentence of `reason` in `language` (zh, else English)."""
    return reason.say(ZH if language.lower().startswith("zh") else EN)
