"""The one tree of errors.

    MingjianError
    ├── BadInput         what somebody gave us cannot be used: names the input and the mend (exit 2, HTTP 400)
    ├── ForbiddenAct     the law or a role refuses the act: carries the verdict (HTTP 403 or 409)
    ├── TooOften         somebody asks too often; `seconds` says when to come back (HTTP 429)
    ├── EvidenceError    evidence is missing, altered or cannot be read
    └── CaptureError     an address could not be captured; `permanent` says whether trying again may help

Every message exists in both languages: `error.say("zh")`, `error.say("en")`.
"""

from __future__ import annotations

from typing import Protocol


class Refusal(Protocol):
    """What a `ForbiddenAct` needs to know of a verdict: the reason and the article it rests on."""

    def say(self, language: str) -> str:
        """The refusal as one sentence, with its article."""


class MingjianError(Exception):
    """Base of all errors that are for people: one clear sentence in English and in Chinese."""

    def __init__(self, en: str, zh: str | None = None) -> None:
        super().__init__(en)
        self.en = en
        self.zh = zh or en

    def say(self, language: str) -> str:
        """The sentence in `language` ("zh" or "en"; anything that starts with "zh" is Chinese)."""
        return self.zh if language.lower().startswith("zh") else self.en


class BadInput(MingjianError):
    """Input that cannot be used. The sentence names the input, where it is wrong, and the mend."""


class ForbiddenAct(MingjianError):
    """An act that the law, a role or the state of a record refuses. Nothing was changed."""

    def __init__(self, verdict: Refusal) -> None:
        super().__init__(verdict.say("en"), verdict.say("zh"))
        self.verdict = verdict


class TooOften(MingjianError):
    """Too many attempts from one place. `seconds`: after how long the next one is heard."""

    def __init__(self, en: str, zh: str | None = None, *, seconds: int) -> None:
        super().__init__(en, zh)
        self.seconds = seconds


class EvidenceError(MingjianError):
    """Evidence that is missing, altered, or cannot be read."""


class CaptureError(MingjianError):
    """An address that could not be captured. `permanent`: trying again will not help."""

    def __init__(self, en: str, zh: str | None = None, *, permanent: bool) -> None:
        super().__init__(en, zh)
        self.permanent = permanent
