"""Which fonts stand for the faces of GB/T 9704 on this machine, and which characters they lack.

typst takes another font in silence when a family is not there; so families are looked up before, and only those that
are there are named to it.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.errors import BadInput
from mingjian.papers.cmap import drawn_by

if TYPE_CHECKING:
    import typst

ROLES: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "title": ("小标宋", "small title Song", ("FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "方正小标宋简体",
                                          "STZhongsong", "华文中宋")),
    "body": ("仿宋", "Fangsong", ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FZFangSong-Z02", "方正仿宋_GBK",
                                 "STFangsong", "华文仿宋", "FandolFang R", "FandolFang")),
    "heading": ("黑体", "Hei", ("SimHei", "黑体", "FZHei-B01", "方正黑体_GBK", "STHeiti", "华文黑体", "FandolHei")),
    "kai": ("楷体", "Kai", ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FZKai-Z03", "方正楷体_GBK", "STKaiti", "华文楷体",
                           "FandolKai")),
    "number": ("宋体", "Song", ("SimSun", "宋体", "NSimSun", "FZShuSong-Z01", "STSong", "华文宋体", "FandolSong")),
}  # fmt: skip
"""Each face: its Chinese name, its English one, families that are the face itself."""

_SERIF = (
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "Source Han Serif SC",
    "Source Han Serif CN",
    "思源宋体",
    "AR PL UMing CN",
)
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "思源黑体", "WenQuanYi Zen Hei",
         "WenQuanYi Micro Hei", "PingFang SC", "Microsoft YaHei")  # fmt: skip
_RARE = ("SimSun-ExtB", "SimSunExtG", "TH-Tshyn-P0", "TH-Tshyn-P1", "TH-Tshyn-P2", "Plangothic P1", "Plangothic P2", "HanaMinA",
         "HanaMinB", "BabelStone Han", "Noto Sans CJK TC", "Noto Sans CJK JP", "DejaVu Sans", "Libertinus Serif",
         "New Computer Modern Math", "DejaVu Sans Mono")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Faces:
    """The families for each face, the best first; `own`: whether the face itself is there, not a stand-in."""

    families: Mapping[str, tuple[str, ...]]
    own: Mapping[str, bool]
    fonts: typst.Fonts

    def lacking(self, texts: Iterable[str]) -> tuple[str, ...]:
        """The characters that no family of the body can draw, in the order in which they come."""
        wanted = dict.fromkeys(sign for text in texts for sign in text if not sign.isspace())
        return tuple(sign for sign in wanted if not self._draws(ord(sign)))

    def _draws(self, code: int) -> bool:
        return any(_within(code, spans) for spans in _spans(self.families["body"], self.fonts))


@cache
def faces(folders: tuple[Path, ...] = (), chosen: tuple[tuple[str, str], ...] = ()) -> Faces:
    """Look up the fonts of this machine once.

    `folders`: more folders with fonts; `chosen`: face and family, as (("body", "FZFangSong-Z02"),).
    Raises: BadInput, if no font with Chinese characters is there, or a chosen one is not.
    """
    import typst  # noqa: PLC0415 - heavy to load, needed seldom

    fonts = typst.Fonts(font_paths=[str(folder) for folder in folders])
    there = {family.casefold(): family for family in fonts.families()}
    own, families = {}, {}
    for role, (_, _, names) in ROLES.items():
        asked = tuple(family for face, family in chosen if face == role)
        for family in asked:
            if family.casefold() not in there:
                raise _absent(role, family)
        stand_in = (*_SANS, *_SERIF) if role == "heading" else (*_SERIF, *_SANS)
        found = [there[name.casefold()] for name in (*asked, *names, *stand_in, *_RARE) if name.casefold() in there]
        if not any(name.casefold() in there for name in (*asked, *names, *stand_in)):
            raise no_font()
        families[role] = tuple(dict.fromkeys(found))
        own[role] = any(name.casefold() in there for name in (*asked, *names))
    return Faces(families, own, fonts)


def asked_for(environment: Mapping[str, str]) -> Faces:
    """Look up the faces as the settings MINGJIAN_FONT_FOLDERS and MINGJIAN_FONTS name them. Raises: BadInput."""
    folders = tuple(Path(part) for part in environment.get("MINGJIAN_FONT_FOLDERS", "").split(os.pathsep) if part)
    pairs = [part.partition("=") for part in environment.get("MINGJIAN_FONTS", "").split(";") if part.strip()]
    chosen = tuple((face.strip(), family.strip()) for face, _, family in pairs)
    for face, family in chosen:
        if face not in ROLES or not family:
            raise BadInput(
                f"MINGJIAN_FONTS names {face!r}; write face=family, the faces are {', '.join(ROLES)}.",
                f"MINGJIAN_FONTS 中的“{face}”不可用；请写成 字体类别=字体名，类别有：{'、'.join(ROLES)}。",
            )
    return faces(folders, chosen)


def no_font() -> BadInput:
    """The refusal where no Chinese font is installed, with the mend."""
    return BadInput(
        "No font with Chinese characters is installed, so no PDF can be set: apt install fonts-noto-cjk, or name a "
        "folder with fonts in MINGJIAN_FONT_FOLDERS. Documents can still be read as pages and as DOCX.",
        "未安装中文字体，无法生成 PDF：请执行 apt install fonts-noto-cjk，或用 MINGJIAN_FONT_FOLDERS 指定字体目录。"
        "文书仍可在网页上阅读、下载 DOCX。",
    )


def _absent(role: str, family: str) -> BadInput:
    return BadInput(
        f"The font {family!r} set for {ROLES[role][1]} ({role}) is not installed; install it or take it out of "
        "MINGJIAN_FONTS.",
        f"为{ROLES[role][0]}（{role}）设定的字体“{family}”未安装；请安装，或从 MINGJIAN_FONTS 中去掉。",
    )


def _within(code: int, spans: tuple[tuple[int, int], ...]) -> bool:
    at = bisect_right(spans, (code, 0x110000)) - 1
    return at >= 0 and spans[at][0] <= code <= spans[at][1]


@cache
def _spans(families: tuple[str, ...], fonts: typst.Fonts) -> tuple[tuple[tuple[int, int], ...], ...]:
    wanted = {family: number for number, family in enumerate(families)}
    files: dict[str, tuple[Path, int]] = {}
    for font in fonts.fonts():
        if font.family in wanted and font.path and (font.family not in files or font.weight == 400):
            files[font.family] = (Path(font.path), font.index)
    return tuple(drawn_by(*files[family]) for family in families if family in files)
