"""账号停更 stop of updates of an account: under the platform's user agreement, on our request."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="account_update_stop",
    zh="账号停更",
    en="Stop of updates of an account",
    unit="个",
    target="account",
    penalty=False,
    needs_case=False,
    executors=("platform",),
    powers=frozenset(["account_update_stop", "order_correct", "platform_measures", "suspend_update"]),
    confirmed_by="the platform's answer per account",
    verified_by="profile_page",
    lifted_when="the term ends, or our letter to the platform",
    note="",
)
