"""Clean text in, what the bulletin says of itself out: the lines of the re-post, the period, the issuer."""

from __future__ import annotations

import re
from collections import Counter

_LABELS = (
    "来源|信息来源|稿源|时间|发布时间|发布日期|日期|作者|责任编辑|责编|编辑|浏览|浏览次数|阅读|"
    "点击|点击数|字号|字体|打印|分享|索引号|分类|访问量|更新时间|审核"
)
_REPOST = re.compile(
    rf"^[ \u3000\t]*(?:(?:{_LABELS})[ \u3000]*[:\uff1a]|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}).*$", re.MULTILINE
)

_YEAR = r"(?:(?:20\d\d|二[〇零][一二三四五六七八九〇零]{2})年度?)"
_PERIODS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_YEAR}|今年|本年度?)?(?:第?[一二三四1-4]季度|[上下]半年|前三季度|[一二三四1-4]至[一二三四1-4]季度)",
        rf"{_YEAR}?\d{{1,2}}月(?:份|\d{{1,2}}日)?(?:至|到|—+|-|~|–)(?:{_YEAR})?\d{{1,2}}月(?:份|\d{{1,2}}日)?|{_YEAR}?\d{{1,2}}(?:至|到|—+|-|~|–)\d{{1,2}}月份?",
        rf"{_YEAR}\d{{1,2}}月份?(?!\d|份?\d*日)|(?<!\d)\d{{1,2}}月份",
        rf"{_YEAR}(?:全年|以来)?|今年以来|年初以来|本年度",
    )
)
_COMPARED = re.compile(r"(?:去年|上年|上一?|同比|较|比|环比|与|截至|截止|于|自)$")
_CREDIT = re.compile("[(\uff08]([^()\uff08\uff09\n]{2,30}?)(?:供稿|发布|通报|讯)[)\uff09]")

_PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 "
    "湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 "
    "陕西 甘肃 青海 宁夏 新疆 香港 澳门 国家 中央 全国 全省 全市 全区 省 市"
)
_PROVINCE = "(?:" + "|".join(sorted(_PROVINCES.split(), key=len, reverse=True)) + ")"
_OFFICES = (
    (5, "互联网信息办公室"),
    (4, "网络安全和信息化委员会办公室"),
    (4, "委网络安全和信息化委员会办公室"),
    (3, "党?委?网信办"),
    (2, "网信系统"),
    (1, "网信部门"),
)
_ISSUERS = tuple(
    (
        rank,
        re.compile(
            rf"(?:{_PROVINCE}(?:省|市|(?:回族|壮族|维吾尔)?自治区)?)?(?:[\u4e00-\u9fff]{{2,5}}?(?:省|新区|自治州|市|州|盟|区|县|旗))?(?:党?委)?{office}"
        ),
    )
    for rank, office in _OFFICES
)
_GLUED = re.compile(
    "^(?:由|在|对|向|和|与|经|据|按|受|被|从|至|是|的|了|会同|联合|指导|记者|督促|要求|加强|组织|其中|近日|各级|到)+"
)
_NOBODY = re.compile("^(?:全[国省市区]|各|地市|属地|市县|县市|省市|本|我|级|省|市|有关|相关|基层|国家和|网信)")


def repost_lines(text: str) -> list[tuple[int, int]]:
    """Find the lines that belong to the re-post and not to the bulletin (source, time, editor)."""
    return [match.span() for match in _REPOST.finditer(text)]


def title_of(text: str) -> str:
    """Give the first line that says something."""
    return next((line.strip() for line in text.splitlines() if line.strip()), "")


def period_of(text: str) -> str | None:
    """Give the period that the text says it reports on (一季度), in its own words; never a date of publication.

    A quarter or half-year goes before months, these before a year; what is only compared with (去年同期) is not it.
    """
    title = title_of(text)
    for pattern in _PERIODS:
        votes: Counter[str] = Counter()
        for match in pattern.finditer(text):
            if not _COMPARED.search(text[max(0, match.start() - 3) : match.start()]):
                leads = text[match.end() : match.end() + 1] in {",", "\uff0c"} or match.group() in title
                votes[match.group()] += 3 if leads else 1
        if votes:
            return _with_year(votes)
    return None


def _with_year(votes: Counter[str]) -> str:
    best = max(votes.items(), key=lambda item: (item[1], len(item[0])))[0]
    plain = re.sub("^(?:今年|本年度?)(?!以来)", "", best) or best
    longer = [said for said in votes if said.endswith(plain) and re.match(_YEAR, said)]
    return longer[0] if longer else plain


def issuer_of(text: str) -> str | None:
    """Name the office that reports, by its fullest name in the text: an office goes before a system or a short name."""
    title = title_of(text)
    credited = " ".join(match[1] for match in _CREDIT.finditer(text))
    votes: dict[str, float] = {}
    for rank, pattern in _ISSUERS:
        for match in pattern.finditer(text):
            name = _GLUED.sub("", match.group())
            if _NOBODY.match(name):
                continue
            near = 2 * (name[:2] in title) + (name[:2] in credited) + (name in title)
            votes[name] = max(votes.get(name, 0), rank + near) + 0.01
    return max(votes, key=lambda n: (votes[n], len(n))) if votes else None
