"""Every guard of the procedure, in one register: state and step in, `Met` or `NotMet` out."""

from mingjian.law.guards import after, conclusion, decision, filing, investigation, notice, penalty, people, time
from mingjian.law.guards.register import GUARDS, Guard

__all__ = [
    "GUARDS",
    "Guard",
    "after",
    "conclusion",
    "decision",
    "filing",
    "investigation",
    "notice",
    "penalty",
    "people",
    "time",
]
