"""公开曝光 publication: named in public after the test of social impact."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="publication",
    zh="公开曝光",
    en="Publication",
    unit="家",
    target="subject",
    penalty=False,
    needs_case=False,
    executors=("office",),
    powers=frozenset(["*", "public_exposure"]),
    confirmed_by="the published page",
    verified_by="published_page",
    lifted_when="withdrawn with reasons within 3 working days",
    note="publication test; withdrawal in 3 working days",
)
