"""The documents 文书 of the procedure, one file each; adding a file adds a document."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from mingjian.errors import BadInput
from mingjian.law.document_kind import Document


@cache
def documents() -> Mapping[str, Document]:
    """Every document by its code, found by looking at the folder."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.DOCUMENT.code: module.DOCUMENT for module in modules}


def document(code: str) -> Document:
    """One document by its code, such as "penalty_notice". Raises: BadInput, naming the nearest codes."""
    known = documents()
    if code in known:
        return known[code]
    near = ", ".join(difflib.get_close_matches(code, known, n=3, cutoff=0.5)) or ", ".join(sorted(known))
    raise BadInput(
        f"There is no document {code!r}; did you mean one of: {near}?", f"没有文书代码“{code}”；可选：{near}。"
    )
