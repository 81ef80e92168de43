"""What is masked before anybody outside reads it: persons, victims, numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.returns.keys import hide_numbers

PERSON, VICTIM, NUMBERS = "person_name", "victim", "numbers"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with its names masked. `codes` say what was masked: person_name, victim, numbers."""

    text: str
    codes: frozenset[str]


def person(name: str) -> str:
    """A person's name as decisions print it: the family name and 某."""
    return f"{name[:1]}某" if name else ""


def mask(text: str, *, persons: Iterable[str] = (), victims: Iterable[str] = ()) -> Masked:
    """Mask the names of persons (family name and 某), whatever names a victim (某单位), and mobile and identity numbers.

    Longer names first, so that a name within another is not left half.
    """
    codes = set()
    for names, code in ((victims, VICTIM), (persons, PERSON)):
        for name in sorted({name.strip() for name in names if len(name.strip()) > 1}, key=len, reverse=True):
            if name in text:
                text = text.replace(name, "某单位" if code == VICTIM else person(name))
                codes.add(code)
    hidden = hide_numbers(text)
    return Masked(hidden, frozenset(codes | ({NUMBERS} if hidden != text else set())))
