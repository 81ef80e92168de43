"""指导安全评估 guidance of a security assessment.

The service is guided through its assessment; no duty is laid on it.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="assessment_guidance",
    zh="指导安全评估",
    en="Guidance of a security assessment",
    unit="款",
    target="service",
    penalty=False,
    needs_case=False,
    executors=("office",),
    powers=frozenset(["*", "assessment_guidance"]),
    confirmed_by="record of guidance",
    verified_by="record",
    lifted_when="it is over when given",
    note="",
)
