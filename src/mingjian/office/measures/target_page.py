"""The page on which a measure's target stands: the store's page of an app, an account's profile, one item's address.

A visit to it shows whether the target is still there. What a store shows beside it is the store's, so such a visit is
never held against the service.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from mingjian.law.measures import measure as kind_of
from mingjian.records.models import CapturedView, Measure, Visit

GONE_WHEN_DONE = ("delisting", "account_closure", "item_removal")
"""Measures after which the target's page must not show it any more."""
GONE = (
    "已下架", "已被下架", "应用不存在", "应用未找到", "页面不存在", "找不到该应用", "找不到页面", "账号不存在", "用户不存在",
    "已注销", "已封禁", "已被封禁", "已停用", "内容已删除", "内容不存在", "not found", "no longer available",
    "has been removed", "is not available in", "account suspended", "does not exist",
)  # fmt: skip
"""What pages say of what they no longer have. It counts in a title or heading, or where the page says little else."""
LITTLE = 400
"""Characters of visible text below which a page says little else."""
NOT_THERE = (404, 410, 451)
_LOUD, _VISIBLE = ("title", "heading"), ("title", "heading", "body", "noscript")


def page_of(measure: Measure) -> str:
    """The address where the target of a measure stands, if that is another than its service's; empty otherwise.

    Several items have no page in common: they are looked at where their service stands.
    """
    if kind_of(measure.code).verified_by not in ("store_page", "visit"):
        return ""
    targets = list(measure.targets.select_related("listing")[:2])
    if len(targets) != 1:
        return ""
    return targets[0].listing.address if targets[0].listing else targets[0].address


def judged_by_its_page(measure: Measure, visit: Visit) -> bool:
    """Whether what a visit saw is the page of the target itself, which shows whether the target is there."""
    return bool(visit.address) or (measure.code == "account_closure" and bool(visit.service.address))


def still_there(visit: Visit) -> tuple[bool | None, str]:
    """Whether the page still shows the target, and the reason's code. None: nothing follows from what was seen.

    One view that shows it is enough; a server's fault, a refusal or a way to somewhere else proves nothing.
    """
    seen = [_shows(view) for view in visit.capture.views.select_related("same_as")]
    for wanted in (True, False):
        for there, reason in seen:
            if there is wanted:
                return there, reason
    return seen[0] if seen else (None, "not_reached")


def _shows(view: CapturedView) -> tuple[bool | None, str]:
    if view.status in NOT_THERE:
        return False, "page_not_found"
    if view.status is None or view.status >= 400:
        return None, "not_reached"
    if _says_gone(view.content):
        return False, "page_says_gone"
    if _leads_elsewhere(view):
        return None, "leads_elsewhere"
    return True, "page_still_there"


def _says_gone(view: CapturedView) -> bool:
    loud = " ".join(view.text[start:end] for surface, start, end in view.surfaces if surface in _LOUD)
    whole = " ".join(view.text[start:end] for surface, start, end in view.surfaces if surface in _VISIBLE)
    said = f"{view.title} {loud}" + (f" {whole}" if len(whole) < LITTLE else "")
    return any(word in said.lower() for word in GONE)


def _leads_elsewhere(view: CapturedView) -> bool:
    asked, came = urlsplit(view.address), urlsplit(view.final_address)
    host = (came.hostname or "").removeprefix("www.")
    return host != (asked.hostname or "").removeprefix("www.") or (
        came.path in ("", "/") and asked.path not in ("", "/")
    )
