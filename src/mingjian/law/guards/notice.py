"""Guards on the notice, the defence and the hearing."""

from __future__ import annotations

from datetime import timedelta

from mingjian.law.articles import APL, CAC14, CPL
from mingjian.law.calendar import shipped
from mingjian.law.case import CaseState
from mingjian.law.counting import due
from mingjian.law.guards.penalty import hearing_right, penalties_of
from mingjian.law.guards.register import guard
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse


@guard
def opinion_is_penalty(state: CaseState, _: Step) -> Verdict:
    """Only an investigation that ends in a proposed penalty leads to a notice. Article: 行政处罚法 §44."""
    return Met() if state.opinion == "penalty" else refuse("no_penalty_proposed", f"{APL} §44")


@guard
def rights_told(_: CaseState, step: Step) -> Verdict:
    """Facts, reasons, basis, and the right to state and defend. Article: 行政处罚法 §44."""
    told = step.flag("defence_told") and step.text("facts") and step.text("reasons")
    return Met() if told else refuse("rights_not_told", f"{APL} §44、§45")


@guard
def hearing_told(state: CaseState, step: Step) -> Verdict:
    """Where a hearing may be asked for, the party is told so. Article: 行政处罚法 §63."""
    needed = hearing_right(penalties_of(step), state.settings)
    return refuse("hearing_not_told", f"{APL} §63，{CAC14} §36") if needed and not step.flag("hearing_told") else Met()


@guard
def answer_term(_: CaseState, step: Step) -> Verdict:
    """The party has at least five working days to answer. Article: 行政处罚法 §64，网信部门行政执法程序规定 §36."""
    needed = due("CAC14-36.hearing_request", step.day).day
    given = step.date("answer_by")
    return Met() if given and given >= needed else refuse("answer_term_short", f"{APL} §64", due=needed.isoformat())


@guard
def service_proven(state: CaseState, step: Step) -> Verdict:
    """Each way of service has its proof: consent for electronic, thirty days for publication. Article: 民事诉讼法 §87-95."""
    way = step.text("way")
    if not step.text("proof"):
        return refuse("service_without_proof", f"{CPL} §87")
    if way == "left" and not (step.text("witness") or step.flag("recorded")):
        return refuse("left_without_witness", f"{CPL} §89")
    if way == "electronic" and not state.consented:
        return refuse("no_electronic_consent", f"{APL} §61，{CPL} §90")
    if way == "publication":
        return _published_long_enough(step)
    return Met()


def _published_long_enough(step: Step) -> Verdict:
    posted = step.date("posted_on")
    if posted is None or not step.text("why_published"):
        return refuse("publication_unexplained", f"{CPL} §95")
    ends = due("CPL-95.public_notice_service", posted).day
    return Met() if step.day >= ends else refuse("publication_too_early", f"{CPL} §95", due=ends.isoformat())


@guard
def was_told(state: CaseState, _: Step) -> Verdict:
    """The party was told before. Article: 行政处罚法 §44."""
    return Met() if state.notice else refuse("not_told", f"{APL} §44")


@guard
def not_waived(state: CaseState, _: Step) -> Verdict:
    """What was waived is not asked for again. Article: 行政处罚法 §64."""
    return refuse("was_waived", f"{APL} §64") if state.waived else Met()


@guard
def hearing_may_be_asked(state: CaseState, _: Step) -> Verdict:
    """A hearing is asked for where the law gives it. Article: 行政处罚法 §63."""
    told = state.notice is not None and state.notice.hearing_told
    return Met() if told else refuse("no_hearing_right", f"{APL} §63")


@guard
def hearing_was_asked(state: CaseState, _: Step) -> Verdict:
    """A hearing is arranged when it was asked for, and not held again. Article: 行政处罚法 §64."""
    waits = state.hearing is not None and state.hearing.held_on is None
    return Met() if waits else refuse("hearing_not_asked", f"{APL} §64")


@guard
def chair_is_neutral(state: CaseState, step: Step) -> Verdict:
    """The chair has taken no part in the investigation. Article: 行政处罚法 §64."""
    chairs = step.officers("chair")
    out = {*state.handlers, *state.recused, state.reviewer}
    fits = len(chairs) == 1 and chairs[0].holds("hearing_chair") and chairs[0].code not in out
    return Met() if fits else refuse("chair_not_neutral", f"{APL} §64", who=chairs[0].code if chairs else "-")


@guard
def hearing_notice_early(state: CaseState, step: Step) -> Verdict:
    """Time and place are told seven working days before. Article: 行政处罚法 §64，网信部门行政执法程序规定 §37."""
    held = step.date("hearing_day")
    if held is None:
        return refuse("hearing_day_missing", f"{CAC14} §37")
    latest = due("CAC14-37.hearing_notice_latest", held).day
    if state.settings.hearing_day_more:
        latest = shipped().last_working_day(latest - timedelta(days=1))
    return Met() if step.day <= latest else refuse("hearing_notice_late", f"{APL} §64", due=latest.isoformat())


@guard
def on_hearing_day(state: CaseState, step: Step) -> Verdict:
    """The hearing is held on the day that was told. Article: 行政处罚法 §64."""
    told = state.hearing.day if state.hearing else None
    return Met() if told == step.day else refuse("not_hearing_day", f"{APL} §64", day=str(told or "-"))


@guard
def by_the_chair(state: CaseState, step: Step) -> Verdict:
    """Only the chair who was named holds the hearing and reports. Article: 网信部门行政执法程序规定 §37."""
    chair = state.hearing.chair if state.hearing else ""
    return Met() if step.actors == {chair} else refuse("not_the_chair", f"{CAC14} §37", who=chair or "-")


@guard
def hearing_was_held(state: CaseState, _: Step) -> Verdict:
    """A report follows a hearing, once. Article: 行政处罚法 §65."""
    waits = state.hearing is not None and state.hearing.held_on is not None and state.hearing.reported_on is None
    return Met() if waits else refuse("hearing_not_held", f"{APL} §65")


@guard
def defence_waits(state: CaseState, _: Step) -> Verdict:
    """A defence is reviewed that was made. Article: 行政处罚法 §45."""
    return Met() if state.defence_open else refuse("no_defence", f"{APL} §45")


@guard
def not_made_heavier(_: CaseState, step: Step) -> Verdict:
    """A defence must not make the penalty heavier. Article: 行政处罚法 §45."""
    return refuse("made_heavier", f"{APL} §45") if step.flag("heavier") else Met()
