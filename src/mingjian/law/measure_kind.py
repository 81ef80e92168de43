"""What a measure is, as data: the shape of every file in `law/measures/`, and the states a measure goes through."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of measure.

    `unit` is what is counted (家, 款, 个, 条); `target` what it hits: subject, service, account, item, number.
    `penalty`: a penalty (行政处罚法 §9) when the office decides it. `needs_case`: cannot exist without a served
    decision. `executors`: who may carry it out: "office", an agency's code, "operator", "holder", "grantor",
    "superior_body", "bank". `powers`: words of basis.json that give it ("*": any basis will do, nothing is imposed).
    `verified_by`: visit, store_page, profile_page, filing_lookup, published_page, check, answer, record.
    Source: measures.json.
    """

    code: str
    zh: str
    en: str
    unit: str
    target: str
    penalty: bool
    needs_case: bool
    executors: tuple[str, ...]
    powers: frozenset[str]
    confirmed_by: str
    verified_by: str
    lifted_when: str
    note: str

    @property
    def by_others(self) -> bool:
        """Whether somebody else carries it out on our order or request."""
        return "office" not in self.executors


STATES: dict[str, tuple[str, str]] = {
    "proposed": ("待审批", "waiting for approval"),
    "refused": ("未批准", "not approved"),
    "withdrawn": ("撤回", "withdrawn"),
    "ordered": ("已下达", "ordered"),
    "notified": ("已通知", "notified"),
    "executed": ("已执行", "executed"),
    "verified": ("已核实", "verified"),
    "failed": ("未落实", "failed"),
    "reappeared": ("死灰复燃", "reappeared"),
    "lifted": ("已撤销", "lifted"),
}
"""The states with their words, the same in law and on pages."""
# Act: from which states, to which.
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "approve": (frozenset({"proposed"}), "ordered"),
    "refuse": (frozenset({"proposed"}), "refused"),
    "withdraw": (frozenset({"proposed", "ordered", "notified"}), "withdrawn"),
    "notify": (frozenset({"ordered", "failed"}), "notified"),
    "record_execution": (frozenset({"notified", "failed"}), "executed"),
    "record_failure": (frozenset({"notified", "executed"}), "failed"),
    "verify": (frozenset({"executed"}), "verified"),
    "record_return": (frozenset({"verified"}), "reappeared"),
    "lift": (frozenset({"executed", "verified"}), "lifted"),
}
COUNTED_FROM = frozenset({"executed", "verified", "reappeared", "lifted"})
"""A measure counts in a figure only once it has been executed; `failed` does not count."""
