"""Every role against every act of the desks of measures and returns: done for whom the house names, refused to all others.

The table is written from procedure.md and the house, not read from the code. Each act is ready to succeed, so a refusal
is the role's; what is done is taken back, and what is refused has changed nothing.
"""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path

import pytest
from django.db import transaction

from mingjian.errors import ForbiddenAct
from mingjian.law.publication import QUESTIONS, Answer
from mingjian.law.roles import ROLES
from tests.office.measures.course import HOUR, approved, by_letter, by_ourselves, lead_of, proposed, said
from tests.office.places import DAY, NOW, officer
from tests.office.returns import accounts, desk, judged, read, sampled, sealed  # noqa: F401 - desk is a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HANDLER, PATROL, SECTION = {"handler"}, {"patrol_operator"}, {"section_head"}
HEADS, HEAD = {"office_head", "main_head"}, {"office_head"}
WHO = {
    "propose": HANDLER,
    "withdraw a proposal": HANDLER,
    "approve a closure": HEADS,
    "approve an interview": HEADS | SECTION,
    "refuse a proposal": HEADS | SECTION,
    "notify": HANDLER,
    "record an execution": HANDLER,
    "show a code": HANDLER,
    "check": HANDLER | PATROL,
    "have it visited": HANDLER | PATROL,
    "join offices": HANDLER,
    "propose a lifting": HANDLER,
    "approve a lifting": HEADS,
    "send a letter": HANDLER,
    "take a letter back": HANDLER,
    "read an answer in": HANDLER,
    "spot check": HANDLER | PATROL,
    "register an objection": HANDLER,
    "hear the executor": HANDLER,
    "answer an objection": HANDLER,
    "rule on an objection": HEADS,
    "receive a return": HANDLER | {"statistician"},
    "make an upload link": HANDLER | {"statistician"},
    "draw a sample": HANDLER,
    "judge a row": HANDLER,
    "accept a return": SECTION,
    "reject a return": SECTION,
    "propose a publication": HANDLER,
    "publish": HEAD,
    "refuse a publication": HEAD,
    "note that it fell": HANDLER,
    "take a publication back": HEAD,
    "make a token": {"system_administrator"},
    "revoke a token": {"system_administrator"},
}
ANSWERS = {question.code: Answer(True, "影响较大") for question in QUESTIONS}


def site(place, number):
    from mingjian.office.registry.register_service import NewService, NewSubject, register_service

    place.shop = register_service(
        place.city, NewSubject(f"商户{number}", sector="company"), NewService(f"站{number}", host=f"s{number}.test"),
        by=None, at=NOW,
    )  # fmt: skip
    return place.shop


def own(measure, by):
    """The proposal as if the officer had made it: nobody takes back another's."""
    type(measure).objects.filter(pk=measure.pk).update(proposed_by=by)
    return measure


