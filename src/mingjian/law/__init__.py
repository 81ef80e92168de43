"""What is true on paper: articles as dated data with their source, periods, calendar, stages, measures, competence."""

from mingjian.law.case import CaseState
from mingjian.law.counting import Due, due
from mingjian.law.course import first_fault, fold, may_take
from mingjian.law.next import NextStep, next_steps
from mingjian.law.people import Officer
from mingjian.law.steps import Step
from mingjian.law.verdicts import Met, NotMet, Verdict

__all__ = [
    "CaseState",
    "Due",
    "Met",
    "NextStep",
    "NotMet",
    "Officer",
    "Step",
    "Verdict",
    "due",
    "first_fault",
    "fold",
    "may_take",
    "next_steps",
]
