"""The forms of the party's acts: what is asked, in plain words, and what follows; both languages."""

from __future__ import annotations

from dataclasses import dataclass

from mingjian.web.language import say


@dataclass(frozen=True, slots=True)
class Form:
    """One act: its title, what it means for the party, the question, whether an answer is needed, whether files may come.

    `asks`: "words", "address" or "officer" beside the words. `sure`: a sentence to agree to before what cannot be undone.
    """

    title: tuple[str, str]
    meaning: tuple[str, str]
    question: tuple[str, str]
    needed: bool = True
    files: bool = True
    asks: str = "words"
    sure: tuple[str, str] | None = None

    @property
    def heading(self) -> str:
        """The title in the language of the page."""
        return say(*self.title)

    @property
    def explanation(self) -> str:
        """What the act means, in the language of the page."""
        return say(*self.meaning)

    @property
    def label(self) -> str:
        """The question in the language of the page."""
        return say(*self.question)

    @property
    def consent(self) -> str:
        """The sentence to agree to; empty if none is needed."""
        return say(*self.sure) if self.sure else ""


ACTS: dict[str, Form] = {
    "defended": Form(
        ("陈述和申辩", "State your case"),
        (
            "您可以说明事实、理由并提交证据。我们必须书面复核，不会因为您申辩而加重处罚。",
            "Say what happened and why, and hand in evidence. We must answer it in writing; a defence never makes the penalty heavier.",
        ),
        ("您的陈述、申辩意见", "Your statement"),
    ),
    "hearing_asked": Form(
        ("要求听证", "Ask for a hearing"),
        (
            "听证免费，主持人不是本案承办人。听证期间不计入办案期限。",
            "A hearing is free; its chair did not investigate. Its time does not count towards the period for deciding.",
        ),
        ("理由或想说明的问题（可以不填）", "Why, or what you want to discuss (optional)"),
        needed=False,
    ),
    "hearing_withdrawn": Form(
        ("撤回听证申请", "Withdraw the request for a hearing"),
        ("撤回后不再举行听证。", "No hearing will be held after that."),
        ("撤回的理由", "Why you withdraw it"),
        files=False,
        sure=("我确认撤回听证申请", "I withdraw my request for a hearing"),
    ),
    "defence_waived": Form(
        ("放弃陈述、申辩和听证", "Waive defence and hearing"),
        (
            "您没有义务放弃。放弃后我们可以不等期限届满就作出决定。",
            "You need not waive anything. If you do, we may decide before the period has run out.",
        ),
        ("说明（可以不填）", "Remarks (optional)"),
        needed=False,
        files=False,
        sure=("我自愿放弃陈述、申辩和要求听证的权利", "I waive my right to defence and hearing of my own will"),
    ),
    "electronic_consented": Form(
        ("同意电子送达", "Consent to electronic service"),
        (
            "同意后，文书可以送到您指定的电子地址。处罚决定书送达之日起计算缴款和申诉期限。",
            "Documents may then be sent to the electronic address you name. Periods for payment and appeal run from service.",
        ),
        ("电子邮箱或手机号", "E-mail address or mobile number"),
        files=False,
        asks="address",
        sure=("我确认地址属于本单位（本人）并同意电子送达", "The address is ours and we consent to electronic service"),
    ),
    "deferral_asked": Form(
        ("申请延期或分期缴纳", "Ask to pay later or in parts"),
        (
            "确有经济困难的可以申请，由我们批准。批准之前期限照常计算。",
            "You may ask if you are in real financial difficulty; we decide. Until then the period runs on.",
        ),
        ("经济困难的情况和希望的安排", "Your difficulty, and the plan you ask for"),
    ),
    "recusal_asked": Form(
        ("申请办案人员回避", "Ask for an officer to be recused"),
        (
            "认为办案人员与本案有直接利害关系或其他关系、可能影响公正的，可以申请回避。决定前调查不停止。",
            "Ask if an officer has an interest in the case or another tie to it. The investigation goes on until it is decided.",
        ),
        ("理由", "Why"),
        asks="officer",
    ),
}
