"""Why a rule of law is not met, in both languages: one sentence a code, with the mend where there is one."""

from __future__ import annotations

ZH: dict[str, str] = {
    "measure_without_evidence": "没有证据，不能提出处置；先固定证据。",
    "measure_without_reason": "没有写明理由；请写明。",
    "basis_not_in_force": "依据 {basis} 在行为日 {day} 不适用（{begins} 至 {until} 有效）；请选行为当时有效的条文。",
    "speech_by_hand_only": "依据 {basis} 涉及言论，只能由人员手工选用并写明理由，系统不提出。",
    "wrong_executor": "“{zh}”不由 {executor} 执行；可由 {known} 执行。",
    "victim_not_offender": "当事方是受害者，不能对其“{zh}”；可以约谈或责令注销备案。",
    "basis_without_power": "依据 {basis} 没有规定“{zh}”；请另选依据。",
    "not_ours": "依据 {basis} 的处罚权属于{authority}；只能移送。",
    "level_too_low": "依据 {basis} 须由 {min_level} 级以上机关决定，本机关为 {level} 级；请报上级。",
    "interview_level": (
        "约谈由省级以上机关实施，或由条文写明的机关实施；依据 {basis} 未授权 {level} 级机关，请报上级。"
    ),
    "no_penalty_by_agreement": "“{zh}”是行政处罚，不能以协商代替。",
    "penalty_needs_case": "“{zh}”是行政处罚，须有立案并已送达的处罚决定。",
    "same_person": "提出和审批不能是同一人（{who}）；请由他人审批。",
    "approver_away": "{who} 不在岗；请由代行审批的负责人办理。",
    "role_may_not": "{who} 的岗位无权办理“{act}”。",
    "head_must_approve": "“{zh}”须由网信部门负责人审批。",
    "office_below": "{who} 所在机关不能审批上级机关提出的事项。",
    "measure_wrong_state": "处置处于“{state_zh}”，此时不能进行“{act}”。",
    "order_without_number": "通知没有文号；请先编号。",
    "owner_not_told": "未告知受影响的一方，也未写明不告知的理由。",
    "answer_from_other": "答复来自 {who}，而通知发给的是 {asked}。",
    "verified_otherwise": "“{zh}”以 {needed} 核实，不以 {how} 核实。",
    "seen_before_execution": "查看的时间不在执行之后；请在执行后再查看。",
    "nothing_seen": "没有附上查看所得的证据；请附上。",
}

EN: dict[str, str] = {
    "measure_without_evidence": "There is no evidence; keep the evidence first, then propose.",
    "measure_without_reason": "No reason is given; write it down.",
    "basis_not_in_force": (
        "{basis} did not apply on {day}, the day of the act (in force {begins} to {until}); choose the rule "
        "in force then."
    ),
    "speech_by_hand_only": (
        "{basis} is about what somebody says: only a person chooses it, with reasons; the system never proposes it."
    ),
    "wrong_executor": "{executor} does not carry out {en}; {known} may.",
    "victim_not_offender": (
        "They are a victim here; {en} is not for victims. An interview or an order to cancel the filing is possible."
    ),
    "basis_without_power": "{basis} does not provide for {en}; choose another basis.",
    "not_ours": "Penalties under {basis} belong to {authority}; the matter can only be transferred.",
    "level_too_low": (
        "{basis} is decided at {min_level} level or above, this office is at {level} level; report it up."
    ),
    "interview_level": (
        "Interviews are for provincial offices and above, or for those a rule names; {basis} names no {level} "
        "office. Report it up."
    ),
    "no_penalty_by_agreement": "{en} is a penalty; agreement does not replace a decision.",
    "penalty_needs_case": "{en} is a penalty; it needs a case and a served decision.",
    "same_person": "The same person ({who}) cannot propose and approve; another must approve.",
    "approver_away": "{who} is away; the acting approver decides.",
    "role_may_not": "The role of {who} does not allow {act}.",
    "head_must_approve": "{en} needs the office head's approval.",
    "office_below": "The office of {who} cannot approve what a higher office proposed.",
    "measure_wrong_state": "The measure is {state_en}; {act} is not possible now.",
    "order_without_number": "The order has no number; number it first.",
    "owner_not_told": "The one who is hit has not been told, and no reason why not is recorded.",
    "answer_from_other": "The answer comes from {who}, but {asked} was ordered.",
    "verified_otherwise": "{en} is verified by {needed}, not by {how}.",
    "seen_before_execution": "It was not looked at after it was carried out; look again.",
    "nothing_seen": "What was seen is not attached; attach the evidence.",
}
