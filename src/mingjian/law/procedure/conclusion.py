"""The end of the investigation, the crime check, and transfers out of the case."""

from __future__ import annotations

from dataclasses import replace

from mingjian.law.articles import APL, CAC14, CRT
from mingjian.law.case import CaseState, Crime
from mingjian.law.crime import figures, hits
from mingjian.law.guards.conclusion import OPINIONS
from mingjian.law.procedure.investigation import OPEN
from mingjian.law.step_kind import LATE_REASON, REASONS, Field, StepKind
from mingjian.law.steps import Step

_BEFORE_NOTICE = frozenset({"concluded"})
_CHECK = OPEN | {"concluded"}


def _concluded(state: CaseState, step: Step) -> CaseState:
    age = step.facts.get("age")
    return state.with_(
        stage="concluded",
        opinion=step.text("opinion"),
        facts_proven=step.flag("facts_proven"),
        complex=step.flag("complex"),
        act_ended=step.date("act_ended") or state.act_ended,
        major=step.flag("major"),
        age=age if isinstance(age, int) else state.age,
    )


def _supplemented(state: CaseState, _: Step) -> CaseState:
    """Back to the investigation: what was concluded, told and reviewed falls; the evidence stays."""
    return state.with_(
        stage="investigating",
        opinion="",
        notice=None,
        defence_open=False,
        defended=False,
        waived=False,
        hearing=None,
        reviewer="",
        review_passed=None,
        discussed=False,
    )


def _crime_checked(state: CaseState, step: Step) -> CaseState:
    found = {
        str(row["figure"]): row["value"]
        for row in step.rows("figures")
        if row.get("figure") in figures() and isinstance(row.get("value"), int | float)
    }
    reached = tuple(f"{hit.crime}: {hit.mark}" for hit in hits(found))
    return state.with_(crime=Crime(step.day, reached))


def _ruled(state: CaseState, step: Step) -> CaseState:
    assert state.crime is not None
    yes = step.flag("transfer")
    crime = replace(state.crime, ruled=yes, ruled_on=step.day, ruled_at=step.at)
    return state.with_(crime=crime, stage="crime_transfer" if yes else state.stage)


def _sent(state: CaseState, step: Step) -> CaseState:
    assert state.crime is not None
    return state.with_(crime=replace(state.crime, sent_on=step.day))


def _answered(state: CaseState, step: Step) -> CaseState:
    assert state.crime is not None
    crime = replace(state.crime, answer=step.text("answer"), answered_on=step.day)
    if crime.answer == "accepted":
        return state.with_(crime=crime, stage="transferred", outcome="transferred_crime")
    return state.with_(crime=crime, stage="concluded" if state.opinion else "investigating")


def _reconsidered(state: CaseState, _: Step) -> CaseState:
    assert state.crime is not None
    crime = replace(state.crime, reconsidered=True, answer=None)
    return state.with_(crime=crime, stage="crime_transfer")


def _to_authority(state: CaseState, _: Step) -> CaseState:
    return state.with_(stage="transferred", outcome="transferred_other")


