"""Clean text in, the supervised subjects it names out: sites, accounts, apps and systems, but not every quotation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.reading.vocabulary import SUBJECT, TARGET

_QUOTE = r"[“\"「『]([^“”\"「」『』\n。;\uff1b]{1,40})[”\"」』]"
_RUN = re.compile(rf"{_QUOTE}(?:(?:[、,\uff0c]|和|及|与|以及)?{_QUOTE})*")
_ONE = re.compile(_QUOTE)
_CLAUSE_MARK = re.compile("[,\uff0c。;\uff1b!\uff01?\uff1f\n]")

#: Before a quotation: it is what is fought, aimed at or set up, not whom a measure meets.
_AIM_BEFORE = re.compile(
    r"(?:涉嫌?|可能涉|以|打击|治理|整治|聚焦|围绕|按照|坚持|秉持|针对|宣扬|炒作|开展|推进|启动|落实|树立|践行|所谓|建立|完善|健全|推行|实施|借|"
    r"打着|利用|通过|假借|冒充|假冒|仿冒|名为|存在|散布|传播|发布|称|形成|贯彻|做到|实现|突出|含有|带有|标注|使用|自称|谎称|编造|防范|严打|重拳|进行|"
    r"借助|防止|出现|抓好|部署|组织|结合|深化|属于|是|为|的|类|涉及|包括|推动|强化|紧盯|包含|发起|参与|搜索|关键词)$"
)
#: After a quotation: it is a campaign, a practice, a technique or a slogan.
_THING_AFTER = re.compile(
    r"^类|^等?(?:系列|式|网络|的)?(?:专项|行动|整治|技术|行为|问题|现象|乱象|原则|模式|机制|工作|理念|要求|灰色|黑色|灰黑|黑灰|产业链?|活动|方针|"
    r"精神|战略|基础管理|名义|为名|为由|话术|信息|内容|谣言|言论|旗号|特点|口号|意识|一体|工程|计划|方案|办法|条例|规定|规范|思想|功能|标签|字样|"
    r"词条|话题|方式|手段|手法|体系|制度|格局|理论|标语|套路|骗局|陷阱|服务|业务|诈骗|犯罪|违法犯罪|生态|环境|秩序|领域|宣传|主题|课堂|周|日)"
)
_CAMPAIGN = re.compile("清朗|净网|护网|剑网|护苗|秋风|扫黄打非|断卡|断流|^(?:[^·]{2,6}·[^·]{2,})$")
_MET_BY_A_MEASURE = re.compile(
    rf"{TARGET}(?:了|对|在|属地|辖区|省内|市内|境内|本地)*(?:违法违规|违规|违法|涉\w{{1,6}}|的)*(?:\d+\w)?{SUBJECT}{{0,2}}[:\uff1a]?$"
)
_RUN_BY = re.compile(r"(?:运营|经营|开办|主办|开设|开发|注册|所属|旗下|名下)的?$")
_AFTER_ITS_KIND = re.compile(rf"(?:{SUBJECT})$")
_HANDED_TO_A_MEASURE = re.compile(r"(?:对|将|向|责令|由|把|予|要求)$")
_MEASURE_AFTER = re.compile(
    r"^[^。;\uff1b\n]{0,30}?(?:立案|处以|处罚|罚款|警告|约谈|作出|采取|予以|给予|下架|关闭|关停|封禁|查处|整改|停更|禁言|注销|处置|责令|评估|备案)"
)
_KIND_AFTER = re.compile(
    rf"^等?(?:\d+余?[家款个名]|[一二三四五六七八九十百]+余?[家款个名]|一批|部分|多[家款个名])?[^,\uff0c。;\uff1b“\"\n]{{0,14}}?{SUBJECT}"
)
_TARGET = re.compile(TARGET)
#: One quotation beside a count of several is a kind (关停“养号”平台56个), not a name.
_MANY_BEFORE = re.compile(r"(?:[2-9]|\d\d|[二三四五六七八九十百千万余多])余?[家款个]$")
_MANY_AFTER = re.compile(rf"^(?!等)[\u4e00-\u9fff]{{0,6}}?{SUBJECT}(?:[2-9]|\d\d|\d+[.,]\d|[二三四五六七八九十百])")
_SYSTEM_NAME = re.compile(r"(?:平台|系统|专栏|热线|栏目|小程序|客户端|专区|数据库)$")
_SYSTEM_AFTER = re.compile(
    r"^等?(?:网络|举报|辟谣|监测|管理|工作|移动)?(?:专栏|平台|系统|栏目|小程序|热线|客户端|专区|公众号|账号)"
)
_COMPANY = re.compile(
    r"(?<![\w])?([\u4e00-\u9fff]{2,6}(?:省|市|县|区)?[\u4e00-\u9fffA-Za-z0-9()\uff08\uff09]{2,24}?(?:有限责任公司|股份有限公司|有限公司|集团公司))"
)
_COMPANY_LEAD = re.compile(
    rf"^.*(?:{TARGET}|对|向|由|将|会同|及其|运营的?|主体|经营者|和|与|及|该)(?=[\u4e00-\u9fff]{{4,}})"
)
_LISTED = re.compile(
    rf"(?:约谈|约见|处罚|下架|关闭|关停|查处|督导|指导|责令|通报|曝光)(?:了|属地)?((?:[\w\u4e00-\u9fff]{{2,10}}、)*[\w\u4e00-\u9fff]{{2,10}}?)等"
    rf"(?:\d+余?[家款个]|[一二三四五六七八九十]+余?[家款个]|多[家款个])?(?:重点|主要|大型|头部|商业|互联网|网络|属地|社交|直播|短视频|电商)*{SUBJECT}"
)
_GENERIC = re.compile(
    r"违法|违规|有害|不良|色情|赌博|诈骗|博彩|低俗|谣言|暴力|侵权|虚假|属地|重点|各类|相关|部门|主体|监管|存在|未|的|了|并|涉|某|×|"
    r"^(?:网站|平台|账号|网络|信息|服务|活动|问题|应用|商店|公安|通管|市场|文旅|直播|短视频|聊天|社交|交友|借贷|贷款|荐股|招嫖|刷单|运营|互联网|商业|"
    r"新闻|资讯|音乐|游戏|购物|电商|搜索|小程序|公众号|论坛|社区|微博|博客|贴吧|即时通信|音视频|网络直播|门户)+$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A supervised subject at `start:end` of the clean text, without its quotation marks."""

    name: str
    start: int
    end: int


