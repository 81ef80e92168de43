"""暂停板块 suspension of a section.

One part of a service rests while it is mended; not a suspended site.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="section_suspension",
    zh="暂停板块",
    en="Suspension of a section",
    unit="个",
    target="service",
    penalty=False,
    needs_case=False,
    executors=("operator",),
    powers=frozenset(["order_correct", "section_suspension", "suspend_business", "suspend_function"]),
    confirmed_by="the operator's answer with begin and end",
    verified_by="visit",
    lifted_when="the term ends, or the office lifts it",
    note="not counted as a suspended site",
)
