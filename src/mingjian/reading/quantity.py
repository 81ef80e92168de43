"""Clean text in, its quantities out: a number with its unit (2600余家), and units whose number is gone (线索批次)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.reading.numerals import NUMBER, value_of
from mingjian.reading.vocabulary import COUNTED, MEASURE, UNIT

_MORE = "[余多]"
_RANGE = r"(?:\s?(?:至|到|-|—|~|～|－)\s?)"
_QUANTITY = re.compile(
    rf"(?P<over>超过|超|逾|不少于|不低于|至少|上)?(?P<number>{NUMBER})(?P<more>{_MORE}?)(?P<scale>[万亿]?)(?P<more2>{_MORE}?)"
    rf"(?:{_RANGE}(?P<upper>{NUMBER}))?\s?(?P<unit>{UNIT})(?P<events>次(?!会|数)|[(\uff08][次个条][)\uff09])?(?P<above>以上)?"
)
#: What makes a number before it a date, a share, an ordinal or the number of a document or article.
_NOT_BEFORE = re.compile(r"(?:第|(?<!目)前|每|〔|\[|No\.?|[./-]|\d)$")
_NOT_AFTER = re.compile(
    r"(?:月|小时|工作日|自然日|季度|方面|阶段|环节|维度|层面|层级|步骤|百分点|世纪|学时|部门|地市|设区市|地级市|县市|区县|省份|"
    r"维护|意识|自信|确立|人会|人民|方向|字|重点(?:领域|任务|工作|问题|方面|环节)|统一|专项行动|专班|全面|坚持|结合|目标|角度|地区|城市|州市|地州)"
)
_NOT_AFTER_PEOPLE = re.compile(r"(?:口|大|民|员会|事|物|工|才|类|脸|格|气)")
_WHEN_ONE = re.compile(rf"{MEASURE}(?:了|对)?$|对$")
_NUMERAL = re.compile(NUMBER)
_MEASURE = re.compile(MEASURE)
_LOST_AT_END = re.compile(
    rf"{COUNTED}(?P<unit>[万亿]?[余多]?(?:批次|家次|款次|人次|条次|件次|家|款|个|条|批|件|篇|起|名))(?=[,\uff0c。;\uff1b、.)\uff09]|\n|$)"
)
_LOST_BEFORE_NOUN = re.compile(
    rf"(?:对|等|共|累计|{MEASURE})(?P<unit>[万亿]?[余多]?(?:批次|家|款|个|条|件|篇|起|名))(?=(?:违法|违规|涉\w|属地|县级|不良|区块链)*{COUNTED})"
)
_WORDS_THAT_END_LIKE_UNITS = re.compile(
    r"(?:国家|专家|商家|大家|玩家|独家|罚款|存款|贷款|条款|事件|文件|软件|稿件|案件|邮件|硬件|插件|附件|证件|举报件|头条|报名|实名|域名|署名|"
    r"各个|这个|每个|整个|多个|发起|一起|一个|一批|企业家|条件|部件|信件)$"
)
_LIKELY_NOUN = re.compile(COUNTED)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `start:end` of the clean text.

    Where the number is lost, `value` is None and `words` is where the surviving words around it begin.
    """

    start: int
    end: int
    value: int | None
    unit: str
    at_least: bool
    words: int


def quantities(text: str, quoted: list[tuple[int, int]]) -> list[Quantity]:
    """Find what is counted in `text`, in its order; dates, shares, ordinals, durations and slogans are not counted."""
    found = [q for m in _QUANTITY.finditer(text) if (q := _counted(text, m, quoted))]
    taken = [(q.start, q.end) for q in found]
    lost = [q for q in _lost(text) if not any(s < q.end and q.start < e for s, e in taken)]
    return sorted([*found, *lost], key=lambda q: q.start)


def _counted(text: str, match: re.Match[str], quoted: list[tuple[int, int]]) -> Quantity | None:
    start, number = match.start(), match["number"]
    if any(s <= start < e for s, e in quoted) or not _stands_for_a_count(text, match):
        return None
    try:
        value = value_of(number + match["scale"])
    except (ValueError, ArithmeticError):
        return None
    more = bool(match["more"] or match["more2"] or match["over"] or match["upper"] or match["above"])
    return Quantity(start, match.end(), value, match["unit"] + ("次" if match["events"] == "次" else ""), more, start)


def _stands_for_a_count(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after):
        return False
    if match["unit"] == "人" and _NOT_AFTER_PEOPLE.match(after):
        return False
    number = match["number"]
    return (
        number[0].isdecimal()
        or bool(match["over"] and match["over"] != "上")
        or _is_a_count_in_words(match, before, after)
    )


def _is_a_count_in_words(match: re.Match[str], before: str, after: str) -> bool:
    """Chinese numerals make idioms (一批, 两级, 十分): they count only beside what is counted."""
    number, unit = match["number"], match["unit"]
    if number == "一" and not match["more"]:
        return unit in {"家", "款", "名"} and bool(_WHEN_ONE.search(before)) and bool(_LIKELY_NOUN.match(after))
    if number in {"十", "百", "千", "万"} and not match["more"]:
        return bool(match["over"])
    if before.endswith(("数", "几", "成", "好")):
        return False
    near = after[:8]
    return bool(match["more"]) or bool(_LIKELY_NOUN.search(near)) or bool(_LIKELY_NOUN.search(before[-6:]))


def _lost(text: str) -> list[Quantity]:
    found = []
    for match in (*_LOST_AT_END.finditer(text), *_LOST_BEFORE_NOUN.finditer(text)):
        start, end = match.span("unit")
        left = text[max(0, start - 3) : end]
        if match["unit"][0] not in "万亿余多" and _WORDS_THAT_END_LIKE_UNITS.search(left):
            continue
        if start and _NUMERAL.match(text[start - 1]):
            continue
        unit = match["unit"].lstrip("万亿余多")
        found.append(Quantity(start, end, None, unit, match["unit"] != unit, _words_around(text, start)))
    return found


def _words_around(text: str, start: int) -> int:
    """Where the measure begins whose number is lost (移送相关线索[ ]批次), within its clause."""
    clause = max(text.rfind(mark, 0, start) for mark in ",\uff0c。;\uff1b\n") + 1
    verbs = list(_MEASURE.finditer(text, max(clause, start - 40), start))
    return verbs[-1].start() if verbs else start
