"""The answer of every rule of law: `Met()`, or `NotMet` with the reason and the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mingjian.law.articles import cite
from mingjian.law.reasons import EN, ZH
from mingjian.reasons import Reason


@dataclass(frozen=True, slots=True)
class Met:
    """The rule holds; true in a condition."""

    def __bool__(self) -> Literal[True]:
        return True

    def say(self, language: str) -> str:
        """One sentence: nothing stands against it."""
        return "符合规定。" if language.lower().startswith("zh") else "Nothing stands against it."


@dataclass(frozen=True, slots=True)
class NotMet:
    """The rule does not hold; false in a condition. `article` is a citation as in `mingjian.law.articles`."""

    reason: Reason
    article: str

    def __bool__(self) -> Literal[False]:
        return False

    def say(self, language: str) -> str:
        """The refusal as one sentence, its article in brackets."""
        zh = language.lower().startswith("zh")
        sentence = self.reason.say(ZH if zh else EN)
        article = cite(self.article, language)
        return f"{sentence}（{article}）" if zh else f"{sentence} ({article})"


Verdict = Met | NotMet


def refuse(code: str, article: str, **params: str | int | float) -> NotMet:
    """Make a `NotMet` from a reason's code, its article and the words that fill the sentence."""
    return NotMet(Reason(code, params), article)


def all_of(*verdicts: Verdict) -> Verdict:
    """Return the first refusal, or `Met`."""
    return next((verdict for verdict in verdicts if not verdict), Met())
