"""责令停业整顿 suspension of business for rectification.

A heavy penalty: the party may ask for a hearing.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="business_suspension",
    zh="责令停业整顿",
    en="Suspension of business for rectification",
    unit="家",
    target="subject",
    penalty=True,
    needs_case=True,
    executors=("office",),
    powers=frozenset(["suspend_business"]),
    confirmed_by="served decision",
    verified_by="visit",
    lifted_when="the rectification is checked and met",
    note="hearing right",
)
