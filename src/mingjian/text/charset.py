"""Bytes in, Unicode text out: the charset is found by our own rule and never believed from a header alone.

Byte-order marks decide; then strict UTF-8; then GB18030 against Big5 by how many very common characters each reading
shows. A page that mixes UTF-8 with another charset (a block injected into an old site) is read piece by piece.
"""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

COMMON: Final = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联权往展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏兴切邮址话复登录页版注册帮助"
    "這來個說們為時會過還後發對麼當開動長樣現將與進實點種聲話兒問機給幾業間電門東聽關產萬體處總場師書員華報馬張難數應車親務題統讓認論義術結連遠資隊帶條變聯權領傳達辦運眾輕語滿極黃臉錢黨設雙歷際單據導網專觀爭組視濟離雖興郵複錄頁註冊幫"
    "，。、：；！？“”《》（）·—…　"
)
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FIRST_HIGH: Final = re.compile(rb"[\x80-\xff]")
_HIGH_RUNS: Final = re.compile(rb"[\x80-\xff][\x30-\xff]*")
_PIECE: Final = re.compile(rb'[^<>"\n\r]+|[<>"\n\r]+')
_SAMPLE: Final = 6_000  # bytes of text that decide between the Chinese charsets
_FOREIGN: Final = frozenset(
    {"shift_jis", "cp932", "euc_jp", "euc_kr", "cp949", "iso2022_jp", "koi8-r", "cp1251", "cp1252", "iso8859-1"}
)


class Decoded(NamedTuple):
    """Decoded text, the charset it was read in, and how many bytes or sequences could not be read (U+FFFD)."""

    text: str
    charset: str
    replaced: int


def decode(content: bytes, declared: str | None = None) -> Decoded:
    """Read bytes as text; never fails.

    `declared` (a header's or meta tag's charset name) only decides where the bytes themselves do not. A byte-order
    mark is dropped. `charset` is a Python codec name, or "utf-8+gb18030" and the like for a page of mixed charsets.
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return _lossy(content[len(mark) :], charset)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", 0)
    except UnicodeDecodeError as error:
        return _not_strict_utf8(content, error, declared)


def _not_strict_utf8(content: bytes, error: UnicodeDecodeError, declared: str | None) -> Decoded:
    wide = _wide_without_mark(content)
    if wide:
        return _lossy(content, wide)
    good = len(content[: error.start].decode("utf-8").encode("ascii", "ignore"))
    high_before = error.start - good
    if error.start >= len(content) - 3 and high_before:
        return Decoded(content[: error.start].decode("utf-8") + "\ufffd", "utf-8", 1)
    chinese = _chinese_charset(content, declared)
    if _mostly_utf8(content):
        return _mixed(content, chinese)
    return _lossy(content, chinese)


def _lossy(content: bytes, charset: str) -> Decoded:
    try:
        return Decoded(content.decode(charset), charset, 0)
    except UnicodeDecodeError:
        text = content.decode(charset, "replace")
        return Decoded(text, charset, text.count("\ufffd"))


def _wide_without_mark(content: bytes) -> str | None:
    """Say which UTF-16 this is, by the zero bytes that markup in UTF-16 always has."""
    head = content[:2_000]
    if len(head) < 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 10 and even * 10 < odd:
        return "utf-16-le"
    if even > len(head) // 10 and odd * 10 < even:
        return "utf-16-be"
    return None


def _sample(content: bytes) -> bytes:
    found = _FIRST_HIGH.search(content)
    start = found.start() if found else 0
    runs, size = [], 0
    for run in _HIGH_RUNS.finditer(content, start):
        piece = run.group()[:_SAMPLE]
        runs.append(piece)
        size += len(piece)
        if size > _SAMPLE:
            break
    return b"\n".join(runs)


def _share(sample: bytes, charset: str) -> float:
    """Count common characters less broken ones, per character that is not ASCII, of the sample read in `charset`."""
    text = sample.decode(charset, "replace")
    high = [char for char in text if char > "\x7f"]
    if not high:
        return 0.0
    return (sum(char in COMMON for char in high) - 2 * high.count("\ufffd")) / len(high)


def _codec(declared: str | None) -> str | None:
    try:
        return codecs.lookup(declared.strip().strip("\"'")).name if declared else None
    except (LookupError, ValueError):
        return None


def _chinese_charset(content: bytes, declared: str | None) -> str:
    sample = _sample(content)
    gb, big5 = _share(sample, "gb18030"), _share(sample, "big5hkscs")
    named = _codec(declared)
    if named in _FOREIGN and max(gb, big5) < 0.1:
        return named
    if abs(gb - big5) < 0.02:
        return "big5hkscs" if named in ("big5", "big5hkscs", "cp950") else "gb18030"
    return "gb18030" if gb > big5 else "big5hkscs"


def _mostly_utf8(content: bytes) -> bool:
    """Whether at least a third of the non-ASCII bytes stand in pieces that are valid UTF-8."""
    good = bad = 0
    for piece in _PIECE.findall(content[:400_000]):
        if piece.isascii():
            continue
        high = len(piece) - len(piece.decode("ascii", "ignore"))
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError:
            bad += high
        else:
            good += high if high > 3 else 0  # two-byte GBK words can pass for UTF-8
    return good * 2 > bad


def _mixed(content: bytes, other: str) -> Decoded:
    texts: list[str] = []
    replaced = foreign = 0
    for piece in _PIECE.findall(content):
        try:
            texts.append(piece.decode("utf-8"))
        except UnicodeDecodeError:
            text = piece.decode("utf-8", "replace")
            second = piece.decode(other, "replace")
            if second.count("\ufffd") < text.count("\ufffd"):
                text, foreign = second, foreign + 1
            replaced += text.count("\ufffd")
            texts.append(text)
    return Decoded("".join(texts), f"utf-8+{other}" if foreign else "utf-8", replaced)
