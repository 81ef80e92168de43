"""One array over all of Unicode, built once from installed libraries: what each character is to be read as.

Sources: the Unicode character database that Python ships (compatibility forms), and the OpenCC character tables of
opencc-python-reimplemented (Apache-2.0) for traditional and variant characters. Nothing of them is stored here.
"""

from __future__ import annotations

import importlib.resources
import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mingjian.text.draft import KIND_CODE

SIZE: Final = 0x110000
DROP: Final = 0xFFFFFFFF  # the character is left out
MORE: Final = 0xFFFFFFFE  # the character reads as several; see `Tables.several`
_STYLED: Final = ("<font>", "<circle>", "<square>", "<super>", "<sub>")
_INVISIBLE: Final = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF), (0x0000, 0x0008), (0x000E, 0x001F), (0x007F, 0x0084),
    (0x0086, 0x009F),
)  # fmt: skip
_OWN: Final = {  # letters styled beyond what Unicode calls a compatibility form
    **{chr(0x1F130 + index): chr(65 + index) for index in range(26)},
    **{chr(0x1F150 + index): chr(65 + index) for index in range(26)},
    **{chr(0x1F170 + index): chr(65 + index) for index in range(26)},
    **{chr(0x1F1E6 + index): chr(65 + index) for index in range(26)},
    **{chr(0x2776 + index): str(index + 1) for index in range(10)},
    **{chr(0x24EB + index): str(index + 11) for index in range(10)},
    **{chr(0x24F5 + index): str(index + 1) for index in range(10)},
    **{chr(0x278A + index): str(index + 1) for index in range(10)},
    "⓿": "0", "🄌": "0", "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i",
    "ᴊ": "j", "ᴋ": "k", "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u",
    "ᴠ": "v", "ᴡ": "w", "ʏ": "y", "ᴢ": "z",
}  # fmt: skip


_NEVER_SIMPLIFIED: Final = {"後": "后", "菸": "烟", "麽": "么", "於": "于", "摺": "折", "夥": "伙"}  # though in GB 2312
IN_CONTEXT: Final = (  # characters that are traditional in some words only: (pattern, simplified)
    (re.compile("瞭(?![望哨])"), "了"),
    (re.compile("乾(?=[净燥杯脆旱达粮洗果货])|(?<=[烘晾晒擦饼风乌])乾"), "干"),
    (re.compile("(?<=[特象])徵|徵(?=[求收文婚信兆集兵税用])"), "征"),
)
#: The same in a text that has other traditional characters: what keeps its form there is a name or a word of the Changes.
IN_TRADITIONAL: Final = (re.compile("(?<!康)乾(?![坤隆元卦县陵清宁符嘉道安德])"), "干")
IN_CONTEXT_CHARS: Final = "瞭乾徵"


LOOSE_PARTS: Final = (
    "亻氵扌忄讠钅犭衤礻阝艹灬饣纟刂攵辶疒宀罒冖冫彳彡廴卩凵匚丬丿"
    "亠乛乚亅丶丨勹厶夂屮巛廾彐氺爫疋癶糸耒虍覀隹髟𧾷𠂇龰𠔉丷⺮⺶"
    "⺌⺈𥫗訁釒飠糹"
)
LOOSE: Final = 1  # a part that never stands alone
RARE: Final = 2  # a Chinese character outside the standard simplified set
PICTURE: Final = 4  # a pictograph


class Tables(NamedTuple):
    """`reading[c]`: the code point that `c` reads as, itself, DROP or MORE; `several`: readings of more than one."""

    reading: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]
    several: dict[int, str]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """Give the table, built on first use (about a tenth of a second) and kept."""
    reading = np.arange(SIZE, dtype=np.uint32)
    kind = np.zeros(SIZE, dtype=np.uint8)
    built = Tables(reading, kind, {})
    _compatibility(built)
    _traditional(built)
    for char, plain in _OWN.items():
        _set(built, ord(char), plain, "styled")
    for first, last in _INVISIBLE:
        reading[first : last + 1] = DROP
        kind[first : last + 1] = KIND_CODE["invisible"]
    return built


