"""The form in which a measure is proposed: what a kind of measure asks for, and the terms that were filled in."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mingjian.errors import BadInput
from mingjian.law.executors import by_letter, executor_words, target_kind
from mingjian.law.measure_kind import Measure as MeasureKind
from mingjian.office.measures.propose_measure import SERVED, Terms
from mingjian.office.measures.targets import MOST, account_target, item_targets, listing_target, number_targets
from mingjian.office.registry.register_targets import register_account
from mingjian.records.models import Account, Agency, Case, Lead, StoreListing
from mingjian.web.language import say

WITH_TERM = ("update_suspension", "section_suspension", "account_mute", "account_update_stop", "business_suspension")
"""Measures for a term; an order to correct has only its end."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a kind of measure shows. `executors`: value and name of each that may carry it out."""

    executors: tuple[tuple[str, str], ...]
    targets: str
    listings: tuple[StoreListing, ...]
    account: str
    term: bool
    limit: bool
    agreement: bool


def served_case(lead: Lead) -> Case | None:
    """The case about the lead's service whose decision has been served, if there is one."""
    cases = Case.objects.filter(service_id=lead.service_id, stage__in=SERVED, void=False, outcome="penalty")
    return cases.order_by("-opened_on").first()


def _executors(kind: MeasureKind) -> Iterator[tuple[str, str]]:
    bodies = list(Agency.objects.order_by("code"))
    for wanted in kind.executors:
        if by_letter(wanted):
            for body in bodies:
                if body.executor_kind == wanted:
                    yield body.code, say(body.name_zh, body.name_en)
        else:
            yield f":{wanted}", say(*executor_words(wanted))


def form_of(lead: Lead, kind: MeasureKind) -> Form:
    """The form of one kind of measure on a lead."""
    app = getattr(lead.service, "app", None)
    account = getattr(lead.service, "account", None)
    shown = app.listings.select_related("store").order_by("store__code") if app and kind.code == "delisting" else ()
    return Form(
        executors=tuple(_executors(kind)) if kind.code != "delisting" else (),
        targets=target_kind(kind),
        listings=tuple(shown),
        account=account.uid if account else "",
        term=kind.code in WITH_TERM,
        limit=kind.code == "rectification_order",
        agreement=kind.code == "update_suspension",
    )


def _day(text: str) -> datetime.date | None:
    if not text.strip():
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"{text[:20]!r} is no day.", f"“{text[:20]}”不是日期。") from error


def _accounts(text: str, platform: Agency | None, lead: Lead, by: Account, at: datetime.datetime) -> list[Any]:
    """The accounts of lines "uid name address", registered where they are not known."""
    lines = [line.split() for line in text.splitlines() if line.strip()]
    if platform is None or not lines:
        raise BadInput("Choose the platform and name at least one account.", "请选择平台，并至少写一个账号。")
    if len(lines) > MOST:
        raise BadInput(f"At most {MOST} accounts at a time.", f"一次最多 {MOST} 个账号。")
    found = []
    for uid, *rest in lines:
        address = next((word for word in rest if word.startswith(("http://", "https://"))), "")
        name = " ".join(word for word in rest if word != address)[:200]
        found.append(register_account(platform, uid, name=name, address=address, unit=lead.unit, by=by, at=at))
    return found


def terms_of(
    given: Mapping[str, str], lead: Lead, kind: MeasureKind, *, by: Account, at: datetime.datetime
) -> list[Terms]:
    """The terms that were filled in: one for each account or store, else one. Raises: BadInput."""
    wanted, targets = given.get("executor", ""), given.get("targets", "")
    body = Agency.objects.filter(code=wanted).first() if wanted and not wanted.startswith(":") else None
    case = served_case(lead) if kind.penalty else None
    terms = Terms(
        executor=body,
        executor_kind=wanted[1:] if wanted.startswith(":") else "",
        agreement=given.get("agreement", ""),
        term_from=_day(given.get("term_from", "")),
        term_to=_day(given.get("term_to", "")),
        case=case,
    )
    asked = target_kind(kind)
    if asked == "account":
        return [replace(terms, targets=(account_target(one),)) for one in _accounts(targets, body, lead, by, at)]
    if asked == "listing":
        keys = given.getlist("listing") if hasattr(given, "getlist") else []
        rows = StoreListing.objects.filter(pk__in=keys, app__service=lead.service_id).select_related(
            "store", "app__service"
        )
        if not (listings := list(rows)):
            raise BadInput("Choose at least one store.", "请至少选择一个应用商店。")
        return [replace(terms, executor=one.store, targets=(listing_target(one),)) for one in listings]
    if asked == "item":
        return [replace(terms, targets=item_targets(targets))]
    return [replace(terms, targets=number_targets(targets))] if asked == "number" else [terms]
