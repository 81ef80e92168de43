"""Both languages side by side: every sentence of the pages is written as a pair, Chinese first."""

from __future__ import annotations

from django.utils.translation import get_language


def chinese() -> bool:
    """Whether the page is shown in Chinese (the default)."""
    return (get_language() or "zh").startswith("zh")


def code() -> str:
    """The language of the page as the engines name it: "zh" or "en"."""
    return "zh" if chinese() else "en"


def say(zh: str, en: str, **params: object) -> str:
    """The sentence in the language of the page; `params` fill its placeholders."""
    sentence = zh if chinese() else en
    return sentence.format(**params) if params else sentence
