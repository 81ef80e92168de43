"""暂停更新 suspension of updates: a penalty by decision; by agreement with the operator it is none."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="update_suspension",
    zh="暂停更新",
    en="Suspension of updates",
    unit="家",
    target="service",
    penalty=True,
    needs_case=False,
    executors=("operator", "platform"),
    powers=frozenset(["stop_service", "suspend_update", "update_suspension"]),
    confirmed_by="the operator's answer with begin and end",
    verified_by="visit",
    lifted_when="the term ends, or the office lifts it",
    note="as a penalty it needs a case; by agreement it does not",
)
