"""指导完善未成年人模式 guidance on minors' mode: checklist, defect, check again; no duty is laid on it."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="minor_mode_guidance",
    zh="指导完善未成年人模式",
    en="Guidance on minors' mode",
    unit="家",
    target="service",
    penalty=False,
    needs_case=False,
    executors=("office",),
    powers=frozenset(["*", "minor_mode_guidance"]),
    confirmed_by="checklist with defects",
    verified_by="check",
    lifted_when="it is over when the check passes",
    note="checklist, defect, check again",
)
