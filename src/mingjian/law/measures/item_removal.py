"""清理信息 removal of items: single posts, pictures, pages; copies elsewhere are items of their own."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="item_removal",
    zh="清理信息",
    en="Removal of items",
    unit="条",
    target="item",
    penalty=False,
    needs_case=False,
    executors=("platform", "operator"),
    powers=frozenset(["order_correct", "platform_measures", "removal"]),
    confirmed_by="the platform's answer per item",
    verified_by="visit",
    lifted_when="our letter to the platform; checked until it is back",
    note="",
)
