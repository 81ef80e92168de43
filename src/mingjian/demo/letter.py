"""The demo's forty closures in one letter: once the user has run their plan, everything up to the answer is played.

Found and confirmed, proposed, approved, ordered in one signed letter; answered by file with three refusals and two silent
items; one operator objects and is upheld. The visits that follow are the worker's own (move the demo's clock by an hour).
"""

from __future__ import annotations

import hashlib
import io
import os
from datetime import datetime
from typing import Any

from openpyxl import load_workbook

from mingjian.demo.sites.shops import PLAN, TIER, host, shops
from mingjian.office.measures.answer_files import read_answer
from mingjian.office.measures.joint import Joint, join_measures
from mingjian.office.measures.objections import answer_objection, make_objection, rule_objection
from mingjian.office.measures.order_package import form_xlsx
from mingjian.office.measures.propose_measure import approve_measure, propose_measure
from mingjian.office.measures.send_order import packed_order, send_order
from mingjian.office.measures.take_answer import take_answer
from mingjian.office.patrol.judge_finding import confirm_finding
from mingjian.office.people.kept_secrets import objection_code
from mingjian.office.registry.register_service import NewService, NewSubject, register_service
from mingjian.records import clock
from mingjian.records.models import Account, Finding, Lead, Measure, Order, PatrolPlan, RunState, Unit

REFUSED = (5, 14, 33)
SILENT = (39, 40)
OBJECTS = 12
COMPANIES = (3, 18, 27)
"""Shops run by companies; a decision against one of them is published."""
FACTS = "该网站公开招揽代刷网课、代考，属于为实施违法活动设立的网站，抓取页面和截图已固定。"
BASIS = "CH-SITE48"
CAMPAIGN = "清朗-网课代刷"
CO_OFFICES = ("990100",)
"""A city takes part in what the province leads; the sites count once, for the province."""


def register_shops(root: Unit, at: datetime) -> None:
    """Register the forty sites and the plan that visits them."""
    for number, (name, site) in enumerate(shops().items(), 1):
        subject = NewSubject(f"网络店铺经营者{number:02}", kind="person", sector="unknown")
        if number in COMPANIES:
            subject = NewSubject(f"榕速过网络科技{number:02}有限公司", sector="company")
        service = NewService(site.name, host=name, tier=TIER, state="unfiled", category="shop")
        register_service(root, subject, service, by=None, at=at)
    # A tier of the demo's own, so that no plan of the office visits them: the act knows three tiers only.
    PatrolPlan.objects.create(unit=root, name=PLAN, views=["plain", "search"], tiers=[TIER], every_hours=0)


def _officer(root: Unit, role: str) -> Any:
    rows = Account.objects.filter(unit=root, roles__contains=[role], card_to__gte=clock.today())
    return rows.order_by("username").first()


def _ready() -> PatrolPlan | None:
    """The plan, once its run is over and nothing was played yet."""
    plan = PatrolPlan.objects.filter(name=PLAN).select_related("unit").first()
    if plan is None or not plan.runs.filter(state=RunState.DONE).exists():
        return None
    return None if Measure.objects.filter(service__host__in=shops()).exists() else plan


def play(*, at: datetime) -> Order | None:
    """Play the letter if it is time; the letter, or None."""
    plan = _ready()
    if plan is None:
        return None
    handler, head = _officer(plan.unit, "handler"), _officer(plan.unit, "office_head")
    findings = Finding.objects.filter(service__host__in=shops(), state="open").select_related("service")
    for finding in findings.order_by("service__host"):
        confirm_finding(finding, by=handler, at=at)
    measures = [
        approve_measure(propose_measure(lead, "closure", BASIS, FACTS, by=handler, at=at), by=head, at=at)
        for lead in Lead.objects.filter(service__host__in=shops(), state="open").order_by("service__host")
    ]
    if not measures or measures[0].executor is None:
        return None
    partner = measures[0].executor.code
    join_measures(measures, Joint(CO_OFFICES, (partner,), (CAMPAIGN,)), by=handler, at=at)
    where = f"http://localhost:{os.environ.get('MINGJIAN_PORT', '8787')}/objection/"
    order = send_order(measures, measures[0].executor, objections_at=where, by=handler, at=at)
    _answer(order, handler, at)
    _object(handler, head, at)
    return order


def _answer(order: Order, handler: Account, at: datetime) -> None:
    """The telecom authority fills the form in and sends it back."""
    rows = list(order.items.select_related("measure__service", "measure__subject", "target").order_by("position"))
    book = load_workbook(io.BytesIO(form_xlsx(packed_order(order, rows, {}))))
    sheet, day = book.active, clock.day_of(at).isoformat()
    for item in rows:
        number, line = int(item.measure.service.host[2:4]), item.position + 1
        if number in SILENT:
            continue
        if number in REFUSED:
            sheet[f"E{line}"], sheet[f"G{line}"] = "未予办理", "接入地在外省，已转当地通信管理局"
        else:
            sheet[f"E{line}"], sheet[f"F{line}"], sheet[f"H{line}"] = "已办理", day, "榕通管函〔2026〕118号"
            sheet[f"J{line}"] = "是"
    out = io.BytesIO()
    book.save(out)
    digest = hashlib.sha256(out.getvalue()).hexdigest()
    rows_said = read_answer(out.getvalue())
    take_answer(order, order.executor, rows_said, way="file", name="答复.xlsx", digest=digest, by=handler, at=at)


def _object(handler: Account, head: Account, at: datetime) -> None:
    """One operator was closed by mistake: its domain had changed hands before."""
    measure = Measure.objects.filter(service__host=host(OBJECTS), state="executed").first()
    if measure is None:
        return
    code = objection_code(measure.notices.get().pk)
    raised = make_objection(code, "该域名在取证前一日已由我方购得，原代刷网课的内容不是我方发布，请核实。", at=at)
    answer_objection(
        raised, "upheld", "经查注册信息，域名于取证前一日过户，现持有人与原经营者无关。", by=handler, at=at
    )
    rule_objection(raised, "upheld", "异议成立，撤销关闭，请通信管理部门恢复接入。", by=head, at=at)
