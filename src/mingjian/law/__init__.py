"""What is true on paper: articles as dated data with their source, periods, calendar, stages, measures, competence."""

from mingjian.law.counting import Due, due
from mingjian.law.verdicts import Met, NotMet, Verdict

__all__ = ["Due", "Met", "NotMet", "Verdict", "due"]
