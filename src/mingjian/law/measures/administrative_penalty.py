"""行政处罚 administrative penalty: the group of all penalties, for counting cases."""

from mingjian.law.measure_kind import Measure

MEASURE = Measure(
    code="administrative_penalty",
    zh="行政处罚",
    en="Administrative penalty",
    unit="件",
    target="subject",
    penalty=True,
    needs_case=True,
    executors=("office",),
    powers=frozenset(
        [
            "administrative_penalty",
            "circulate_notice",
            "close_site_or_app",
            "confiscate",
            "fine",
            "revoke_licence",
            "suspend_business",
            "suspend_update",
            "warning",
        ]
    ),
    confirmed_by="served decision",
    verified_by="record",
    lifted_when="the decision is revoked",
    note="a group: any measure with penalty=true",
)
