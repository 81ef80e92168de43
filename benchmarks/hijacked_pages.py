"""Hijacked pages composed from real benign ones: promotion of a source put where hijackers put it. No public set exists."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from mingjian.detect import PageFacts, ViewAnswer
from mingjian.text import read_html

ON_PAGE = ("title", "meta", "hidden", "footer", "farm", "script", "comment", "offscreen", "glued")
WAYS = (*ON_PAGE, "answer")
DAMAGE = ("noise", "torn", "pinyin", "traditional", "shuffled")
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_TITLE = re.compile(r"(<title[^>]*>)(.*?)(</title>)", re.IGNORECASE | re.DOTALL)
_GLYPHS = "■★◆"


class Hijacked(NamedTuple):
    """A composed page, what the other visitors were shown (if the way is `answer`), and how it was hijacked."""

    page: str
    facts: PageFacts
    ways: tuple[str, ...]


def hijacked(page: str, promotions: Sequence[str], chance: random.Random, among: Sequence[str] = WAYS) -> Hijacked:
    """Put promotion into a page in one to three ways; some texts or pages are damaged or disguised besides."""
    ways = tuple(chance.sample(among, chance.choice((1, 2, 3))))
    damage = chance.choice((*DAMAGE, *("",) * 10))
    own = page
    if damage in ("pinyin", "traditional"):
        promotions = [_DISGUISES[damage](text, chance) for text in promotions]
    for way in ways:
        if way != "answer":
            page = _PUT[way](page, chance.sample(list(promotions), min(len(promotions), 8)), chance)
    if damage in ("noise", "torn", "shuffled"):
        page = _DAMAGED[damage](page, chance)
    facts = _views(own, chance.sample(list(promotions), 3), chance) if "answer" in ways else PageFacts()
    return Hijacked(page, facts, (*ways, damage) if damage else ways)


def _views(page: str, texts: Sequence[str], chance: random.Random) -> PageFacts:
    """What a plain visitor sees, and a search engine's crawler or a visitor who comes from a search."""
    plain = read_html(page)
    other = chance.choice(("crawler", "search", "phone"))
    shown = "\n".join(texts[1:]) if chance.random() < 0.5 else f"{plain.text[:2000]}\n" + "\n".join(texts[1:])
    return PageFacts(
        views=(
            ViewAnswer("plain", 200, "http://x.example/", plain.title, plain.text[:20_000]),
            ViewAnswer(other, 200, "http://x.example/", texts[0][:60], shown),
        )
    )


def _insert(page: str, block: str, *, end: bool) -> str:
    place = page.lower().rfind("</body>") if end else -1
    if place < 0 and (opening := _BODY.search(page)):
        place = opening.end()
    return page[:place] + block + page[place:] if place >= 0 else page + block


def _title(page: str, texts: Sequence[str], _chance: random.Random) -> str:
    if not _TITLE.search(page):
        return f"<title>{html.escape(texts[0])}</title>{page}"
    return _TITLE.sub(lambda m: f"{m[1]}{html.escape(texts[0])}_{html.escape(texts[1])}{m[3]}", page, count=1)


def _glued(page: str, texts: Sequence[str], chance: random.Random) -> str:
    if not _TITLE.search(page):
        return _title(page, texts, chance)
    return _TITLE.sub(lambda m: f"{m[1]}{html.escape(texts[0][:40])}{m[2].strip()}{m[3]}", page, count=1)


def _meta(page: str, texts: Sequence[str], chance: random.Random) -> str:
    words = html.escape(",".join(texts[:4])[:400], quote=True)
    tag = f'<meta name="{chance.choice(("keywords", "description"))}" content="{words}">'
    return re.sub(r"(?i)<head[^>]*>", lambda m: m[0] + tag, page, count=1) if "<head" in page.lower() else tag + page


def _hidden(page: str, texts: Sequence[str], chance: random.Random) -> str:
    rows = "".join(f"<p>{html.escape(text)}</p>" for text in texts[:5])
    return _insert(page, f'<div style="display:none">{rows}</div>', end=chance.random() < 0.5)


def _offscreen(page: str, texts: Sequence[str], chance: random.Random) -> str:
    rows = "".join(f'<a href="http://{chance.randrange(10**6)}.example/">{html.escape(text)}</a>' for text in texts[:5])
    return _insert(page, f'<div style="position:absolute;left:-9999px">{rows}</div>', end=True)


def _footer(page: str, texts: Sequence[str], _chance: random.Random) -> str:
    rows = " ".join(html.escape(text) for text in texts[:3])
    return _insert(page, f"<footer><div>{rows}</div></footer>", end=True)


def _farm(page: str, texts: Sequence[str], chance: random.Random) -> str:
    rows = "".join(
        f'<li><a href="http://w{chance.randrange(10**5)}.example/">{html.escape(text)}</a></li>' for text in texts
    )
    return _insert(page, f"<ul>{rows}</ul>", end=True)


def _script(page: str, texts: Sequence[str], _chance: random.Random) -> str:
    rows = "".join(
        f"document.write('{text.translate({39: None, 10: None, 92: None, 60: None})}');" for text in texts[:4]
    )
    return _insert(page, f"<script>{rows}</script>", end=True)


def _comment(page: str, texts: Sequence[str], chance: random.Random) -> str:
    rows = " ".join(texts[:4]).replace("--", "")
    return _insert(page, f"<!-- {rows} -->", end=chance.random() < 0.5)


def _noisy(page: str, chance: random.Random) -> str:
    def put(match: re.Match[str]) -> str:
        if chance.random() > 0.08:
            return match[0]
        return "".join(chance.choices(_GLYPHS, k=chance.randint(1, 5))) + match[0]

    return re.sub(r"(?<=[\u4e00-\u9fff])[，。、](?=[\u4e00-\u9fff])", put, page)


def _torn(page: str, chance: random.Random) -> str:
    def put(match: re.Match[str]) -> str:
        return match[0] if chance.random() > 0.3 else match[1] + "".join(chance.choices(_GLYPHS, k=3)) + match[2]

    return re.sub(r"(?<=[\u4e00-\u9fff])(\d)(\d*(?:\.\d)?[万亿人家个年月日条])", put, page)


def _shuffled(page: str, chance: random.Random) -> str:
    def put(match: re.Match[str]) -> str:
        sentences = re.findall(r"[^。]+。", match[0])
        chance.shuffle(sentences)
        return "".join(sentences)

    return re.sub(r"(?:[^<>。]{8,120}。){3,}", put, page)


def _with_pinyin(text: str, chance: random.Random) -> str:
    from pypinyin import Style, lazy_pinyin

    out = []
    for char in text:
        out.append(char)
        if "\u4e00" <= char <= "\u9fff" and chance.random() < 0.3:
            out.append(f"({lazy_pinyin(char, style=Style.TONE)[0]})")
    return "".join(out)


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2t")


def _traditional(text: str, _chance: random.Random) -> str:
    return str(_converter().convert(text))


_DISGUISES = {"pinyin": _with_pinyin, "traditional": _traditional}
_DAMAGED = {"noise": _noisy, "torn": _torn, "shuffled": _shuffled}
_PUT = {
    "title": _title,
    "meta": _meta,
    "hidden": _hidden,
    "footer": _footer,
    "farm": _farm,
    "script": _script,
    "comment": _comment,
    "offscreen": _offscreen,
    "glued": _glued,
}
