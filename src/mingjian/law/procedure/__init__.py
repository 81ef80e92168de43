"""Every kind of step of a case by its code, in the order of the procedure."""

from __future__ import annotations

from collections.abc import Mapping

from mingjian.law.articles import OFFICE
from mingjian.law.procedure import closing, conclusion, decision, evidence, investigation, notice, performance, source
from mingjian.law.step_kind import StepKind

_MODULES = (source, investigation, evidence, conclusion, notice, decision, performance, closing)
KINDS: Mapping[str, StepKind] = {kind.code: kind for module in _MODULES for kind in module.KINDS}
PROPOSED = "proposed"
REFUSED = "proposal_refused"
OFFICE_RULE = f"{OFFICE} §双人"