KINDS = (
    StepKind(
        "concluded",
        "调查终结",
        "conclude the investigation",
        f"{CAC14} §33",
        by=("handler",),
        stages=OPEN,
        apply=_concluded,
        people=2,
        of_case=True,
        card=True,
        conditions=("some_evidence", "evidence_reviewed", "recusals_settled"),
        checks=("excluded_not_used", "opinion_fits_facts", "order_went_out", "under_fourteen", "limitation_opinion"),
        fields=(
            Field(
                "opinion",
                "choice",
                "处理意见",
                "opinion",
                options=tuple((code, zh, en) for code, (zh, en, _) in OPINIONS.items()),
            ),
            Field("facts_proven", "flag", "违法事实成立", "facts proven", required=False),
            Field("evidence", "codes", "据以认定的证据", "evidence relied on"),
            Field("report", "text", "案件处理意见报告", "report"),
            Field("complex", "flag", "疑难复杂或涉及多个法律关系", "difficult or many relations", required=False),
            Field("major", "flag", "涉及重大公共利益", "major public interest", required=False),
            Field("age", "number", "当事人年龄(自然人)", "age (a person)", required=False),
            Field("act_ended", "day", "查明的违法行为终了之日", "day the act ended, as found", required=False),
            Field("already_corrected", "text", "已自行改正的说明", "how it was already corrected", required=False),
        ),
        documents=("handling_report", "penalty_proposal"),
    ),
    StepKind(
        "supplemented",
        "补充调查",
        "investigate further",
        f"{CAC14} §42",
        by=("handler",),
        stages=frozenset({"concluded", "notified", "heard", "defence_checked", "reviewed", "discussed"}),
        apply=_supplemented,
        people=2,
        of_case=True,
        fields=(REASONS,),
    ),
    StepKind(
        "crime_checked",
        "涉嫌犯罪标准核对",
        "check against criminal thresholds",
        f"{CRT} §3",
        by=("handler",),
        stages=_CHECK,
        apply=_crime_checked,
        people=2,
        of_case=True,
        checks=("figures_known",),
        fields=(Field("figures", "figures", "核对数据", "figures"), Field("report", "text", "核对说明", "report")),
    ),
    StepKind(
        "crime_ruled",
        "决定是否移送公安机关",
        "rule on transfer to the police",
        f"{CRT} §5",
        by=("handler",),
        approved_by=("office_head", "main_head"),
        stages=_CHECK,
        apply=_ruled,
        offered=lambda state: state.crime is not None and state.crime.ruled is None,
        of_case=True,
        conditions=("crime_was_checked", "not_yet_ruled", "nothing_held"),
        checks=("team_of_two",),
        fields=(
            Field("transfer", "flag", "移送", "transfer", required=False),
            Field("team", "codes", "核实人员(两人以上)", "team (two or more)"),
            REASONS,
            LATE_REASON,
        ),
        documents=("crime_transfer_approval",),
        clock="crime_ruling",
        late="soft",
    ),
    StepKind(
        "crime_sent",
        "向公安机关移送",
        "hand over to the police",
        f"{CRT} §5-6",
        by=("handler",),
        stages=frozenset({"crime_transfer"}),
        apply=_sent,
        of_case=True,
        conditions=("transfer_ruled",),
        fields=(
            Field("letter", "text", "移送书编号", "number of the transfer"),
            Field("list", "text", "涉案物品清单", "list of things and evidence"),
            Field("receipt", "text", "回执", "receipt"),
            LATE_REASON,
        ),
        documents=("crime_transfer", "crime_report", "crime_evidence_list"),
        clock="crime_handover",
        late="soft",
    ),
    StepKind(
        "crime_answered",
        "公安机关答复",
        "the police answer",
        f"{CRT} §8",
        by=("public_security", "handler"),
        stages=frozenset({"crime_transfer"}),
        apply=_answered,
        conditions=("transfer_sent",),
        fields=(
            Field(
                "answer",
                "choice",
                "答复",
                "answer",
                options=(("accepted", "立案", "accepted"), ("refused", "不予立案", "refused")),
            ),
            Field("letter", "text", "通知书编号", "number of the letter"),
        ),
        clock="police_answer",
    ),
    StepKind(
        "crime_reconsidered",
        "提请公安机关复议",
        "ask the police to reconsider",
        f"{CRT} §9",
        by=("handler",),
        stages=frozenset({"concluded", "investigating"}),
        apply=_reconsidered,
        offered=lambda state: state.crime is not None and state.crime.answer == "refused",
        of_case=True,
        conditions=("police_refused",),
        fields=(REASONS,),
        clock="crime_reconsideration",
        late="hard",
    ),
    StepKind(
        "transferred",
        "移送其他机关处理",
        "transfer to another authority",
        f"{APL} §57，{CAC14} §15、§33",
        by=("handler",),
        approved_by=("office_head",),
        stages=_BEFORE_NOTICE,
        apply=_to_authority,
        of_case=True,
        conditions=("not_handed_on_twice", "nothing_held", "crime_was_ruled"),
        fields=(
            Field("receiver", "text", "受移送机关", "receiving body"),
            REASONS,
            Field("letter", "text", "移送函编号", "number of the letter"),
        ),
        documents=("transfer_letter",),
    ),
)
