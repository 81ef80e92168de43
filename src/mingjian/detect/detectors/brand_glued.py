"""A promotional name glued to a real title or put into a real sentence: “…下载首页” before a bulletin's headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingjian.detect.judgement import Finding
from mingjian.detect.lexicon import lexicon
from mingjian.detect.marking import Label, mark
from mingjian.detect.weighing import Examined
from mingjian.reasons import Reason

_NAV: Final = (
    "(?:官方|官网|首页|下载|登录|登陆|注册|入口|平台|手机版|手机|网页版|客户端|最新|备用|网址|网站|app|ios|安卓|版"
    "|开户|直营|线路|导航|娱乐|棋牌|体育|国际|在线)"
)
_PHRASE: Final = re.compile(rf"([\u4e00-\u9fffa-z0-9·]{{2,8}}?)({_NAV}{{2,5}})(?=[\u4e00-\u9fff])")
_TAIL: Final = re.compile(rf"{_NAV}{{1,5}}")
_WORD: Final = re.compile(r"[\u4e00-\u9fff]")
_SEIZED: Final = ("等赌", "被查", "涉嫌")
_REGISTER: Final = frozenset({"report", "ordinary", "lawful"})


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark each place of an injected name.

    A known betting brand with the words of its site counts wherever it is glued to ordinary text. An unknown name
    counts only where it opens the text and comes back in the middle of a sentence.
    """
    text = examined.page.restored.folded
    places = dict.fromkeys(_known(examined), 0.9)
    for phrase in _opening(examined):
        again = [match.span() for match in re.finditer(re.escape(phrase), text)]
        if len(again) > 1:
            places |= {place: places.get(place, 0.8) for place in again}
    if not places or not _ordinary(examined):
        return
    for start, end in sorted(places):
        reason = Reason("brand_glued", {"term": examined.page.restored.text[start:end]})
        label = Label("brand_glued", "hijacked", places[start, end])
        yield mark(examined, start, end, reason, label)


def _ordinary(examined: Examined) -> bool:
    """Whether there is an ordinary text that something could be glued to."""
    roles = examined.page.roles
    entries = examined.page.hits.entries
    return sum(roles[entry] in _REGISTER for entry in entries) >= 3


def _known(examined: Examined) -> Iterator[tuple[int, int]]:
    text = examined.page.restored.folded
    hits = examined.page.telling
    brand = lexicon().index("gambling_brand")
    for start, end, entry in zip(*hits, strict=True):
        if entry != brand:
            continue
        tail = _TAIL.match(text, end)
        if tail and _glued(text, start, tail.end()) and not _spoken_of(text, start, tail.end()):
            yield start, tail.end()


def _glued(text: str, start: int, end: int) -> bool:
    """Whether words follow at once, or words stand before and the sentence goes on after."""
    after = text[end : end + 1]
    return bool(_WORD.match(after) or (_WORD.match(text[start - 1 : start] or " ") and after in "，,、。"))


def _spoken_of(text: str, start: int, end: int) -> bool:
    """Whether the text names the site itself, in quotation marks or as a site that was acted against."""
    quoted = text[start - 1 : start] in ("“", '"', "「", "《") or text[end : end + 1] in ("”", '"', "」", "》")
    return quoted or text[end : end + 2] in ("等赌", "被查", "涉嫌")


def _opening(examined: Examined) -> Iterator[str]:
    text = examined.page.restored.folded
    first = next((line for line in text.split("\n") if line.strip()), "")
    match = _PHRASE.match(first.lstrip(" \t|｜-_—【[《<>»·•:："))
    if match:
        yield match.group(0)