def quotations(text: str) -> list[tuple[int, int]]:
    """Find where quotations stand in `text`, marks included."""
    return [match.span() for match in _ONE.finditer(text)]


def names(text: str) -> list[Name]:
    """Find the supervised subjects that `text` names, in its order."""
    found: dict[tuple[int, int], Name] = {}
    for run in _RUN.finditer(text):
        if _is_subject(text, *run.span()):
            for one in _ONE.finditer(text, *run.span()):
                if not _CAMPAIGN.search(one[1]) and not re.search("[、,\uff0c:\uff1a]", one[1]):
                    found[one.span(1)] = Name(one[1].strip(), *one.span(1))
    for name in (*_companies(text), *_listed(text)):
        if not any(s < name.end and name.start < e for s, e in found):
            found[name.start, name.end] = name
    return _once(sorted(found.values(), key=lambda n: n.start))


def _once(found: list[Name]) -> list[Name]:
    """A subject that is named again is the same subject: its first place counts."""
    first: dict[str, Name] = {}
    for name in found:
        first.setdefault(name.name, name)
    return list(first.values())


def _is_subject(text: str, start: int, end: int) -> bool:
    left, right = _around(text, start, end)
    inner = _ONE.match(text, start)
    if _is_system(left, right, text[start:end]):
        return True
    if inner is not None and inner.end() == end and (_MANY_BEFORE.search(left) or _MANY_AFTER.match(right)):
        return False
    if _RUN_BY.search(left):
        return True
    if inner is None or _AIM_BEFORE.search(left) or _THING_AFTER.match(right):
        return False
    if _MET_BY_A_MEASURE.search(left):
        return True
    if _AFTER_ITS_KIND.search(left):
        return True
    if _HANDED_TO_A_MEASURE.search(left) and _MEASURE_AFTER.match(right):
        return True
    return bool(_KIND_AFTER.match(right) and _TARGET.search(left + right))


def _is_system(left: str, right: str, run: str) -> bool:
    named_so = any(_SYSTEM_NAME.search(one[1]) for one in _ONE.finditer(run))
    if named_so:
        return not re.match("^等?(?:专项|行动|整治|问题|乱象|行为)", right)
    return bool(
        _SYSTEM_AFTER.match(right) and re.search("(?:发挥|依托|运用|上线|推出|开通|升级|用好|建设|打造)$", left)
    )


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    left = text[max(0, start - 40) : start]
    right = text[end : end + 40]
    return _CLAUSE_MARK.split(left)[-1], re.split("[。;\uff1b!\uff01?\uff1f\n]", right)[0]


def _companies(text: str) -> list[Name]:
    found = []
    for match in _COMPANY.finditer(text):
        lead = _COMPANY_LEAD.match(match[1])
        start = match.start(1) + (lead.end() if lead else 0)
        if match.end(1) - start >= 6 and "某" not in match[1]:
            found.append(Name(text[start : match.end(1)], start, match.end(1)))
    return found


def _listed(text: str) -> list[Name]:
    """Find names without marks: only in a list after a measure and before 等 and their kind (约谈甲、乙等12家平台)."""
    found = []
    for match in _LISTED.finditer(text):
        at = match.start(1)
        for name in match[1].split("、"):
            if not _GENERIC.search(name) and not name.isdecimal():
                found.append(Name(name, at, at + len(name)))
            at += len(name) + 1
    return found
