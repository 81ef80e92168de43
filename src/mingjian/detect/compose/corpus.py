"""A seed in, labelled texts out: promotion and ordinary texts composed from the grammars, plain and disguised."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from mingjian.detect.categories import Category
from mingjian.detect.compose.disguise import bare, disguise
from mingjian.detect.compose.grammar import Grammar

PROMOTION: Final[dict[Category, int]] = {
    "gambling": 6700,
    "pornography": 6800,
    "fraud": 10300,
    "cheating_service": 1200,
    "account_trading": 1500,
    "rank_manipulation": 1200,
    "paid_deletion": 600,
    "impersonation": 1500,
}
TITLES: Final[
    dict[Category, int]
] = {  # few: they are made of words that lawful pages use too, and talk is what most is
    "gambling": 900,
    "pornography": 900,
    "fraud": 1400,
    "cheating_service": 200,
    "account_trading": 150,
    "rank_manipulation": 130,
    "paid_deletion": 60,
    "impersonation": 20,
}
ORDINARY: Final = {
    "headline": 13000,
    "crime_news": 7500,
    "lawful_sms": 7500,
    "lawful_advert": 6500,
    "chat": 9000,
    "assistant": 2500,
    "news_body": 3000,
    "lawful_title": 9500,
    "contact_line": 2500,
    "code": 4500,
    "nav": 6000,
    "opinion": 4800,
    "civic": 7000,
    "terms": 3000,
}
OPERATORS: Final = 2600  # texts of betting houses' own pages
REPORTING: Final = frozenset({"crime_news"})


@dataclass(frozen=True, slots=True)
class Sample:
    """A text with its label; `kind` is the category of a promotion or the class of an ordinary text."""

    text: str
    promotes: bool
    kind: str


def composed(seed: int) -> Iterator[Sample]:
    """Compose the whole corpus; the same seed gives the same texts, whatever templates are added elsewhere."""
    promotion = Grammar("slots", "gambling", "pornography", "fraud", "trades")
    titles = Grammar("slots", "titles", "market")
    for grammar, counts in ((promotion, PROMOTION), (titles, TITLES)):
        for category, count in counts.items():
            for chance, text in grammar.texts(category, count, seed):
                yield Sample(_varied(text, chance, 0.4), True, category)
    for chance, text in Grammar("slots", "operators").texts("operator", OPERATORS, seed):
        yield Sample(_varied(text, chance, 0.1), True, "gambling")
    ordinary = Grammar("slots", "lawful_slots", "negatives", "civic", "terms")
    for kind, count in ORDINARY.items():
        drawn: list[str] = []
        for chance, text in ordinary.texts(kind, count, seed):
            drawn.append(text)
            yield Sample(_varied(text, chance, 0.05), False, kind)
        chance = random.Random(f"{seed} {kind}")  # noqa: S311 - composition, not secrecy
        for _ in range(count // 8):  # lists of headlines, threads of chat, columns of adverts
            several = chance.sample(drawn, chance.randint(2, 6))
            yield Sample(chance.choice("\n \n，").join(several), False, kind)


def _varied(text: str, chance: random.Random, share: float) -> str:
    if chance.random() < share:
        return disguise(text, chance)
    return bare(text) if chance.random() < 0.12 else text
