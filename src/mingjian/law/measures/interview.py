"""约谈 interview.

The party is called in and told what is wrong.

The Cybersecurity Law §58 gives it to province level and above; other rules name their own level.
"""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="interview",
    zh="约谈",
    en="Interview",
    unit="家",
    target="subject",
    penalty=False,
    needs_case=False,
    executors=("office",),
    powers=frozenset(["interview"]),
    confirmed_by="执法约谈笔录, signed by both sides",
    verified_by="record",
    lifted_when="it is over when held; the follow-up date takes its place",
    note="law may limit it to a level",
)
