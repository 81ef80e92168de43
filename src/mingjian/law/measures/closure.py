"""关闭网站或应用 closure of a site or app.

Joint with the telecom authority, against the site; our own closure needs a decision.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="closure",
    zh="关闭网站或应用",
    en="Closure of a site or app",
    unit="家",
    target="service",
    penalty=True,
    needs_case=False,
    executors=("telecom", "operator"),
    powers=frozenset(["close_site_or_app", "closure"]),
    confirmed_by="the telecom authority's result for the site",
    verified_by="visit",
    lifted_when="the telecom authority restores it on our letter; checked until it is back",
    note="joint with the telecom authority",
)
