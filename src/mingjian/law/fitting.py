"""Which bases fit what was found: categories of findings and the kind of service in, the bases in order out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from mingjian.law.basis import Basis

FITTING: Mapping[str, tuple[str, ...]] = {
    "gambling": ("CH-SITE48", "CH-UNFILED", "CH-UNFILED33", "RD-CSL69", "GB-", "RD-STORE"),
    "pornography": ("CH-SITE48", "CH-UNFILED", "PN-", "RD-CSL69"),
    "fraud": ("SM-FRAUD", "CH-SITE48", "CH-UNFILED", "SM-CARDS", "RD-CSL69"),
    "cheating_service": ("CH-SITE48", "CH-UNFILED", "CH-UNLICENSED", "CH-OVERSCOPE", "RD-CSL69", "RD-STORE"),
    "account_trading": ("PA-TRADE", "SM-TOOLS", "SM-CARDS", "CH-SITE48", "RD-CSL69"),
    "rank_manipulation": ("PA-ALG", "RM-", "RD-STORE", "CH-SITE48"),
    "paid_deletion": ("NW-PAIDDEL", "NW-OPER", "CH-SITE48"),
    "impersonation": ("ED-FAKEGOV", "PA-NAME", "SM-FRAUD", "CH-SITE48"),
    "hijacked": ("ED-CANCEL", "ED-CHANGE", "RD-NETSEC", "CH-SITE48", "CH-OVERSCOPE", "ED-"),
}
"""Codes of bases, or beginnings of codes, by what was found; the best first. A help for the eye, no rule of law."""
_BY_KIND: Mapping[str, tuple[str, ...]] = {
    "app": ("RD-STORE", "SM-FRAUD-APP", "RM-STORE"),
    "account": ("PA-",),
}
_VICTIM = ("ED-CANCEL", "ED-CHANGE", "RD-NETSEC", "ED-", "RD-GOVNET")


def fitting(
    rules: Sequence[Basis], categories: Iterable[str], kind: str, victim: bool
) -> tuple[list[Basis], list[Basis]]:
    """The rules that fit what was found, the best first, and the others in the order of the catalogue.

    `kind`: of the service; `victim`: rules for those whose site was taken over come first. Confirmed rules lead.
    """
    wanted = [*(_VICTIM if victim else ()), *_BY_KIND.get(kind, ())]
    for category in categories:
        wanted += FITTING.get(category, ())
    places: dict[str, int] = {}
    for rule in rules:
        found = [place for place, head in enumerate(wanted) if rule.code == head or (rule.code.startswith(head))]
        if found:
            places[rule.code] = found[0]
    good = sorted(
        (rule for rule in rules if rule.code in places), key=lambda rule: (places[rule.code], not rule.confirmed)
    )
    return good, [rule for rule in rules if rule.code not in places]
