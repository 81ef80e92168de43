"""通报批评 public criticism: naming in a bulletin is a penalty and passes the same gate."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="circulate_notice",
    zh="通报批评",
    en="Public criticism",
    unit="家",
    target="subject",
    penalty=True,
    needs_case=True,
    executors=("office",),
    powers=frozenset(["circulate_notice"]),
    confirmed_by="served decision and the published notice",
    verified_by="published_page",
    lifted_when="the notice is withdrawn within 3 working days when the decision falls",
    note="a penalty since APL 9: naming somebody in a bulletin passes the same gate",
)
