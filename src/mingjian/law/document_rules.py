"""When a document of a case may be signed, and by whom: the kind, the state of the case and the day in; a verdict out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from mingjian.law.articles import OFFICE
from mingjian.law.case import CaseState
from mingjian.law.document_kind import Document
from mingjian.law.guards import GUARDS
from mingjian.law.procedure import KINDS
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, NotMet, Verdict, refuse

HEADS = frozenset({"office_head", "main_head"})
ON_PAPER = frozenset({"party"})
"""Who signs on the printed document or on the party's side, not at the desk."""


def may_sign_document(kind: Document, state: CaseState, taken: Iterable[str], day: date) -> Verdict:
    """Say whether the case has come to the point of this document.

    A document of an approved step follows its step; one that is served with its step needs what the step needs.
    Article: 行政处罚法 §44、§57.
    """
    done = set(taken)
    if not kind.made_by or done & set(kind.made_by):
        return Met()
    steps = [KINDS[code] for code in kind.made_by if code in KINDS]
    free = [step for step in steps if not step.approved_by]
    if not free:
        return refuse("document_before_step", kind.article, zh=steps[0].zh, en=steps[0].en)
    standing: list[NotMet] = []
    for step in free:
        if state.stage not in step.stages:
            standing.append(refuse("document_before_step", kind.article, zh=step.zh, en=step.en))
            continue
        probe = Step(step.code, day)
        asked = (GUARDS[name](state, probe, step) for name in step.conditions)
        against = next((verdict for verdict in asked if isinstance(verdict, NotMet)), None)
        if against is None:
            return Met()
        standing.append(against)
    return standing[0]


def still_to_sign(kind: Document, signed: Iterable[str]) -> Counter[str]:
    """The roles whose signature is still wanted at the desk, each as often as it is."""
    wanted = Counter(role for role in kind.signers if role not in ON_PAPER)
    wanted.subtract(signed)
    return +wanted


def needs_review(kind: Document) -> bool:
    """Whether somebody reads the draft before a head signs it."""
    return bool(HEADS & set(kind.signers))


def may_sign_as(kind: Document, roles: Iterable[str], signed: Iterable[str], *, drafted: bool, before: bool) -> Verdict:
    """Say whether a person with these roles may sign next. `drafted`: it is their draft; `before`: they signed already.

    Nobody signs as the head what they drafted; nobody signs twice.
    """
    left, mine = still_to_sign(kind, signed), set(roles)
    if "main_head" in mine:
        mine.add("office_head")
    if before:
        return refuse("document_signed_before", f"{OFFICE} §双人")
    if not left & Counter(mine):
        return refuse("document_other_signer", kind.article, who="、".join(left) or "-")
    if drafted and not (set(left) & mine) - HEADS:
        return refuse("document_own_draft", f"{OFFICE} §双人")
    return Met()


def role_of_signature(kind: Document, roles: Iterable[str], signed: Iterable[str]) -> str:
    """The role in which somebody signs: the first of the wanted ones they hold."""
    mine = set(roles) | ({"office_head"} if "main_head" in set(roles) else set())
    return next(role for role in kind.signers if role in still_to_sign(kind, signed) and role in mine)