def stage(place, visited):
    """Measures in every state that an act needs, and the acts on them by name: each takes the officer."""
    from mingjian.office.measures import (
        carry_out,
        joint,
        lift_measure,
        objections,
        propose_measure,
        rechecks,
        send_order,
    )
    from mingjian.office.measures.check_measure import check_measure
    from mingjian.office.measures.spot_checks import spot_check
    from mingjian.office.measures.take_answer import take_answer

    handler, made = place.province_handler, {}

    def at_site(name, make):
        site(place, len(made))
        made[name] = make()
        return made[name]

    lead = at_site("lead", lambda: lead_of(place, visited))
    waiting = at_site("proposed", lambda: proposed(place, visited, "closure", "CH-SITE48"))
    talk = at_site("talk", lambda: proposed(place, visited, "interview", "RD-CSL69"))
    told = at_site("told", lambda: approved(place, visited, "interview", "RD-CSL69"))
    spoken = at_site("spoken", lambda: approved(place, visited, "interview", "RD-CSL69"))
    carry_out.notify_measure(spoken, "in_person", by=handler, at=NOW)
    held = at_site("held", lambda: by_ourselves(place, approved(place, visited, "interview", "RD-CSL69")))
    ordered = at_site("ordered", lambda: approved(place, visited, "closure", "CH-SITE48"))
    out = at_site("out", lambda: approved(place, visited, "closure", "CH-SITE48"))
    letter = send_order.send_order([out], out.executor, by=handler, at=NOW)
    closed = at_site("closed", lambda: approved(place, visited, "closure", "CH-SITE48"))
    answered = by_letter(place, closed)
    lifting = at_site("lifting", lambda: approved(place, visited, "closure", "CH-SITE48"))
    by_letter(place, lifting)
    lift_measure.propose_lifting(lifting, "依据变化", by=handler, at=NOW)
    raised = objections.register_objection(closed, "主体有误", by=handler, at=NOW)
    said_of = objections.register_objection(held, "主体有误", by=handler, at=NOW)
    objections.answer_objection(said_of, "rejected", "主体无误", by=handler, at=NOW)
    taken = [said(out.number, owner_told="是")]
    return {
        "propose": lambda by: propose_measure.propose_measure(lead, "closure", "CH-SITE48", "代刷", by=by, at=NOW),
        "withdraw a proposal": lambda by: propose_measure.withdraw_measure(own(waiting, by), by=by, at=NOW),
        "approve a closure": lambda by: propose_measure.approve_measure(waiting, by=by, at=NOW),
        "approve an interview": lambda by: propose_measure.approve_measure(talk, by=by, at=NOW),
        "refuse a proposal": lambda by: propose_measure.refuse_measure(talk, "证据不足", by=by, at=NOW),
        "notify": lambda by: carry_out.notify_measure(told, "in_person", by=by, at=NOW),
        "record an execution": lambda by: carry_out.record_execution(
            spoken, done=True, answer="笔录第1号", executed_on=DAY, by=by, at=NOW + HOUR
        ),
        "show a code": lambda by: carry_out.show_code(spoken, by=by, at=NOW),
        "check": lambda by: check_measure(held, holds=True, note="查阅记录", seen_on=DAY, by=by, at=NOW + 2 * HOUR),
        "have it visited": lambda by: rechecks.check_now(closed, by=by, at=NOW + 2 * HOUR),
        "join offices": lambda by: joint.join_measures([ordered], joint.Joint(("9902",)), by=by, at=NOW),
        "propose a lifting": lambda by: lift_measure.propose_lifting(closed, "依据变化", by=by, at=NOW),
        "approve a lifting": lambda by: lift_measure.approve_lifting(lifting, by=by, at=NOW),
        "send a letter": lambda by: send_order.send_order([ordered], ordered.executor, by=by, at=NOW),
        "take a letter back": lambda by: send_order.withdraw_order(letter, "发错", by=by, at=NOW),
        "read an answer in": lambda by: take_answer(
            letter, letter.executor, taken, way="file", digest="0" * 64, by=by, at=NOW + HOUR
        ),
        "spot check": lambda by: spot_check(answered, 1, by=by, at=NOW + HOUR),
        "register an objection": lambda by: objections.register_objection(spoken, "主体有误", by=by, at=NOW),
        "hear the executor": lambda by: objections.hear_executor(raised, "确已关闭", DAY, by=by, at=NOW),
        "answer an objection": lambda by: objections.answer_objection(raised, "rejected", "主体无误", by=by, at=NOW),
        "rule on an objection": lambda by: objections.rule_objection(said_of, "rejected", "主体无误", by=by, at=NOW),
        **publications(place, closed, lifting),
        **tokens(closed.executor),
    }  # fmt: skip


