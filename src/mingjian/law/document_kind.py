"""What a document of the procedure is, as data: the shape of every file in `law/documents/`; templates are in `papers`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of document 文书.

    `made_by`: kinds of steps that make it. `signers`: roles that sign ("party" signs where the party is heard).
    `series`: the number series it takes its number from ("罚" in 东屿网信罚〔2026〕12号), empty: numbered inside the case.
    `sealed`: carries the office's seal. `to_party`: the party receives it, so it needs a service receipt.
    """

    code: str
    zh: str
    en: str
    made_by: tuple[str, ...]
    signers: tuple[str, ...]
    article: str
    series: str = ""
    sealed: bool = False
    to_party: bool = False
