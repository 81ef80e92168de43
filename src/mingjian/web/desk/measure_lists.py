"""The views of the desk of measures: what waits, is out, failed, is due for a check; each a filter of one list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from mingjian.law.executors import OURSELVES
from mingjian.law.measures import measures
from mingjian.records.models import Account, Agency, Measure, OnlineService, Unit
from mingjian.web.paging import Page, page

VIEWS: dict[str, tuple[str, str]] = {
    "all": ("全部", "All"),
    "proposed": ("待审批", "To approve"),
    "to_order": ("待交办", "To be ordered"),
    "to_tell": ("待告知", "To be told"),
    "out": ("待答复", "Out"),
    "failed": ("未落实", "Failed"),
    "to_check": ("待核查", "To be checked"),
    "back": ("死灰复燃", "Came back"),
    "not_back": ("撤销后未恢复", "Lifted, not back"),
}
"""The views in their order, in Chinese and English."""
_OWN = tuple(OURSELVES)
_FILTERS: dict[str, Q] = {
    "proposed": Q(state="proposed"),
    "to_order": Q(state__in=["ordered", "failed"], executor__isnull=False) & ~Q(executor_kind__in=_OWN),
    "to_tell": Q(state="ordered") & (Q(executor=None) | Q(executor_kind__in=_OWN)),
    "out": Q(state="notified"),
    "failed": Q(state="failed"),
    "to_check": Q(state="executed"),
    "back": Q(state="reappeared"),
    "not_back": Q(state="lifted", restored_on=None, executed_on__isnull=False),
}
FOUND = 500
"""Services that a search by name looks at."""


def executing_bodies() -> list[Agency]:
    """The bodies that carry measures out, for the filter."""
    kinds = {executor for kind in measures().values() for executor in kind.executors}
    return [row for row in Agency.objects.order_by("code") if row.executor_kind in kinds]


def _searched(rows: Any, wanted: str) -> Any:
    """Rows whose number begins with the words, or whose service's name or host holds them."""
    # Chinese knows no case: compared as written, 100,000 names are read in half the time.
    how = "contains" if wanted.upper() == wanted.lower() else "icontains"
    services = OnlineService.objects.filter(Q(**{f"name__{how}": wanted}) | Q(**{f"host__{how}": wanted}))
    return rows.filter(
        Q(number__startswith=wanted.upper()) | Q(service__in=list(services.values_list("pk", flat=True)[:FOUND]))
    )


def measure_page(account: Account, view: str, asked: dict[str, str], after: str) -> Page:
    """One page of a view, newest first, within the account's scope; `asked`: state, code, executor, campaign, words.

    The offices are asked for first and named one by one: so the planner knows how many measures they have, and reads
    the index of an office or of all accordingly.
    """
    offices = list(Unit.objects.seen_by(account).values_list("pk", flat=True))
    rows = Measure.objects.filter(unit__in=offices).select_related("service", "executor")
    if view in _FILTERS:
        rows = rows.filter(_FILTERS[view])
    for name, field in (("state", "state"), ("code", "code"), ("executor", "executor__code")):
        if asked.get(name):
            rows = rows.filter(**{field: asked[name]})
    if asked.get("campaign"):
        rows = rows.filter(campaigns__contains=[asked["campaign"]])
    if asked.get("q"):
        rows = _searched(rows, asked["q"])
    return page(rows, ("-proposed_at", "-id"), after)
