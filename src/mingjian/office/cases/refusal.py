"""Refusals of the law in the words of the office: officers by their names, not by the codes that the law compares."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.errors import Refusal
from mingjian.records.models import Account


@dataclass(frozen=True, slots=True)
class Named:
    """A refusal whose sentence names people instead of their codes."""

    verdict: Refusal
    names: tuple[tuple[str, str, str], ...]

    def say(self, language: str) -> str:
        """The sentence with its article, people by their names in that language."""
        said = self.verdict.say(language)
        for code, zh, en in self.names:
            said = said.replace(code, zh if language.startswith("zh") else en)
        return said


def named(verdict: Refusal) -> Refusal:
    """The refusal with the names of the accounts whose codes stand in it."""
    said = verdict.say("zh")
    codes = [word for word in _words(said) if len(word) == 36]
    if not codes:
        return verdict
    rows = Account.objects.filter(pk__in=codes)
    return Named(verdict, tuple((str(row.pk), row.name_zh, row.name_en) for row in rows))


def _words(text: str) -> list[str]:
    """Stretches of hexadecimal digits and hyphens, such as an account's id."""
    return "".join(char if char in "0123456789abcdef-" else " " for char in text).split()
