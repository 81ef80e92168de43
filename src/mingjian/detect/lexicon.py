"""Lexicon files in, one table of terms and rules out. An entry is a family of terms with one meaning."""

from __future__ import annotations

import hashlib
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from mingjian.detect.categories import Category, category
from mingjian.errors import BadInput

FOLDER: Final = Path(__file__).parent / "lexicons"
Role = Literal[
    "bait",
    "brand",
    "offer",
    "object",
    "lure",
    "weak",
    "police",
    "contact",
    "trade",
    "price",
    "site",
    "report",
    "ordinary",
    "lawful",
]


@dataclass(frozen=True, slots=True)
class Entry:
    """A family of terms. `terms` are literal and folded; `patterns` are hyperscan expressions. No category: a sign.

    `zh` and `en` name the family in a reason; an entry with a category has both.
    """

    name: str
    role: Role
    category: Category | None
    source: str
    note: str
    zh: str = ""
    en: str = ""
    terms: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """All entries, in a fixed order: an entry's index is its feature's index. `digest` is SHA-256 over everything."""

    entries: tuple[Entry, ...]
    digest: str

    def index(self, name: str) -> int:
        """Give the index of the entry of this name. Raises: KeyError."""
        return self._places[name]

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The role of each entry, by index."""
        return tuple(entry.role for entry in self.entries)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {entry.name: place for place, entry in enumerate(self.entries)}


@cache
def lexicon() -> Lexicon:
    """Read the shipped lexicons (once a process)."""
    return load(FOLDER)


def load(folder: Path) -> Lexicon:
    """Read all lexicon files of a folder.

    Raises: BadInput, naming the file and the entry, for a category or role outside the closed lists, a missing source
    or note, a name used twice, or a term of one character.
    """
    entries: list[Entry] = []
    for file in sorted(folder.glob("*.toml")):
        entries += _entries(file)
    names = [entry.name for entry in entries]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise _bad(folder, ", ".join(sorted(twice)), "is named twice", "重名")
    return Lexicon(tuple(entries), _digest(entries))


def _entries(file: Path) -> Iterator[Entry]:
    content = tomllib.loads(file.read_text("utf-8"))
    for row in (*content.get("entry", ()), *content.get("rule", ())):
        yield _entry(file, {"category": content.get("category"), **row})


def _entry(file: Path, row: dict[str, Any]) -> Entry:
    name = str(row.get("name", "?"))
    if not row.get("source") or not row.get("note"):
        raise _bad(file, name, "has no source or no note", "缺少来源或说明")
    if row.get("category") and not (row.get("zh") and row.get("en")):
        raise _bad(file, name, "has no name in both languages", "缺少中英文名称")
    if row.get("role") not in get_args(Role):
        raise _bad(file, name, f"has the unknown role {row.get('role')!r}", "的角色不在清单内")
    try:
        kind = category(str(row["category"])) if row.get("category") else None
    except ValueError as error:
        raise _bad(file, name, str(error), "的类别不在封闭清单内") from error
    return Entry(
        name,
        cast(Role, row["role"]),
        kind,
        str(row["source"]),
        str(row["note"]),
        str(row.get("zh", "")),
        str(row.get("en", "")),
        _terms(file, name, str(row.get("terms", ""))),
        tuple(row.get("patterns", ())),
    )


def _terms(file: Path, name: str, written: str) -> tuple[str, ...]:
    terms = dict.fromkeys(unicodedata.normalize("NFKC", term).lower() for term in written.split())
    short = [term for term in terms if len(term) < 2]
    if short:
        raise _bad(file, name, f"has terms of one character: {' '.join(short)}", "含单字词条")
    return tuple(terms)


def _digest(entries: list[Entry]) -> str:
    hasher = hashlib.sha256()
    for entry in entries:
        hasher.update(repr((entry.name, entry.role, entry.category, entry.terms, entry.patterns)).encode())
    return hasher.hexdigest()


def _bad(file: Path, name: str, en: str, zh: str) -> BadInput:
    return BadInput(f"{file}: entry {name!r} {en}; mend the lexicon.", f"{file}：词条“{name}”{zh}，请修正词库。")
