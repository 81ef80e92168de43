"""吊销许可 revocation of a licence.

Only the body that granted the licence revokes it; hearing right.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="licence_cancellation",
    zh="吊销许可",
    en="Revocation of a licence",
    unit="家",
    target="service",
    penalty=True,
    needs_case=True,
    executors=("grantor",),
    powers=frozenset(["licence_or_filing_cancellation", "revoke_licence"]),
    confirmed_by="the grantor's decision",
    verified_by="answer",
    lifted_when="the decision is revoked",
    note="hearing right",
)
