"""A plain text in, a disguised one out: what spammers do to words, done with our own tables and a seed."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from typing import Any, Final

_HANZI: Final = re.compile(r"[\u4e00-\u9fff]")
_STRIP: Final = re.compile(r"[^\w\u4e00-\u9fff ]+")
_MARKS: Final = "❤★☎♀.。·-_/*~✨🔥|`'，、"
_ALIKE: Final = {
    "注": "炷住蛀柱註",
    "册": "冊珊栅",
    "免": "凂娩勉",
    "费": "鐨曊沸弗",
    "领": "岭翎",
    "加": "伽咖枷茄珈",
    "微": "徽薇嶶溦威",
    "信": "伩芯亻言",
    "看": "沜着",
    "片": "沜篇骗爿",
    "奶": "妠氖",
    "妹": "昧籹沬",
    "口": "囗",
    "开": "幵閞",
    "送": "鎹",
    "彩": "採睬踩綵",
    "金": "釒钅",
    "博": "搏膊簿",
    "彩票": "踩票",
    "群": "裙羣",
    "聊": "嘹柳",
    "代": "袋贷岱",
    "发": "發珐法",
    "赚": "攥鐟砖转",
    "钱": "鈛錢米",
    "做": "座作",
    "卡": "咔鉲",
    "洗": "冼铣",
    "米": "咪",
    "号": "呺號",
    "联": "聯涟",
    "系": "係细",
    "证": "証㊣",
    "票": "漂嫖",
    "买": "埋荬",
    "卖": "賣荬",
    "娱": "误",
    "乐": "樂烁",
    "网": "惘罔",
    "赌": "堵睹",
    "需": "濡",
    "要": "婹",
    "色": "瑟涩",
    "黄": "潢簧",
    "飞": "溲非",
    "机": "机幾",
}
_EMOJI: Final = {
    "加": "➕",
    "钱": "💰",
    "米": "🍚",
    "看": "👀",
    "手机": "📱",
    "电话": "☎️",
    "来": "👈",
    "红": "🍠",
    "群": "👗",
    "有": "🈶",
}
_STYLES: Final = (0x1D400, 0x1D434, 0x1D468, 0x1D49C, 0x1D4D0, 0x1D56C, 0x1D5A0, 0x1D5D4, 0x1D670)
_CIRCLED: Final = "⓪①②③④⑤⑥⑦⑧⑨"


@cache
def _same_sound() -> dict[str, str]:
    """Give, for each usual character, the characters of the same sound (tones aside)."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - needed only when a model is built

    by_sound: defaultdict[str, list[str]] = defaultdict(list)
    usual = bytes(byte for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF) for byte in (high, low))
    for char in usual.decode("gb2312", "ignore"):
        by_sound[lazy_pinyin(char)[0]].append(char)
    return {char: "".join(chars) for chars in by_sound.values() for char in chars if len(chars) > 1}


def _sound(char: str, chance: random.Random) -> str:
    return chance.choice(_same_sound().get(char, char))


def _pinyin(char: str, _chance: random.Random) -> str:
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - needed only when a model is built

    return str(lazy_pinyin(char)[0])


def _alike(char: str, chance: random.Random) -> str:
    return chance.choice(_ALIKE.get(char, char))


def _some(text: str, share: float, chance: random.Random, change: Callable[[str, random.Random], str]) -> str:
    return "".join(change(char, chance) if _HANZI.match(char) and chance.random() < share else char for char in text)


def _styled(text: str, chance: random.Random) -> str:
    base = chance.choice(_STYLES)
    out = []
    for char in text:
        if "A" <= char <= "Z":
            char = chr(base + ord(char) - 65)
        elif "a" <= char <= "z" and base not in (0x1D434, 0x1D49C):
            char = chr(base + 26 + ord(char) - 97)
        elif char.isdigit() and char.isascii() and chance.random() < 0.5:
            char = _CIRCLED[int(char)]
        out.append(char)
    return "".join(out)


def _marked(text: str, chance: random.Random) -> str:
    mark = chance.choice(_MARKS)
    return "".join(char + mark if _HANZI.match(char) and chance.random() < 0.4 else char for char in text)


def _emoji(text: str, chance: random.Random) -> str:
    for word, sign in _EMOJI.items():
        if chance.random() < 0.7:
            text = text.replace(word, sign)
    return text


def _traditional(text: str, _chance: random.Random) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - needed only when a model is built

    return OpenCC("s2t")


def _spaced(text: str, chance: random.Random) -> str:
    return "".join(char + (" " if chance.random() < 0.3 else "") for char in text)


_WAYS: Final[tuple[Callable[[str, random.Random], str], ...]] = (
    lambda text, chance: _some(text, 0.25, chance, _sound),
    lambda text, chance: _some(text, 0.12, chance, _pinyin),
    lambda text, chance: _some(text, 0.8, chance, _alike),
    lambda text, chance: _some(text, 0.5, chance, _alike),
    _styled,
    _marked,
    _emoji,
    _traditional,
    _spaced,
)


def disguise(text: str, chance: random.Random) -> str:
    """Disguise a text in one to three ways."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        text = chance.choice(_WAYS)(text, chance)
    return text


def bare(text: str) -> str:
    """Take all punctuation out, as gateways do to messages."""
    return _STRIP.sub("", text)
