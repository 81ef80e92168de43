"""Guards on taking evidence, preserving things, pauses, orders to correct, interviews, recusal."""

from __future__ import annotations

from mingjian.law.articles import APL, CAC14, CSL
from mingjian.law.case import CaseState
from mingjian.law.clocks import CLOCKS
from mingjian.law.guards.filing import known
from mingjian.law.guards.register import guard
from mingjian.law.levels import reaches
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, Verdict, refuse


@guard
def recusal_right_told(_: CaseState, step: Step) -> Verdict:
    """At the first contact the party sees the cards and hears of the right to recusal. Article: 行政处罚法 §43、§55."""
    told = step.flag("cards_shown") and step.flag("recusal_told")
    return Met() if told else refuse("recusal_not_told", f"{APL} §43、§55")


@guard
def contact_made(state: CaseState, _: Step) -> Verdict:
    """The party was contacted, with cards and the right to recusal, before being asked. Article: 行政处罚法 §55."""
    return Met() if state.contacted else refuse("party_not_contacted", f"{APL} §55")


@guard
def recusal_names_participant(state: CaseState, step: Step) -> Verdict:
    """Recusal is asked of somebody who takes part in the case. Article: 行政处罚法 §43."""
    chair = state.hearing.chair if state.hearing else ""
    known_people = {*state.handlers, chair, state.reviewer} - {""}
    who = step.text("officer")
    return Met() if who in known_people else refuse("not_in_case", f"{APL} §43", who=who or "-")


@guard
def recusal_was_asked(state: CaseState, step: Step) -> Verdict:
    """The head rules on a recusal that was asked for. Article: 行政处罚法 §43."""
    who = step.text("officer")
    return Met() if who in state.recusal_asked else refuse("recusal_not_asked", f"{APL} §43", who=who or "-")


@guard
def replacement_fits(state: CaseState, step: Step) -> Verdict:
    """A handler is replaced by another with a valid card who takes part in nothing else. Article: 行政处罚法 §42."""
    new = step.officers("to")
    taken = {*state.handlers, state.reviewer, state.hearing.chair if state.hearing else ""} | state.recused
    fits = len(new) == 1 and new[0].holds("handler") and new[0].has_card(step.day) and new[0].code not in taken
    leaves = step.text("from") in state.handlers
    return Met() if fits and leaves else refuse("replacement_unfit", f"{APL} §42")


@guard
def lawful_basis(_: CaseState, step: Step) -> Verdict:
    """Evidence says under which rule it was taken; taken unlawfully it is out. Article: 行政处罚法 §46."""
    return Met() if step.text("lawful_basis") else refuse("evidence_without_basis", f"{APL} §46，{CAC14} §21")


@guard
def new_evidence(state: CaseState, step: Step) -> Verdict:
    """One piece is kept once."""
    taken = step.text("digest") in {piece.digest for piece in state.evidence}
    return refuse("evidence_twice", f"{APL} §46", digest=step.text("digest")[:16]) if taken else Met()


@guard
def evidence_is_there(state: CaseState, step: Step) -> Verdict:
    """What is reviewed was taken. Article: 行政处罚法 §46."""
    there = step.text("digest") in {piece.digest for piece in state.evidence}
    return Met() if there else refuse("evidence_unknown", f"{APL} §46", digest=step.text("digest")[:16])


@guard
def party_called(_: CaseState, step: Step) -> Verdict:
    """Preserving needs the party, or a witness where the party stays away. Article: 网信部门行政执法程序规定 §28."""
    present = step.flag("party_present") or step.text("witness")
    return Met() if present else refuse("party_not_called", f"{CAC14} §28")


@guard
def preservation_running(state: CaseState, step: Step) -> Verdict:
    """What is disposed of is preserved and was not disposed of. Article: 行政处罚法 §56."""
    running = {row.number for row in state.preservations if not row.disposed}
    return Met() if step.text("number") in running else refuse("nothing_preserved", f"{APL} §56")


@guard
def preservation_not_lapsed(state: CaseState, step: Step) -> Verdict:
    """After seven working days it is lifted by itself. Article: 行政处罚法 §56，网信部门行政执法程序规定 §29."""
    found = CLOCKS["preservation"](_only(state, step), step.day)
    return (
        refuse("preservation_lapsed", f"{APL} §56", due=found.due.isoformat())
        if found and found.over(step.day)
        else Met()
    )


@guard
def preservation_lapsed(state: CaseState, step: Step) -> Verdict:
    """The automatic lifting is recorded once its day is over. Article: 行政处罚法 §56."""
    found = CLOCKS["preservation"](_only(state, step), step.day)
    return Met() if found and found.over(step.day) else refuse("preservation_still_on", f"{APL} §56")


def _only(state: CaseState, step: Step) -> CaseState:
    """The state with nothing preserved but what the step is about."""
    return state.with_(preservations=tuple(row for row in state.preservations if row.number == step.text("number")))


@guard
def new_list_number(state: CaseState, step: Step) -> Verdict:
    """Each list of preserved things has its own number."""
    taken = step.text("number") in {row.number for row in state.preservations}
    return refuse("number_taken", f"{CAC14} §28", number=step.text("number")) if taken else Met()


@guard
def no_pause_open(state: CaseState, _: Step) -> Verdict:
    """One pause runs at a time. Article: 网信部门行政执法程序规定 §45."""
    return refuse("already_paused", f"{CAC14} §45") if any(p.last is None for p in state.pauses) else Met()


@guard
def pause_open(state: CaseState, _: Step) -> Verdict:
    """Only a clock that stands still runs on; a hearing ends with its report. Article: 网信部门行政执法程序规定 §45."""
    running = any(pause.last is None and pause.cause != "hearing" for pause in state.pauses)
    return Met() if running else refuse("not_paused", f"{CAC14} §45")


@guard
def term_is_clear(_: CaseState, step: Step) -> Verdict:
    """An order to correct names the measures and a term that lies ahead. Article: 法释〔2019〕15号 §2."""
    limit = step.date("limit")
    ahead = limit is not None and limit > step.day
    return (
        Met()
        if ahead and step.text("measures")
        else refuse("term_unclear", "法释〔2019〕15号 §2，网信部门行政执法程序规定 §34")
    )


@guard
def order_runs(state: CaseState, _: Step) -> Verdict:
    """What is checked was ordered and not yet met. Article: 网信部门行政执法程序规定 §34."""
    found = state.correction
    return Met() if found and not found.met else refuse("nothing_ordered", f"{CAC14} §34")


@guard
def unmet_only_after_term(state: CaseState, step: Step) -> Verdict:
    """A refusal to correct cannot be stated before the term is over. Article: 法释〔2019〕15号 §2."""
    found = state.correction
    early = found is not None and not step.flag("met") and step.day <= found.limit
    return refuse("term_not_over", "法释〔2019〕15号 §2", limit=str(found.limit if found else "")) if early else Met()


@guard
def interview_level(state: CaseState, _: Step) -> Verdict:
    """Provincial offices and above, or where a rule of the case names interviews. Article: 网络安全法 §58."""
    rules = [rule for code in state.bases if (rule := known(code))]
    named = any(rule.grants({"interview"}) and reaches(state.level, rule.min_level) for rule in rules)
    if named or reaches(state.level, "province"):
        return Met()
    return refuse("interview_level", f"{CSL} §58，{CAC14} §38", basis="/".join(state.bases), level=state.level)
