"""责令限期整改 rectification order.

What to mend and until when; its refusal must be provable by service and a check.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="rectification_order",
    zh="责令限期整改",
    en="Rectification order",
    unit="家",
    target="subject",
    penalty=False,
    needs_case=False,
    executors=("office",),
    powers=frozenset(["order_correct", "rectification_order"]),
    confirmed_by="served 责令改正通知书 with measures and a term",
    verified_by="check",
    lifted_when="a check record says it is met, or the order is withdrawn with reasons",
    note="needs proven facts; outside a case too",
)
