"""警告 warning: the lightest penalty; always the outcome of a case."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="warning",
    zh="警告",
    en="Warning",
    unit="家",
    target="subject",
    penalty=True,
    needs_case=True,
    executors=("office",),
    powers=frozenset(["warning"]),
    confirmed_by="served decision",
    verified_by="record",
    lifted_when="the decision is revoked",
    note="",
)
