"""Why an engine says what it says: a code with parameters, put into words by a table per language beside the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason. `params` fill the placeholders of the sentence (`{term}`) and are JSON-serialisable."""

    code: str
    params: Mapping[str, str | int | float] = field(default_factory=dict)

    def say(self, table: Mapping[str, str]) -> str:
        """The sentence of this reason from a language's table.

        Raises: KeyError, if the table has no sentence for the code (a house test forbids that).
        """
        return table[self.code].format_map(dict(self.params))
