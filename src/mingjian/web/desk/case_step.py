"""One step of a case as a form of its own: filled in, checked by the law, confirmed where it cannot be undone, sent once."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingjian.errors import MingjianError
from mingjian.law.articles import cite
from mingjian.law.course import fold
from mingjian.law.guards.time import is_late
from mingjian.law.next import NextStep, next_from
from mingjian.law.procedure import KINDS
from mingjian.law.step_kind import StepKind
from mingjian.law.steps import Step as LawStep
from mingjian.office.cases.course import law_steps
from mingjian.office.cases.people import acting
from mingjian.office.cases.take_step import Sent, approve_step, enter_step, refuse_step
from mingjian.office.cases.try_step import tried
from mingjian.records import clock
from mingjian.records.models import Account, Case
from mingjian.web.desk.case import rows_for
from mingjian.web.desk.case_choices import Choices, receivers
from mingjian.web.desk.case_fields import facts_from, said_value, widgets
from mingjian.web.desk.case_people import codes_in, is_id, names_of
from mingjian.web.desk.case_prefill import prefilled
from mingjian.web.desk.cases import kind_word
from mingjian.web.language import code, say
from mingjian.web.refusals import CODES

# Steps after which nothing leads back: the page shows what was filled in and asks once more.
GRAVE = frozenset(
    {
        "filed",
        "not_filed",
        "filing_withdrawn",
        "passed_on",
        "transferred",
        "crime_ruled",
        "crime_sent",
        "concluded",
        "notified",
        "decided",
        "served",
        "published",
        "demanded",
        "court_applied",
        "closed",
        "archived",
    }
)


@dataclass(frozen=True)
class Form:
    """A step's form on its way: the case, the step as it is next, the course, the choices."""

    case: Case
    kind: StepKind
    next: NextStep | None
    steps: list[LawStep]
    choices: Choices

    @property
    def approving(self) -> bool:
        """Whether a proposal waits, so that this is its approval."""
        return self.next is not None and self.next.how == "approve"


def _form(request: HttpRequest, key: str, kind: str) -> Form:
    user: Any = request.user
    row = get_object_or_404(rows_for(user), pk=key)
    if kind not in KINDS:
        raise Http404
    steps = law_steps(row)
    state = fold(steps)
    day = _day(request.POST.get("day", "")) or clock.today()
    officer = acting(user, row.unit, day).officer
    found = next((step for step in next_from(state, officer, day) if step.kind == kind), None)
    waits = state.waiting(kind)
    probe = LawStep(kind, day, (officer,), dict(waits.facts) if waits else {})
    late = KINDS[kind].late == "soft" and is_late(state, probe, KINDS[kind])
    return Form(row, KINDS[kind], found, steps, Choices(row, state, user, day, late))


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def case_step(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The form of one step; POST takes it, proposes it, approves or refuses the proposal."""
    form = _form(request, key, kind)
    if request.method != "POST":
        return _show(request, form, prefilled(kind, form.choices, form.steps))
    facts = facts_from(form.kind, request.POST, form.case.unit)
    sent = _sent(request)
    try:
        if request.POST.get("act") == "refuse":
            refuse_step(form.case, kind, request.POST.get("because", ""), sent, by=_user(request), at=clock.now())
            messages.success(request, say("已退回，理由已记下。", "Refused; the reason is kept."))
            return redirect("case", key=key)
        if kind in GRAVE and request.POST.get("confirmed") != "yes":
            with tried():
                _take(request, form, facts, sent)
            return _show(request, form, facts, confirm=True)
        _take(request, form, facts, sent)
    except MingjianError as error:
        again = replace(form, choices=replace(form.choices, late=form.choices.late or "late_reason" in facts))
        return _show(request, again, facts, error=error)
    messages.success(request, _done(form))
    return redirect("case", key=key)


def _user(request: HttpRequest) -> Account:
    user: Any = request.user
    found: Account = user
    return found


def _sent(request: HttpRequest) -> Sent:
    other = request.POST.get("together", "")
    together = tuple(Account.objects.filter(pk=other).select_related("unit")) if is_id(other) else ()
    seen = request.POST.get("seen", "")
    return Sent(
        day=_day(request.POST.get("day", "")) or clock.today(),
        key=request.POST.get("key", "")[:64],
        seen=int(seen) if seen.isdigit() and len(seen) < 7 else None,
        together=together,
    )


def _take(request: HttpRequest, form: Form, facts: Mapping[str, Any], sent: Sent) -> None:
    if request.POST.get("act") == "approve":
        reason = request.POST.get("late_reason", "")
        approve_step(form.case, form.kind.code, sent, late_reason=reason, by=_user(request), at=clock.now())
    else:
        enter_step(form.case, form.kind.code, facts, sent, by=_user(request), at=clock.now())


def _done(form: Form) -> str:
    word = kind_word(form.kind.code)
    if form.approving:
        return say("已批准：{w}。", "Approved: {w}.", w=word)
    if form.kind.approved_by:
        return say("已提请审批：{w}；须由另一人批准。", "Put up for approval: {w}; another person decides.", w=word)
    return say("已记入：{w}。", "Recorded: {w}.", w=word)


def _show(
    request: HttpRequest,
    form: Form,
    values: Mapping[str, Any],
    *,
    confirm: bool = False,
    error: MingjianError | None = None,
) -> HttpResponse:
    waits = form.choices.state.waiting(form.kind.code)
    shown = dict(waits.facts) if waits and form.approving else dict(values)
    names = names_of(codes_in(form.steps)) | form.choices.names | _labels(form)
    post = request.POST
    words = {
        "case": form.case,
        "kind": form.kind,
        "next": form.next,
        "article": cite(form.kind.article, code()),
        "approving": form.approving,
        "widgets": widgets(form.kind, form.choices, values),
        "said": [(field.label(code()), said_value(field, shown.get(field.name), names)) for field in form.kind.fields]
        if confirm or form.approving
        else [],
        "sent": [(name, value) for name in post for value in post.getlist(name) if name != "csrfmiddlewaretoken"]
        if confirm
        else [],
        "together": form.choices.together() if form.kind.people > 1 and not form.approving else [],
        "with_other": post.get("together", ""),
        "proposers": say("、", ", ").join(names.get(who, who) for who in sorted(waits.by)) if waits else "",
        "proposed_on": waits.day if waits else None,
        "day": form.choices.day,
        "today": clock.today(),
        "earliest": form.choices.state.last_day,
        "key": post.get("key") or uuid.uuid4().hex,
        "seen": post.get("seen") or form.case.length,
        "late": form.choices.late,
        "late_reason": post.get("late_reason", ""),
        "confirm": confirm,
        "error": error.say(code()) if error else "",
        "receivers": receivers() if form.kind.code in ("transferred", "passed_on") else [],
        "documents": form.kind.documents,
        "grave": form.kind.code in GRAVE,
    }
    status = next((number for kind, number in CODES.items() if isinstance(error, kind)), 400) if error else 200
    return render(request, "desk/case_step.html", words, status=status)


def _labels(form: Form) -> dict[str, str]:
    """Words for the codes a form chooses from, for the page that reads them back."""
    found: dict[str, str] = {}
    for field in form.kind.fields:
        found |= {option.key: option.label for option in form.choices.options(form.kind.code, field.name)}
    return found
