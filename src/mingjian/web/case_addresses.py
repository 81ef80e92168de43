"""The addresses of the desk of cases, each with its audience; which steps are whose, the law decides step by step."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web.desk import case, case_calendar, case_import, case_more, case_open, case_step, cases, officer_tokens
from mingjian.web.routes import route

READ = "records.read"

CASES: list[URLPattern] = [
    route("desk/leads/<uuid:key>/case/", case_open.open_from_lead, audience=READ, name="open_case"),
    route("desk/cases/", cases.cases, audience=READ, name="cases"),
    route("desk/cases/deadlines.ics", case_calendar.calendar, audience=READ, name="case_calendar"),
    route("desk/tokens/", officer_tokens.tokens, audience=READ, name="officer_tokens"),
    route("desk/cases/hand-over/", case_more.reassign, audience=READ, name="hand_over"),
    route("desk/cases/deputations/", case_more.deputations, audience=READ, name="deputations"),
    route("desk/cases/taking-over/", case_import.imports, audience=READ, name="case_imports"),
    route("desk/cases/taking-over/<uuid:key>/", case_import.one, audience=READ, name="case_import"),
    route("desk/cases/corrections/<uuid:key>/", case_more.decide, audience=READ, name="decide_correction"),
    route("desk/cases/<uuid:key>/", case.case, audience=READ, name="case"),
    route("desk/cases/<uuid:key>/steps/<slug:kind>/", case_step.case_step, audience=READ, name="case_step"),
    route("desk/cases/<uuid:key>/corrections/<int:seq>/", case_more.correct_step, audience=READ, name="correct_step"),
]
