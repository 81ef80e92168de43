"""责令注销备案 order to cancel a filing.

The holder of a filing whose domain is lost is to cancel it; no penalty.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="filing_cancellation_order",
    zh="责令注销备案",
    en="Order to cancel a filing",
    unit="家",
    target="service",
    penalty=False,
    needs_case=False,
    executors=("holder",),
    powers=frozenset(["cancel_filing", "cancel_record", "filing_cancellation_order", "order_correct"]),
    confirmed_by="the telecom authority confirms that the holder cancelled it",
    verified_by="filing_lookup",
    lifted_when="withdrawn with reasons before it is carried out",
    note="",
)
