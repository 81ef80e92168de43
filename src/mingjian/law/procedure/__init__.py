"""Every kind of step of a case by its code, in the order of the procedure."""

from __future__ import annotations

from collections.abc import Mapping

from mingjian.law.articles import OFFICE
from mingjian.law.procedure import after, conclusion, decision, investigation, notice, source
from mingjian.law.step_kind import StepKind

KINDS: Mapping[str, StepKind] = {
    kind.code: kind for module in (source, investigation, conclusion, notice, decision, after) for kind in module.KINDS
}
PROPOSED = "proposed"
REFUSED = "proposal_refused"
OFFICE_RULE = f"{OFFICE} §双人"
