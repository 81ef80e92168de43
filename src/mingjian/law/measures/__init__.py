"""The measures of the office, one file each; adding a file adds a measure."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from mingjian.errors import BadInput
from mingjian.law.measure_kind import Measure


@cache
def measures() -> Mapping[str, Measure]:
    """Every measure by its code, found by looking at the folder."""
    modules = (importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__))
    return {module.MEASURE.code: module.MEASURE for module in modules}


def measure(code: str) -> Measure:
    """One measure by its code, such as "fine". Raises: BadInput, naming the nearest codes."""
    known = measures()
    if code in known:
        return known[code]
    near = ", ".join(difflib.get_close_matches(code, known, n=3, cutoff=0.5)) or ", ".join(sorted(known))
    raise BadInput(
        f"There is no measure {code!r}; did you mean one of: {near}?", f"没有处置措施代码“{code}”；可选：{near}。"
    )
