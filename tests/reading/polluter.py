"""Pollute a clean bulletin the way copied bulletins on hijacked sites are polluted, from a seed, and undo nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from opencc import OpenCC
from pypinyin import lazy_pinyin

_GLYPHS = ("◆■★", "●▲※", "◇□☆", "▓▒░", "♦♠♣")
_BRANDS = ("金冠娱乐官网登录", "|乐彩8下载首页", "K9体育app下载", "_旺发棋牌官方网站", "天天博彩手机版入口")


def glyph_noise(text: str, dice: random.Random) -> str:
    """Runs of ornaments after about one character in twelve, inside numbers and quotation marks too."""
    glyphs = dice.choice(_GLYPHS)
    return "".join(c + (_run(glyphs, dice) if c.strip() and dice.random() < 0.08 else "") for c in text)


def torn_digits(text: str, dice: random.Random) -> str:
    """Every second number is torn apart by ornaments (1■★◆.3万)."""
    glyphs = dice.choice(_GLYPHS)

    def tear(match: re.Match[str]) -> str:
        number = match.group()
        at = dice.randrange(1, len(number))
        return number[:at] + _run(glyphs, dice) + number[at:] if dice.random() < 0.5 else number

    noisy = glyph_noise(text, random.Random(dice.random()))
    return re.sub(r"[\d.]{2,}", tear, noisy)


def shuffled(text: str, dice: random.Random) -> str:
    """The paragraphs below the title in another order."""
    title, *paragraphs = [line for line in text.splitlines() if line.strip()]
    dice.shuffle(paragraphs)
    return "\n\n".join([title, *paragraphs])


def branded(text: str, dice: random.Random) -> str:
    """A brand glued to the title and dropped into two sentences after a measure."""
    brand = dice.choice(_BRANDS)
    title, newline, body = text.partition("\n")
    marks = [m.start() for m in re.finditer("[，。]", body)]
    for at in sorted(dice.sample(marks, 2), reverse=True):
        body = body[:at] + brand.strip("|_") + body[at:]
    title = brand + title if brand[0] != "_" else title + brand
    return title + newline + body


def pinyin_in_brackets(text: str, dice: random.Random) -> str:
    """One character in twenty is followed by its pinyin (网(wang))."""
    return "".join(
        f"{c}({lazy_pinyin(c)[0]})" if "\u4e00" <= c <= "\u9fff" and dice.random() < 0.05 else c for c in text
    )


def traditional(text: str, dice: random.Random) -> str:
    """The whole text in traditional characters."""
    return OpenCC("s2t").convert(text)


def full_width(text: str, dice: random.Random) -> str:
    """Digits and letters in full width."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" and c.isalnum() else c for c in text)


def zero_width(text: str, dice: random.Random) -> str:
    """Invisible characters inside words."""
    return "".join(c + (dice.choice("\u200b\u200d\u2060") if c.strip() and dice.random() < 0.1 else "") for c in text)


POLLUTIONS: dict[str, Callable[[str, random.Random], str]] = {
    "glyph noise": glyph_noise,
    "torn digits": torn_digits,
    "shuffled paragraphs": shuffled,
    "brand": branded,
    "pinyin in brackets": pinyin_in_brackets,
    "traditional characters": traditional,
    "full width": full_width,
    "zero width": zero_width,
}


def _run(glyphs: str, dice: random.Random) -> str:
    return "".join(dice.choice(glyphs) for _ in range(dice.randint(1, 5)))
