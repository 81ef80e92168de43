"""The same operation on another service: traces are noted when a visit finds something, links proposed and judged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from mingjian.capture.operation import ENOUGH, link_score
from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Capture, LinkState, OnlineService, OperationLink, Trace


def note_traces(capture: Capture, traces: Iterable[tuple[str, str]], *, at: datetime) -> list[OperationLink]:
    """Note the traces of a capture that gave a finding, and propose links to services that showed the same before.

    Services of one subject are no news, and a pair is proposed once. Returns the links proposed.
    """
    pairs = sorted({(kind, value[:200]) for kind, value in traces if value})
    if not pairs:
        return []
    Trace.objects.bulk_create(
        [
            Trace(service_id=capture.service_id, capture=capture, kind=kind, value=value, seen_at=at)
            for kind, value in pairs
        ],
        ignore_conflicts=True,
    )
    return _propose(capture, at)


def _propose(capture: Capture, at: datetime) -> list[OperationLink]:
    own = Trace.objects.filter(service_id=capture.service_id).values_list("kind", "value", "seen_at")
    mine = {(kind, value): seen for kind, value, seen in own}
    values = {value for _, value in mine}
    spread = {
        (row["kind"], row["value"]): row["n"]
        for row in Trace.objects.filter(value__in=values).values("kind", "value").annotate(n=Count("service"))
    }
    met: dict[Any, list[tuple[str, str, int]]] = {}
    for row in Trace.objects.filter(value__in=values).exclude(service_id=capture.service_id):
        if (row.kind, row.value) in mine:
            met.setdefault(row.service_id, []).append((row.kind, row.value, spread[row.kind, row.value]))
    service = OnlineService.objects.get(pk=capture.service_id)
    others = OnlineService.objects.filter(pk__in=met).exclude(subject_id=service.subject_id)
    return [link for other in others if (link := _link(service, other, met[other.pk], capture, at))]


def _link(
    service: OnlineService, other: OnlineService, shared: list[tuple[str, str, int]], capture: Capture, at: datetime
) -> OperationLink | None:
    score, reasons = link_score(shared)
    pair = {service.pk, other.pk}
    known = OperationLink.objects.filter(earlier__in=pair, later__in=pair).exists()
    if score < ENOUGH or known:
        return None
    link: OperationLink = OperationLink.objects.create(
        earlier=other,
        later=service,
        capture=capture,
        unit_id=service.unit_id,
        score=score,
        reasons=reasons[:12],
        proposed_at=at,
    )
    log_event("link_proposed", link, by=None, at=at, content={"score": score})
    return link


@transaction.atomic
def judge_link(link: OperationLink, answer: str, because: str, *, by: Account, at: datetime) -> OperationLink:
    """Confirm a link, or dismiss it with a reason.

    Raises: BadInput, for another answer, without a reason to dismiss, or if it was judged already; ForbiddenAct.
    """
    if answer not in ("confirm", "dismiss"):
        raise BadInput("Choose an answer.", "请选择一种判断。")
    if answer == "dismiss" and not because.strip():
        raise BadInput("Say why they are not of one operation.", "请写明关联不成立的理由。")
    link = OperationLink.objects.select_for_update(of=("self",)).select_related("unit").get(pk=link.pk)
    require("operation_link.judge", by=by, about=link)
    if link.state != LinkState.PROPOSED:
        raise BadInput("The link was judged meanwhile.", "这条关联已被判断，请刷新。")
    link.state = LinkState.CONFIRMED if answer == "confirm" else LinkState.DISMISSED
    link.judged_by, link.judged_at, link.judged_because = by, at, because.strip()[:500]
    link.save(update_fields=["state", "judged_by", "judged_at", "judged_because"])
    content = {"because": link.judged_because}
    if link.state == LinkState.CONFIRMED:
        log_event("link_confirmed", link, by=by, at=at, content=content)
    else:
        log_event("link_dismissed", link, by=by, at=at, content=content)
    return link