def publications(place, closed, other):
    from mingjian.office.publications.publish import propose_publication, publish, refuse_publication
    from mingjian.office.publications.withdraw import note_fallen, withdraw
    from mingjian.records.models import Publication

    handler, head = place.province_handler, place.province_head
    asked = propose_publication(other, ANSWERS, "代刷网课", minor=False, by=handler, at=NOW)
    out = publish(asked, by=head, at=NOW)
    Publication.objects.filter(pk=out.pk).update(measure=other)

    def again(by, act):
        """The same publication as if it still waited."""
        Publication.objects.filter(pk=out.pk).update(state="proposed", number=None)
        return act(out, by)

    return {
        "propose a publication": lambda by: propose_publication(
            closed, ANSWERS, "代刷网课", minor=False, by=by, at=NOW
        ),
        "publish": lambda by: again(by, lambda row, who: publish(row, by=who, at=NOW)),
        "refuse a publication": lambda by: again(by, lambda row, who: refuse_publication(row, "轻微", by=who, at=NOW)),
        "note that it fell": lambda by: note_fallen(out, DAY, "复议撤销", by=by, at=NOW),
        "take a publication back": lambda by: withdraw(out, "复议撤销", by=by, at=NOW),
    }


def tokens(agency):
    from mingjian.office.people.executor_tokens import make_token, revoke_token
    from mingjian.records.models import Account

    until = DAY + datetime.timedelta(days=30)
    admin = Account.objects.get(username="only_system_administrator")
    kept, _ = make_token(agency, "系统", until, by=admin, at=NOW)
    return {
        "make a token": lambda by: make_token(agency, "另一系统", until, by=by, at=NOW),
        "revoke a token": lambda by: revoke_token(kept, by=by, at=NOW),
    }


def of_returns(desk):  # noqa: F811 - the fixture's value
    from mingjian.figures.period import period
    from mingjian.office.returns.decide_return import accept_return, reject_return
    from mingjian.office.returns.links import make_link
    from mingjian.office.returns.receive_return import Told, receive_return
    from mingjian.office.returns.sample_return import draw_sample, judge_row

    checked = read(desk, accounts(*[f"a{n}" for n in range(60)]))
    sealed(checked)
    drawn = sampled(desk, read(desk, accounts(*[f"b{n}" for n in range(60)], day="2026-10-03"), code="2026-10"), 50)
    ready = judged(
        desk, sampled(desk, read(desk, accounts(*[f"c{n}" for n in range(60)], day="2026-09-03"), code="2026-09"), 50)
    )
    path = Path(tempfile.mkdtemp(dir=desk.folder)) / "r.csv"
    path.write_bytes(accounts("z1"))
    told = Told(desk.platform, "accounts", period("2026-08"))
    return {
        "receive a return": lambda by: receive_return(by.unit, told, path, "r.csv", by=by, at=NOW),
        "make an upload link": lambda by: make_link(told, DAY, by=by, at=NOW),
        "draw a sample": lambda by: draw_sample(checked, 50, by=by, at=NOW),
        "judge a row": lambda by: judge_row(
            drawn.sample.first(), "confirmed", seen_how="profile_page", by=by, at=NOW
        ),
        "accept a return": lambda by: accept_return(ready, by=by, at=NOW),
        "reject a return": lambda by: reject_return(ready, "抽查不实", by=by, at=NOW),
    }  # fmt: skip


def tried(act, by):
    """Whether the act was done; it is taken back, and one that was refused wrote no event."""
    from mingjian.records.models import Event

    before = Event.objects.count()
    with transaction.atomic():
        try:
            act(by)
            done = True
        except ForbiddenAct:
            done = False
            assert Event.objects.count() == before
        transaction.set_rollback(True)
    return done


def test_every_role_against_every_act(desk, visited):  # noqa: F811 - the fixture
    place = desk.place
    people = {code: officer(place.province, f"only_{code}", code) for code, role in ROLES.items() if role.inside}
    acts = {**stage(place, visited), **of_returns(desk)}
    assert set(acts) == set(WHO)
    wrong = [
        (name, role, "done" if done else "refused")
        for name, act in acts.items()
        for role, by in people.items()
        if (done := tried(act, by)) != (role in WHO[name])
    ]
    assert wrong == []


def test_who_is_outside_the_office_does_nothing_of_it():
    outside = [role for role in ROLES.values() if not role.inside]
    assert len(outside) > 15
    assert not [role.code for role in outside if role.acts]
