"""What is done to pages of hijacked sites. In: a page and the parameters of its site's file. Out: the page as shown.

To add one, write a function here with the name that a file in `content/` gives as `kind`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from mingjian.demo.sites.site import Page

Given = Mapping[str, Any]
_TAG = re.compile(r"(<[^>]+>)")
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def brand_in_title(page: Page, given: Given) -> Page:
    """Glue a brand to the front of the title."""
    return replace(page, title=given["brand"] + page.title)


def meta(page: Page, given: Given) -> Page:
    """Replace keywords and description."""
    return replace(page, keywords=given["keywords"], description=given["description"])


def other(page: Page, given: Given) -> Page:
    """Show another title and body; `keep` leaves the old body below the new one."""
    body = given["body"] + (page.body if given.get("keep") else "")
    title = given.get("title", page.title)
    return replace(page, title=title, body=body, look=given.get("look", page.look))


def hidden(page: Page, given: Given) -> Page:
    """Append links in a block that no visitor sees."""
    links = "".join(f'<a href="{to}">{words}</a>\n' for to, words in given["links"])
    return replace(page, body=f'{page.body}\n<div style="{given["style"]}">{links}</div>')


def link_farm(page: Page, given: Given) -> Page:
    """Append `count` links to a few hosts, as a farm lays them out: words and hosts in turn."""
    words, targets = given["words"], given["hosts"]
    farm = " ".join(
        f'<a href="http://{targets[at % len(targets)]}/a/{at + 1000}.html">{words[at % len(words)]}</a>'
        for at in range(given["count"])
    )
    return replace(page, body=f'{page.body}\n<div class="yl" style="{given["style"]}">{farm}</div>')


def script(page: Page, given: Given) -> Page:
    """Put a script before everything else."""
    return replace(page, body=f"<script>{given['code']}</script>\n{page.body}")


def noise(page: Page, given: Given) -> Page:
    """Shuffle paragraphs, put symbols into words and numbers, lose some numbers, glue the brand into sentences.

    The same page and seed give the same noise every time.
    """
    chance = random.Random(given["seed"])  # noqa: S311 - noise, not a secret
    body = _shuffled(page.body, chance)
    for number in given.get("lose", ()):
        body = body.replace(number, "", 1)
    for place in given.get("brand_after", ()):
        body = body.replace(place, place + given["brand"], 1)
    pieces = [piece if piece.startswith("<") else _torn(piece, given, chance) for piece in _TAG.split(body)]
    return replace(page, body="".join(pieces))


def _shuffled(body: str, chance: random.Random) -> str:
    found = _PARAGRAPH.findall(body)
    mixed = iter(chance.sample(found, len(found)))
    return _PARAGRAPH.sub(lambda _old: next(mixed), body)


def _torn(text: str, given: Given, chance: random.Random) -> str:
    """Put runs of symbols before punctuation, and after the first digit of some numbers."""
    glyphs: str = given["glyphs"]

    def run() -> str:
        return "".join(chance.choice(glyphs) for _ in range(chance.randint(1, 5)))

    def before_mark(match: re.Match[str]) -> str:
        return run() + match[0] if chance.random() < given.get("share", 0.4) else match[0]

    def in_number(match: re.Match[str]) -> str:
        return match[1] + run() + match[2] if chance.random() < given.get("share", 0.4) else match[0]

    text = re.sub(r"(?<=[\u4e00-\u9fff])[，。、；”]", before_mark, text)
    return re.sub(r"(\d)([\d.]+)", in_number, text) if _CHINESE.search(text) else text


TRICKS: Mapping[str, Callable[[Page, Given], Page]] = {
    trick.__name__: trick for trick in (brand_in_title, meta, other, hidden, link_farm, script, noise)
}