def _set(built: Tables, code: int, plain: str, kind: str) -> None:
    built.kind[code] = KIND_CODE[kind]
    if len(plain) == 1:
        built.reading[code] = ord(plain)
    else:
        built.reading[code] = MORE
        built.several[code] = plain


def _compatibility(built: Tables) -> None:
    """Width and style of letters and digits, and compatibility ideographs; punctuation stays as it was written."""
    for code in range(0xA0, 0x30000):
        if 0x3400 <= code < 0xF900 or 0x20000 <= code < 0x2F800:
            continue
        char = chr(code)
        form = unicodedata.decomposition(char)
        if not form:
            continue
        plain = unicodedata.normalize("NFKC", char)
        kind = _kind_of_form(form, char, plain)
        if kind and plain != char:
            _set(built, code, plain, kind)


def _kind_of_form(form: str, char: str, plain: str) -> str | None:
    tag = form.split(" ", 1)[0]
    if len(plain) > 4 or not plain.strip("()").isalnum() or not _wanted(plain):
        return None
    if tag == "<wide>":
        return "width"
    if tag == "<narrow>":
        return None
    if tag in _STYLED:
        return None if char in "²³¹ªº" else "styled"
    if not tag.startswith("<"):
        return "variant" if len(plain) == 1 and plain >= "\u3400" else None
    if tag == "<compat>" and (0x2E80 <= ord(char) < 0x2FE0 or 0x2460 <= ord(char) < 0x2500):
        return "look-alike" if ord(char) < 0x2FE0 and ord(char) >= 0x2E80 else "styled"
    return None


def _wanted(plain: str) -> bool:
    inner = plain.strip("()")
    return inner.isascii() or all("\u3400" <= char < "\ua000" for char in inner)


def in_gb2312(char: str) -> bool:
    """Whether a character belongs to the standard simplified set, so that simplified text may carry it."""
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def opencc_rows(name: str) -> list[tuple[str, list[str]]]:
    """Read one table of OpenCC as (character or phrase, its readings)."""
    file = importlib.resources.files("opencc") / "dictionary" / name
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines())
    return [(row[0], row[1].split(" ")) for row in rows if len(row) == 2]


def _traditional(built: Tables) -> None:
    """Traditional to simplified, for characters that simplified text does not carry (its own stay)."""
    for name in ("HKVariants.txt", "TWVariants.txt", "JPVariants.txt"):
        for char, variants in opencc_rows(name):
            for variant in variants:
                if len(variant) == 1 and variant != char and not in_gb2312(variant):
                    _set(built, ord(variant), char, "variant")
    simple = {char: plain[0] for char, plain in opencc_rows("TSCharacters.txt") if len(char) == 1}
    for char, plain in simple.items():
        if plain != char and not in_gb2312(char) and in_gb2312(plain):
            _set(built, ord(char), plain, "traditional")
    for char, plain in _NEVER_SIMPLIFIED.items():
        _set(built, ord(char), plain, "traditional")
    codes = np.flatnonzero(built.kind == KIND_CODE["variant"])
    for code in codes.tolist():
        target = simple.get(chr(int(built.reading[code])))
        if target:
            built.reading[code] = ord(target)


@lru_cache(maxsize=1)
def _sign_table() -> npt.NDArray[np.uint8]:
    table = np.zeros(SIZE, dtype=np.uint8)
    for first, last in ((0x3400, 0x9FFF), (0x20000, 0x323AF), (0x2E80, 0x2FDF), (0x31C0, 0x31EF)):
        for code in range(first, last + 1):
            if first != 0x3400 or not in_gb2312(chr(code)):
                table[code] = RARE
    for first, last in ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x231A, 0x23FF), (0x20E3, 0x20E3)):
        table[first : last + 1] = PICTURE
    for part in LOOSE_PARTS:
        table[ord(part)] = LOOSE
    return table


def signs(text: str) -> npt.NDArray[np.uint8]:
    """Give for every character which signs of disguise it shows: LOOSE, RARE, PICTURE, or 0."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    found: npt.NDArray[np.uint8] = _sign_table()[codes]
    return found
