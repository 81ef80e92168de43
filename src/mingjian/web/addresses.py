"""The addresses of the desk and of the public portal, each with its audience."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web import sign_in
from mingjian.web.case_addresses import CASES
from mingjian.web.desk import (
    bulletins,
    case_party,
    findings,
    leads,
    measures,
    more,
    parts,
    patrol,
    plans,
    register,
    reports,
    services,
    today,
)
from mingjian.web.document_addresses import CHECK, DOCUMENTS
from mingjian.web.evidence_addresses import EVIDENCE
from mingjian.web.key_addresses import KEYS
from mingjian.web.model_addresses import MODELS, PUBLIC_MODELS
from mingjian.web.order_addresses import OBJECTION, ORDERS
from mingjian.web.party import door as party_door
from mingjian.web.party import file as party_file
from mingjian.web.public import bulletin, portal
from mingjian.web.return_addresses import OPEN, RETURNS
from mingjian.web.routes import PARTY, PUBLIC, SIGNED_IN, route

READ = "records.read"

PORTAL: list[URLPattern] = [
    route("", portal.home, audience=PUBLIC, name="home"),
    *CHECK,
    route("report/", portal.report, audience=PUBLIC, name="report_something"),
    route("report/receipt/", portal.receipt, audience=PUBLIC, name="receipt"),
    route("track/", portal.track, audience=PUBLIC, name="track"),
    route("bulletins/", portal.bulletins, audience=PUBLIC, name="public_bulletins"),
    route("bulletins/<uuid:key>/", bulletin.bulletin, audience=PUBLIC, name="public_bulletin"),
    route("bulletins/<uuid:key>/signed.json", bulletin.signed, audience=PUBLIC, name="signed_bulletin"),
    route("bulletins/<uuid:key>/figures.json", bulletin.open_figures, audience=PUBLIC, name="public_figures"),
]
PARTY_SIDE: list[URLPattern] = [
    route("party/", party_door.door, audience=PUBLIC, name="party_door"),
    route("party/key/", party_door.own_key, audience=PARTY, name="party_key"),
    route("party/close/", party_door.close, audience=PARTY, name="party_close"),
    route("party/file/", party_file.file, audience=PARTY, name="party_file"),
    route("party/do/<slug:kind>/", party_file.act, audience=PARTY, name="party_act"),
    route("party/receipts/<int:seq>/", party_file.receipt, audience=PARTY, name="party_receipt"),
    route("party/documents/<uuid:key>/", party_file.document, audience=PARTY, name="party_document"),
    route("party/files/<uuid:key>/", party_file.own_file, audience=PARTY, name="party_own_file"),
]
DESK: list[URLPattern] = [
    route("desk/sign-in/", sign_in.sign_in, audience=PUBLIC, name="sign_in"),
    route("desk/second-factor/", sign_in.second_factor, audience=PUBLIC, name="second_factor"),
    *DOCUMENTS,
    route("desk/sign-out/", sign_in.sign_out, audience=PUBLIC, name="sign_out"),
    route("desk/", today.today, audience=SIGNED_IN, name="today"),
    route("desk/patrol/", plans.patrol, audience=READ, name="patrol"),
    route("desk/patrol/plans/", plans.add_plan, audience="patrol.plan", name="add_plan"),
    route("desk/patrol/plans/new/", plans.new_plan, audience="patrol.plan", name="new_plan"),
    route("desk/patrol/plans/<uuid:key>/", plans.plan, audience=READ, name="plan"),
    route("desk/patrol/plans/<uuid:key>/edit/", plans.edit_plan, audience="patrol.plan", name="edit_plan"),
    route("desk/patrol/plans/<uuid:key>/run/", plans.begin_run, audience="patrol.run", name="begin_run"),
    route("desk/patrol/runs/<uuid:key>/", patrol.run, audience=READ, name="run"),
    route("desk/patrol/runs/<uuid:key>/steer/", patrol.steer_run, audience="patrol.run", name="steer_run"),
    route("desk/services/", services.services, audience=READ, name="services"),
    route("desk/services/import/", register.hand_in, audience="service.register", name="import_services"),
    route("desk/services/import/write/", register.write, audience="service.register", name="write_services"),
    route("desk/services/<uuid:key>/", services.service, audience=READ, name="service"),
    route("desk/services/<uuid:key>/patrol/", services.patrolling, audience="service.register", name="patrolling"),
    route("desk/services/<uuid:key>/store/", services.store_page, audience="service.register", name="store_page"),
    route("desk/findings/", findings.findings, audience=READ, name="findings"),
    route("desk/findings/<uuid:key>/", findings.finding, audience=READ, name="finding"),
    route("desk/findings/<uuid:key>/judge/", findings.judge, audience="finding.judge", name="judge_finding"),
    route("desk/reports/", reports.reports, audience=READ, name="reports"),
    route("desk/reports/<uuid:key>/", reports.report, audience=READ, name="report"),
    route("desk/reports/<uuid:key>/decide/", reports.decide, audience=READ, name="decide_report"),
    route("desk/leads/", leads.leads, audience=READ, name="leads"),
    route("desk/leads/<uuid:key>/", leads.lead, audience=READ, name="lead"),
    route("desk/leads/<uuid:key>/propose/", leads.propose, audience="measure.propose", name="propose_measure"),
    route("desk/leads/<uuid:key>/close/", leads.close, audience="lead.check", name="close_lead"),
    route("desk/measures/", measures.measures, audience=READ, name="measures"),
    route("desk/measures/<uuid:key>/", measures.measure, audience=READ, name="measure"),
    route("desk/measures/<uuid:key>/act/", measures.act, audience=READ, name="act_on_measure"),
    route("desk/bulletins/", bulletins.bulletins, audience=READ, name="bulletins"),
    route("desk/bulletins/draft/", bulletins.draft, audience="bulletin.draft", name="draft_bulletin"),
    route("desk/bulletins/<uuid:key>/", bulletins.bulletin, audience=READ, name="bulletin"),
    route("desk/bulletins/<uuid:key>/issue/", bulletins.issue, audience="bulletin.approve", name="issue_bulletin"),
    route("desk/parties/<uuid:key>/code/", case_party.code, audience="measure.propose", name="give_party_code"),
    route("desk/party-files/<uuid:key>/", case_party.handed_in, audience=READ, name="party_file_read"),
    route("desk/more/", more.more, audience=SIGNED_IN, name="more"),
    route("desk/log/", more.log, audience="log.read", name="log"),
    route("desk/officers/", more.officers, audience=SIGNED_IN, name="officers"),
    route("desk/parts/", parts.parts, audience=SIGNED_IN, name="parts"),
    route("desk/clock/", more.forward, audience=SIGNED_IN, name="move_clock"),
]
urlpatterns = [
    *PUBLIC_MODELS,
    *MODELS,
    *PORTAL,
    *OPEN,
    *OBJECTION,
    *PARTY_SIDE,
    *DESK,
    *CASES,
    *ORDERS,
    *RETURNS,
    *EVIDENCE,
    *KEYS,
]
