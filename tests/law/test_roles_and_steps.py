"""Every role against every step: who may enter, who may approve, and nobody else."""

import pytest

from mingjian.law.case import CaseState
from mingjian.law.guards import GUARDS
from mingjian.law.procedure import KINDS
from mingjian.law.roles import ROLES
from mingjian.law.steps import Step
from tests.law import courses as c

OUTSIDE = {"party", "deputy", "bank", "public_security", "reconsideration_body", "court", "system", "superior_head"}
NEVER = {"auditor", "system_administrator", "statistician", "licensing_clerk", "campaign_manager", "reporter"}
FOR_HEADS = (
    "filed",
    "not_filed",
    "filing_withdrawn",
    "preserved",
    "decision_extended",
    "decided",
    "closed",
    "crime_ruled",
)


@pytest.mark.parametrize("role", ROLES)
def test_a_role_enters_and_approves_what_is_its_own(role):
    who = c.person("x", role)
    for kind in KINDS.values():
        step = Step(kind.code, c.REGISTERED, (who,))
        assert bool(GUARDS["role_enters"](CaseState(), step, kind)) == (role in kind.by), kind.code
        if kind.approved_by:
            assert bool(GUARDS["role_approves"](CaseState(), step, kind)) == (role in kind.approved_by), kind.code


def test_no_role_enters_and_approves_one_step():
    assert not [kind.code for kind in KINDS.values() if set(kind.by) & set(kind.approved_by)]


def test_some_roles_have_no_part_in_a_case_and_those_outside_have_theirs():
    used = {role for kind in KINDS.values() for role in (*kind.by, *kind.approved_by)}
    assert not used & NEVER
    assert used >= OUTSIDE


def test_heads_approve_what_handlers_propose():
    for code in FOR_HEADS:
        assert "office_head" in KINDS[code].approved_by
        assert "handler" in KINDS[code].by
