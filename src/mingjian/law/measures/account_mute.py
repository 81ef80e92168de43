"""账号禁言 mute of an account: under the platform's user agreement, on our request."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="account_mute",
    zh="账号禁言",
    en="Mute of an account",
    unit="个",
    target="account",
    penalty=False,
    needs_case=False,
    executors=("platform",),
    powers=frozenset(["account_mute", "order_correct", "platform_measures"]),
    confirmed_by="the platform's answer per account",
    verified_by="profile_page",
    lifted_when="the term ends, or our letter to the platform",
    note="",
)
