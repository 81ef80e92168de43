"""The words of the field that the reading leans on, from `data/vocabulary.txt`, as groups of regular expressions."""

from __future__ import annotations

from importlib.resources import files


def either(words: list[str]) -> str:
    """Make a group of a regular expression of `words`, the longest first."""
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    words: list[str] = []
    for line in files("mingjian.reading").joinpath("data/vocabulary.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words.extend(line.split())
    return sections


_WORDS = _sections()

MEASURE = either(_WORDS["measure"])
TARGET = either(_WORDS["target"])
SUBJECT = either(_WORDS["subject"])
COUNTED = either(_WORDS["counted"])
UNIT = either(_WORDS["unit"])
PORTAL = either(_WORDS["portal"])
OFFICIAL = either(_WORDS["official"])
