"""电子取证工作记录: who took what, where, when, with which tool, and the digest of each file.

The shape another program fills: `case.title`, `officers` (name, card), `begun_at`, `ended_at`, `place`, `target`
(address or account), `network`, `clock`, `tools` (name, version, use), `steps` (texts), `files` (name, size, digest,
stamped), `keeping`. Article: 网信部门行政执法程序规定 §22、§30.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.papers.blocks import Block, Pairs, Para
from mingjian.papers.content import Content
from mingjian.papers.parts import (
    CASE,
    OFFICE,
    OFFICERS,
    chapters,
    foot,
    listed,
    may,
    officer_names,
    paras,
    signers,
    table,
    want,
)
from mingjian.papers.template_kind import Template

_TOOLS = (("name", "名称", 4), ("version", "版本", 3), ("use", "用途", 5))
_FILES = (
    ("name", "文件名称", 4),
    ("size", "大小（字节）", 2),
    ("digest", "SHA-256 哈希值", 6),
    ("stamped", "时间戳", 3),
)


def _blocks(content: Content) -> Iterator[Block]:
    yield Pairs((
        ("案由（线索）", content.text("case.title")),
        ("取证时间", f"{content.moment('begun_at')}至{content.moment('ended_at')}"),
        ("取证地点", content.text("place")),
        ("取证对象", content.text("target")),
        ("取证人员", officer_names(content)),
        ("取证依据", content.text("basis")),
    ))  # fmt: skip
    yield from chapters(
        ("取证环境", [Para(f"网络环境：{content.text('network')}。"), Para(f"时间校准：{content.text('clock')}。"),
                  Para("所用工具："), table(content, "tools", _TOOLS)]),
        ("取证过程", [Para(f"{n}. {line}") for n, line in enumerate(content.lines("steps"), 1)]),
        ("取得的电子数据", [table(content, "files", _FILES)]),
        ("保存", paras(content, "keeping")),
    )  # fmt: skip
    yield Para("以上记录由两名取证人员共同完成；原始数据未作改动，一切查看、转换均在副本上进行。")
    yield signers(content, *(("见证人",) if content.has("witness") else ()))


TEMPLATE = Template(
    wants=(
        OFFICE,
        CASE,
        want("begun_at", "moment", "取证开始时间", "begun at", "网信部门行政执法程序规定 §30"),
        want("ended_at", "moment", "取证结束时间", "ended at", "网信部门行政执法程序规定 §30"),
        want("place", "line", "取证地点", "place", "网信部门行政执法程序规定 §30"),
        want("target", "line", "取证对象(网址、账号)", "address or account"),
        OFFICERS,
        want("basis", "line", "取证依据", "rule it was taken under", "行政处罚法 §46"),
        want("network", "line", "网络环境", "network"),
        want("clock", "line", "时间校准", "how the clock was set"),
        listed(
            "tools",
            "取证工具",
            "tools",
            (
                want("name", "line", "名称", "name"),
                want("version", "line", "版本", "version"),
                may("use", "line", "用途", "use"),
            ),
            "网信部门行政执法程序规定 §30",
        ),
        want("steps", "lines", "取证过程", "what was done"),
        listed(
            "files",
            "电子数据",
            "files",
            (
                want("name", "line", "文件名称", "name of the file"),
                may("size", "count", "大小(字节)", "bytes"),
                want("digest", "line", "SHA-256", "digest"),
                may("stamped", "line", "时间戳", "time stamp"),
            ),
            "网信部门行政执法程序规定 §30",
        ),
        want("keeping", "text", "保存", "how it is kept"),
        may("witness", "line", "见证人", "witness"),
    ),
    blocks=_blocks,
    foot=foot("取证人员", "取证人员"),
)
