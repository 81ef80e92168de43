"""Why a decision may not be published, in both languages; joins `law.reasons`."""

ZH: dict[str, str] = {
    "publication_not_in_force": "处置处于“{state_zh}”，只有已执行且未撤销的才能公开。",
    "publication_without_facts": "没有写明公开的事实；请填写。",
    "publication_untested": "“{zh}”没有回答或没有写明理由；请逐项填写。",
    "publication_test_failed": "“{zh}”不成立，不能公开。",
}
EN: dict[str, str] = {
    "publication_not_in_force": 'The measure is "{state_en}"; only what is in force and not lifted is published.',
    "publication_without_facts": "The facts to be published are missing; write them.",
    "publication_untested": '"{en}" is not answered, or without a reason; answer each question.',
    "publication_test_failed": '"{en}" does not hold; so it is not published.',
}
