"""罚款 fine: paid to a bank, never to the officer."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="fine",
    zh="罚款",
    en="Fine",
    unit="笔",
    target="subject",
    penalty=True,
    needs_case=True,
    executors=("office", "bank"),
    powers=frozenset(["fine"]),
    confirmed_by="the bank's receipt",
    verified_by="record",
    lifted_when="paid, or the decision is revoked",
    note="",
)
