"""A full content for each kind of document, made up, of the fictional province: for tests, benchmarks and specimens."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from mingjian.law.documents import document


def specimen(kind: str) -> dict[str, Any]:
    """The content of one kind; nothing that its document wants is missing. Raises: BadInput, for an unknown kind."""
    code, loaded = document(kind).code, json.loads(_written())
    return {**loaded["base"], **loaded["kinds"][code]}


def specimen_number(kind: str) -> str:
    """A number as it is printed, empty for a document without a series."""
    series = document(kind).series
    return f"东屿网信{series}〔2026〕12号" if series else ""


@cache
def _written() -> str:
    return Path(__file__).with_name("specimens.json").read_text("utf-8")
