"""From a source to a filing: registering, asking for jurisdiction, filing, not filing, handing on."""

from __future__ import annotations

from mingjian.law.articles import APL, CAC14
from mingjian.law.case import CaseState
from mingjian.law.step_kind import LATE_REASON, REASONS, Field, StepKind
from mingjian.law.steps import Step

SOURCES = (
    ("inspection", "监督检查", "inspection"),
    ("complaint", "投诉、申诉、举报", "complaint, appeal or report"),
    ("assigned", "上级交办、下级报请", "assigned by a superior or reported up"),
    ("transferred", "其他机关移送", "transferred by another body"),
    ("other", "其他", "other"),
)
_BEFORE_FILING = frozenset({"registered"})


def _registered(state: CaseState, step: Step) -> CaseState:
    first = step.by[0] if step.by else None
    return state.with_(
        stage="registered",
        registered_on=step.day,
        source=step.text("source"),
        sender=step.text("sender"),
        by_hand=step.flag("by_hand"),
        act_ended=step.date("act_ended"),
        found_on=step.date("found_on") or step.day,
        serious_harm=step.flag("serious_harm"),
        office=first.office if first else "",
        level=first.level if first else "county",
    )


def _extended(state: CaseState, _: Step) -> CaseState:
    return state.with_(filing_long=True)


def _filed(state: CaseState, step: Step) -> CaseState:
    handlers = tuple(officer.code for officer in step.officers("handlers"))
    return state.with_(stage="filed", filed_on=step.day, handlers=handlers, bases=step.codes("bases"))


def _not_filed(state: CaseState, _: Step) -> CaseState:
    return state.with_(stage="not_filed", outcome="not_filed")


def _withdrawn(state: CaseState, _: Step) -> CaseState:
    return state.with_(stage="filing_withdrawn", outcome="filing_withdrawn")


def _passed_on(state: CaseState, _: Step) -> CaseState:
    return state.with_(stage="transferred", outcome="transferred_other", handed_on=True)


def _asked(state: CaseState, step: Step) -> CaseState:
    return state.with_(designation_asked=step.day)


def _designated(state: CaseState, step: Step) -> CaseState:
    if step.flag("to_us"):
        return state.with_(designated=True, designation_asked=None)
    return state.with_(stage="transferred", outcome="transferred_other", designated=True, designation_asked=None)


def _told(state: CaseState, _: Step) -> CaseState:
    return state.with_(sender_told=True)


KINDS = (
    StepKind(
        "source_registered",
        "案件来源登记",
        "register the source",
        f"{CAC14} §17",
        by=("intake_clerk", "handler", "patrol_operator"),
        stages=frozenset({"none"}),
        apply=_registered,
        checks=("transfer_has_sender", "act_not_in_future"),
        fields=(
            Field("source", "choice", "来源", "source", options=SOURCES),
            Field("summary", "text", "案情摘要", "summary"),
            Field("sender", "text", "移送机关", "sender", required=False),
            Field(
                "act_ended",
                "day",
                "违法行为终了之日(持续中留空)",
                "day the act ended (empty: it goes on)",
                required=False,
            ),
            Field("found_on", "day", "发现日", "day it was found", required=False),
            Field(
                "serious_harm",
                "flag",
                "涉及生命健康、金融安全且有危害后果",
                "life, health or finance harmed",
                required=False,
            ),
            Field("by_hand", "flag", "人工立项", "opened by hand", required=False),
        ),
        documents=("source_registration",),
    ),
    StepKind(
        "filing_extended",
        "延长立案期限",
        "extend the time for filing",
        f"{CAC14} §18",
        by=("handler",),
        approved_by=("office_head",),
        stages=_BEFORE_FILING,
        apply=_extended,
        conditions=("extension_asked_in_time",),
        fields=(REASONS,),
        documents=("filing_approval",),
        clock="filing",
        late="hard",
    ),
    StepKind(
        "filed",
        "立案",
        "file the case",
        f"{APL} §54，{CAC14} §18",
        by=("handler",),
        approved_by=("office_head",),
        stages=_BEFORE_FILING,
        apply=_filed,
        conditions=("within_limitation",),
        checks=(
            "jurisdiction_holds",
            "two_carded_handlers",
            "bases_known",
            "bases_in_force",
            "bases_ours",
            "speech_chosen_by_hand",
        ),
        fields=(
            Field("handlers", "officers", "承办人(两人以上)", "handlers (two or more)"),
            Field("bases", "codes", "涉嫌违反的依据", "rules suspected to be broken"),
            Field("own_jurisdiction", "flag", "属于本机关管辖", "own jurisdiction"),
            Field("reasons", "text", "立案理由", "reasons"),
            LATE_REASON,
        ),
        documents=("filing_approval",),
        clock="filing",
        late="soft",
    ),
    StepKind(
        "not_filed",
        "不予立案",
        "do not file",
        f"{CAC14} §18",
        by=("handler",),
        approved_by=("office_head",),
        stages=_BEFORE_FILING,
        apply=_not_filed,
        fields=(REASONS, LATE_REASON),
        documents=("not_filing_approval",),
        clock="filing",
        late="soft",
    ),
    StepKind(
        "filing_withdrawn",
        "撤销立案",
        "withdraw the filing",
        f"{CAC14} §18",
        by=("handler",),
        approved_by=("office_head",),
        stages=frozenset({"filed", "investigating", "concluded"}),
        apply=_withdrawn,
        conditions=("nothing_held",),
        fields=(REASONS,),
        documents=("filing_withdrawal",),
    ),
    StepKind(
        "passed_on",
        "移送有管辖权的机关",
        "pass on to the competent body",
        f"{APL} §25，{CAC14} §12",
        by=("handler",),
        approved_by=("office_head",),
        stages=frozenset({"registered", "filed", "investigating", "concluded"}),
        apply=_passed_on,
        conditions=("not_handed_on_twice", "nothing_held"),
        fields=(
            Field("receiver", "text", "受移送机关", "receiving body"),
            REASONS,
            Field("letter", "text", "移送函编号", "number of the letter"),
        ),
        documents=("transfer_letter",),
    ),
    StepKind(
        "designation_asked",
        "报请指定管辖",
        "ask the superior to designate",
        f"{APL} §25，{CAC14} §13",
        by=("handler",),
        approved_by=("office_head",),
        stages=_BEFORE_FILING,
        apply=_asked,
        fields=(REASONS,),
    ),
    StepKind(
        "designated",
        "指定管辖",
        "jurisdiction is designated",
        f"{APL} §25，{CAC14} §13",
        by=("superior_head",),
        stages=_BEFORE_FILING,
        apply=_designated,
        offered=lambda state: state.designation_asked is not None,
        conditions=("designation_was_asked",),
        fields=(
            Field("to_us", "flag", "指定本机关", "designated to us", required=False),
            Field("letter", "text", "指定文号", "number of the letter"),
        ),
        clock="designation",
    ),
    StepKind(
        "sender_told",
        "书面告知移送机关",
        "tell the sender in writing",
        f"{CAC14} §18",
        by=("handler", "intake_clerk"),
        stages=frozenset({"not_filed", "filing_withdrawn"}),
        apply=_told,
        offered=lambda state: state.source == "transferred" and not state.sender_told,
        conditions=("sender_waits",),
        fields=(Field("letter", "text", "告知函编号", "number of the letter"),),
    ),
)
