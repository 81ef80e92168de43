"""取消备案 cancellation of a filing by the authority.

The authority cancels; cancelled by its holder is another measure.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="filing_cancellation",
    zh="取消备案",
    en="Cancellation of a filing by the authority",
    unit="家",
    target="service",
    penalty=True,
    needs_case=False,
    executors=("telecom",),
    powers=frozenset(["cancel_filing", "cancel_record", "licence_or_filing_cancellation"]),
    confirmed_by="the telecom authority's result for the filing number",
    verified_by="filing_lookup",
    lifted_when="a new filing; a cancelled number does not come back",
    note="by the authority; cancelled by its holder is filing_cancellation_order",
)
