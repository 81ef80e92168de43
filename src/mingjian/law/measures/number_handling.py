"""核查处置手机号 check of phone numbers.

Numbers that register accounts in bulk; numbers are kept as keyed digests.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="number_handling",
    zh="核查处置手机号",
    en="Check of phone numbers",
    unit="个",
    target="number",
    penalty=False,
    needs_case=False,
    executors=("telecom_operator",),
    powers=frozenset(["order_correct", "phone_numbers", "platform_measures"]),
    confirmed_by="the operator's return",
    verified_by="answer",
    lifted_when="the operator restores the number on our letter",
    note="",
)
