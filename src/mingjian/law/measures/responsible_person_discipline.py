"""处理责任人 discipline of the person responsible.

The platform"s or superior"s own discipline; a penalty only where a decision exists.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="responsible_person_discipline",
    zh="处理责任人",
    en="Discipline of the person responsible",
    unit="人",
    target="subject",
    penalty=False,
    needs_case=False,
    executors=("platform", "superior_body"),
    powers=frozenset(["order_correct", "responsible_person_discipline", "staff_discipline"]),
    confirmed_by="the written answer of the platform or superior body",
    verified_by="answer",
    lifted_when="it is theirs to lift",
    note="a penalty only where a decision exists",
)
