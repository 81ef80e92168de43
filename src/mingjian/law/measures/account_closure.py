"""关停账号 closure of an account: under the platform's user agreement, on our request."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="account_closure",
    zh="关停账号",
    en="Closure of an account",
    unit="个",
    target="account",
    penalty=False,
    needs_case=False,
    executors=("platform",),
    powers=frozenset(["account_closure", "close_account", "order_correct", "platform_measures"]),
    confirmed_by="the platform's answer per account",
    verified_by="profile_page",
    lifted_when="our letter to the platform; checked until it is back",
    note="under its user agreement",
)
