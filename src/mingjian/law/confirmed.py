"""What is confirmed and what is not: the data in, `docs/law.md` out (`python -m mingjian.law.confirmed`)."""

from __future__ import annotations

from collections.abc import Iterable

from mingjian.law.agencies import agencies
from mingjian.law.basis import catalogue
from mingjian.law.calendar import shipped
from mingjian.law.destruction import GROUNDS
from mingjian.law.documents import documents
from mingjian.law.guards import GUARDS
from mingjian.law.measures import measures
from mingjian.law.periods import periods
from mingjian.law.procedure import KINDS
from mingjian.law.settings import DEFAULT

HEAD = """# What the law engine knows, and what is not confirmed

Written by `python -m mingjian.law.confirmed > docs/law.md`; a test compares it with the data. What is not confirmed is
shown wherever it matters and blocks nothing but a final decision without a recorded legal confirmation (the step
`basis_confirmed`). 未经核实的条文照常显示，只有作出最终决定前必须由法制审核人员核实并记录。
"""
_OPEN = (
    "网信部门行政执法程序规定 §46 (second clause) to §58: service, performance, closing, archive.",
    "The shares of the discretion tiers (30 % and 70 % marks), a setting.",
    "The large amount that gives the right to a hearing, a setting of each province.",
    "Rollover of a party's period under 行政处罚法: by analogy with 民事诉讼法 §85.",
    "The day from which the seven working days for filing run: the registration of the source.",
    "Days of 移送涉嫌犯罪案件规定: counted as calendar days, strictly.",
    "Whether a suspension of updates gives the right to a hearing: the engine grants it.",
    "The term to answer a notice without hearing right: the engine gives five working days.",
)


def page() -> str:
    """The whole of `docs/law.md`."""
    parts = [
        HEAD,
        _counts(),
        _periods(),
        _bases(),
        _grounds(),
        _settings(),
        _measures(),
        _documents(),
        _guards(),
        _places(),
    ]
    return "\n".join(parts)


def _counts() -> str:
    rules = catalogue().values()
    rows = [
        ("statutory periods", len(periods()), sum(not row.confirmed for row in periods().values())),
        ("bases", len(rules), sum(not row.confirmed for row in rules)),
        ("of these not ours to punish", sum(not row.cac_may_penalise for row in rules), "-"),
        ("of these on what somebody says (by hand only)", sum(row.speech for row in rules), "-"),
        ("grounds to destroy evidence", len(GROUNDS), sum(not row.confirmed for row in GROUNDS.values())),
        ("measures", len(measures()), "-"),
        ("agencies", len(agencies()), sum(not row.confirmed for row in agencies().values())),
        ("years of the calendar", len(shipped().sources), "-"),
        ("kinds of steps", len(KINDS), "-"),
        ("guards", len(GUARDS), "-"),
        ("documents", len(documents()), "-"),
    ]
    return _table(("", "number", "not confirmed"), rows)


def _periods() -> str:
    rows = [
        (f"`{row.rule}`", f"{row.law} §{row.article}", f"{row.length} {row.unit}", row.kept_by)
        for row in periods().values()
        if not row.confirmed
    ]
    return "## Periods not confirmed\n\n" + _table(("rule", "article", "length", "kept by"), rows)


def _bases() -> str:
    rows = [
        (f"`{row.code}`", row.zh, f"{row.law} §{row.article}", row.source_kind)
        for row in catalogue().values()
        if not row.confirmed
    ]
    return "## Bases not confirmed\n\n" + _table(("code", "violation", "article", "known from"), rows)


def _grounds() -> str:
    rows = [(f"`{row.code}`", row.article) for row in GROUNDS.values() if not row.confirmed]
    return "## Grounds to destroy evidence not confirmed\n\n" + _table(("ground", "article"), rows)


def _settings() -> str:
    rows = [
        ("large amount, organisation", f"{DEFAULT.large_org} yuan", DEFAULT.large_confirmed),
        ("large amount, person", f"{DEFAULT.large_person} yuan", DEFAULT.large_confirmed),
        ("lighter until", f"{DEFAULT.lighter_until} % of the span", DEFAULT.shares_confirmed),
        ("heavier from", f"{DEFAULT.heavier_from} % of the span", DEFAULT.shares_confirmed),
    ]
    return "## Settings\n\n" + _table(("setting", "default", "confirmed"), rows)


def _measures() -> str:
    rows = [
        (
            f"`{row.code}`",
            row.zh,
            row.en,
            row.unit,
            "/".join(row.executors),
            row.confirmed_by,
            row.verified_by,
            row.lifted_when,
        )
        for row in measures().values()
    ]
    head = ("code", "zh", "en", "unit", "executor", "confirmed by", "verified by", "lifted when")
    return "## Measures\n\nOne file each in `law/measures/`.\n\n" + _table(head, rows)


def _documents() -> str:
    rows = [
        (
            f"`{row.code}`",
            row.zh,
            row.en,
            row.article,
            ", ".join(row.made_by),
            ", ".join(row.signers),
            row.series or "-",
        )
        for row in documents().values()
    ]
    head = ("code", "zh", "en", "article", "made by", "signed by", "series")
    return "## Documents\n\nOne file each in `law/documents/`.\n\n" + _table(head, rows)


def _guards() -> str:
    rows = [(f"`{name}`", _doc(guard)) for name, guard in sorted(GUARDS.items())]
    return "## Guards\n\nEach is one small function; `./mj bench guards` removes every one in turn.\n\n" + _table(
        ("guard", "what it asks"), rows
    )


def _doc(guard: object) -> str:
    doc = getattr(guard, "__wrapped__", guard).__doc__ or ""
    return " ".join(doc.split())


def _places() -> str:
    return "## Open questions of reading\n\n" + "".join(f"- {line}\n" for line in _OPEN)


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    names = list(head)
    lines = ["| " + " | ".join(names) + " |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(page(), end="")
