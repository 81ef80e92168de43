"""The bodies the office works with and those that carry out its measures, by code."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mingjian.errors import BadInput

_EN = {
    "telecom": "Communications administration",
    "public_security": "Public security",
    "market_supervision": "Market supervision",
    "culture_tourism": "Culture and tourism",
    "press_publication": "Press, publication and copyright",
    "broadcasting": "Radio and television",
    "education": "Education",
    "health": "Health",
    "finance": "Financial supervision",
    "procuratorate": "Procuratorate",
    "court": "People's court",
    "superior_cac": "Cyberspace Administration of China",
    "other_province": "Cyberspace office of another province",
    "app_store": "App store",
    "platform": "Platform",
    "telecom_operator": "Telecom operator",
    "registrar": "Domain registrar",
}


@dataclass(frozen=True, slots=True)
class Agency:
    """One kind of body: its names, the levels it exists at ("executor": a company that carries out), what is theirs."""

    code: str
    zh: str
    en: str
    levels: tuple[str, ...]
    theirs: str
    confirmed: bool

    @property
    def executes_only(self) -> bool:
        """Whether it is a company that carries out measures, not a public body."""
        return self.levels == ("executor",)


@cache
def agencies() -> Mapping[str, Agency]:
    """Every body by its code."""
    file = json.loads(Path(__file__).with_name("agencies.json").read_text("utf-8"))
    return {
        row["code"]: Agency(
            row["code"], row["zh"], _EN[row["code"]], tuple(row["levels"]), row["theirs"], file["confirmed"]
        )
        for row in file["agencies"]
    }


def agency(code: str) -> Agency:
    """One body by its code. Raises: BadInput, naming the nearest codes."""
    known = agencies()
    if code in known:
        return known[code]
    near = ", ".join(difflib.get_close_matches(code, known, n=3, cutoff=0.5)) or ", ".join(known)
    raise BadInput(
        f"There is no agency {code!r}; did you mean one of: {near}?", f"没有机构代码“{code}”；可选：{near}。"
    )
