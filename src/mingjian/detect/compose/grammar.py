"""A grammar file in, sentences out, drawn from a seed.

`@name=a|b` defines a slot, `{name}` draws from it, `[a|b|]` chooses, `{d3}` three digits, `{w3}` letters, `{m3}` both,
`{h2}` hanzi. A line `#name` begins a class; other lines are its templates.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
_CHOICE: Final = re.compile(r"\[([^\[\]]*)\]")
_SLOT: Final = re.compile(r"\{(\w+)\}")
_BUILT_IN: Final = re.compile(r"([dwmh])(\d+)")
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_HANZI: Final = (
    "天地人和平安福华新东方海山江河春秋金银玉龙凤云星月光明远大中国家民生红绿青黄白林木石水火风雪花草城阳湖景园梦心爱情仇剑侠王帝神"
    "仙魔战争英雄传说之一二三四五六七八九十百千万年时代黎夜归路途歌舞诗书画琴棋门楼桥塔宫殿"
)


class Grammar:
    """Slots and classes of templates, read from the named files."""

    def __init__(self, *names: str) -> None:
        self.slots: dict[str, list[str]] = {}
        self.classes: dict[str, list[str]] = {}
        for name in names:
            self._read(name)

    def _read(self, name: str) -> None:
        current = name
        for line in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines():
            if line.startswith("@"):
                slot, _, alternatives = line[1:].partition("=")
                self.slots[slot] = _alternatives(alternatives)
            elif re.fullmatch(r"#\w+", line):
                current = line[1:]
            elif line.strip() and not line.startswith("# "):
                self.classes.setdefault(current, []).append(line)

    def draw(self, template: str, chance: random.Random) -> str:
        """Expand one template."""
        for _ in range(60):
            changed = _SLOT.sub(lambda match: self._slot(match.group(1), chance), template)
            changed = _CHOICE.sub(lambda match: chance.choice(match.group(1).split("|")), changed, count=40)
            if changed == template:
                break
            template = changed
        return template.replace("\\n", "\n")

    def _slot(self, name: str, chance: random.Random) -> str:
        if name == "0":
            return ""
        if built_in := _BUILT_IN.fullmatch(name):
            return _random(built_in.group(1), int(built_in.group(2)), chance)
        return chance.choice(self.slots[name])

    def texts(self, kind: str, count: int, seed: int) -> Iterator[tuple[random.Random, str]]:
        """Draw `count` texts of a class, its templates in turn so that none is left out; each with its own chance."""
        templates = self.classes[kind]
        for number in range(count):
            template, turn = templates[number % len(templates)], number // len(templates)
            chance = random.Random(f"{seed} {turn} {template}")  # noqa: S311 - composition, not secrecy
            yield chance, self.draw(template, chance).strip()


def _alternatives(written: str) -> list[str]:
    """Part alternatives at `|`, but not inside brackets."""
    parts, depth = [""], 0
    for char in written:
        depth += {"[": 1, "]": -1}.get(char, 0)
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


def _random(kind: str, size: int, chance: random.Random) -> str:
    if kind == "d":
        return chance.choice("123456789") + "".join(chance.choices("0123456789", k=size - 1))
    if kind == "h":
        return "".join(chance.choices(_HANZI, k=size))
    letters = _LETTERS if kind == "w" else _LETTERS + "0123456789"
    drawn = "".join(chance.choices(letters, k=size))
    return drawn.upper() if chance.random() < 0.25 else drawn
