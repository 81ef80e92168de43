"""The templates of the documents 文书, one file each, named as the document in `law/documents`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from mingjian.papers.template_kind import Template


@cache
def templates() -> Mapping[str, Template]:
    """Every template by its document's code, found by looking at the folder."""
    found = sorted(one.name for one in pkgutil.iter_modules(__path__))
    return {name: importlib.import_module(f"{__name__}.{name}").TEMPLATE for name in found}
