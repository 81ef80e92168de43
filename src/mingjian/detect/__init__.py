"""Documents in, judgements out: criminal commerce and hijacked pages; never opinion, never political speech."""

from mingjian.detect.categories import CATEGORIES, CONTEXTS, VERDICTS, Category, Context, Verdict
from mingjian.detect.facts import PageFacts, ViewAnswer, ViewDifference
from mingjian.detect.judge import judge, judge_together
from mingjian.detect.judgement import Finding, Judgement
from mingjian.detect.model import Model
from mingjian.detect.reasons import EN, ZH

__all__ = [
    "CATEGORIES",
    "CONTEXTS",
    "EN",
    "VERDICTS",
    "ZH",
    "Category",
    "Context",
    "Finding",
    "Judgement",
    "Model",
    "PageFacts",
    "Verdict",
    "ViewAnswer",
    "ViewDifference",
    "judge",
    "judge_together",
]
