"""没收违法所得 confiscation of illegal gains: illegal gains are confiscated beside the fine."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="confiscation",
    zh="没收违法所得",
    en="Confiscation of illegal gains",
    unit="笔",
    target="subject",
    penalty=True,
    needs_case=True,
    executors=("office",),
    powers=frozenset(["confiscate"]),
    confirmed_by="没收物品凭证 or the bank receipt",
    verified_by="record",
    lifted_when="the decision is revoked and the gains are returned",
    note="",
)
