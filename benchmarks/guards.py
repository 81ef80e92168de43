"""The mutation run of the procedure: every guard removed in turn, and every comparison in it weakened, must be noticed.

`./mj bench guards` prints one JSON object: guards, removed ones that were caught, weakenings tried and caught, and the
names of the survivors. A removed guard is caught when one of its offences (`tests/law/offences.py`) passes; a weakened
one when an offence passes or a lawful course is refused.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import textwrap
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.law import courses
from tests.law.edges import EDGES
from tests.law.offences import OFFENCES, Offence

from mingjian.law.case import CaseState
from mingjian.law.course import first_fault, may_take
from mingjian.law.guards import GUARDS, Guard
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met

_SWAP = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
LAWFUL = (courses.archived, courses.demanded, courses.none_decided, courses.crime_sent)


def run(words: list[str] | None = None) -> dict[str, object]:
    """Remove and weaken every guard (or those named); the answer as counts and survivors."""
    begin = time.perf_counter()
    names = list(words or GUARDS)
    offences = [(name, make()) for name, make in OFFENCES]
    removed = [name for name in names if not _noticed(name, lambda *_: Met(), offences)]
    survivors, tried = [], 0
    for name in names:
        for what, mutant in weakenings(GUARDS[name]):
            tried += 1
            if not _noticed(name, mutant, offences):
                survivors.append(f"{name}: {what}")
    return {
        "guards": len(names),
        "removed_caught": len(names) - len(removed),
        "removed_caught_percent": round(100 * (len(names) - len(removed)) / len(names), 1),
        "removed_survivors": removed,
        "weakened": tried,
        "weakened_caught": tried - len(survivors),
        "weakened_caught_percent": round(100 * (tried - len(survivors)) / tried, 1) if tried else None,
        "weakened_survivors": survivors,
        "seconds": round(time.perf_counter() - begin, 1),
    }


@cache
def lawful_edges() -> tuple[tuple[CaseState, Step], ...]:
    """Steps that are just lawful, made once."""
    return tuple(make() for _, make in EDGES)


def _noticed(name: str, mutant: Guard, offences: list[tuple[str, Offence]]) -> bool:
    """Whether an offence of the guard passes, or a lawful course is refused, with the mutant in its place."""
    kept, GUARDS[name] = GUARDS[name], mutant
    try:
        if any(not offence.refused_by() for guard, offence in offences if guard == name):
            return True
        if any(first_fault(courses.at(lawful).steps) is not None for lawful in LAWFUL):
            return True
        return any(not may_take(state, step) for state, step in lawful_edges())
    except Exception:
        return True  # a mutant that breaks is noticed by the first test that runs it
    finally:
        GUARDS[name] = kept


def weakenings(guard: Guard) -> Iterator[tuple[str, Guard]]:
    """Each comparison turned or shifted by one, each `and` made `or` and the reverse, each `not` dropped, one at a time."""
    function = getattr(guard, "__wrapped__", guard)
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    body = tree.body[0]
    assert isinstance(body, ast.FunctionDef)
    body.decorator_list = []
    count = sum(1 for _ in _places(body))
    for number in range(count):
        copy = ast.parse(ast.unparse(tree))
        what = list(_places(copy.body[0]))[number]()
        ast.fix_missing_locations(copy)
        scope: dict[str, Any] = dict(function.__globals__)
        exec(compile(copy, f"<{function.__name__} weakened>", "exec"), scope)
        mutant = scope[function.__name__]
        yield what, mutant if function is guard else _with_kind(mutant)


def _with_kind(function: Callable[..., Any]) -> Guard:
    return lambda state, step, _: function(state, step)


def _places(tree: ast.AST) -> Iterator[Callable[[], str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and type(node.ops[0]) in _SWAP:
            yield lambda node=node: _turn(node)  # type: ignore[misc]
        elif isinstance(node, ast.BoolOp) and not isinstance(node.values[-1], ast.Constant):  # `x or "-"` only shows
            yield lambda node=node: _other(node)  # type: ignore[misc]
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield lambda node=node: _drop(node)  # type: ignore[misc]


def _turn(node: ast.Compare) -> str:
    before = ast.unparse(node)
    node.ops[0] = _SWAP[type(node.ops[0])]()
    return f"{before} -> {ast.unparse(node)}"


def _other(node: ast.BoolOp) -> str:
    before = ast.unparse(node)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
    return f"{before} -> {ast.unparse(node)}"


def _drop(node: ast.UnaryOp) -> str:
    before = ast.unparse(node)
    node.op, node.operand = ast.Not(), ast.UnaryOp(ast.Not(), node.operand)
    return f"{before} -> without not"


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1:]), ensure_ascii=False, indent=1))
