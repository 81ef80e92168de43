"""应用下架 delisting of an app: per store; the store acts, on our request."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="delisting",
    zh="应用下架",
    en="Delisting of an app",
    unit="款",
    target="service",
    penalty=False,
    needs_case=False,
    executors=("app_store",),
    powers=frozenset(["close_site_or_app", "delisting", "order_correct", "stop_service"]),
    confirmed_by="the store's answer per app",
    verified_by="store_page",
    lifted_when="our letter to the store; checked until it is back",
    note="per store; distinct app",
)
