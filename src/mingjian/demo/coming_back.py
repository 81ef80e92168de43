"""The demo's shop that goes on under another name: reported, visited, linked with the closed one, which then counts as back.

It is played by the worker, one step at a look, once the closed site has been seen to be down twice (a day after the
letter); the records say what is done already.
"""

from __future__ import annotations

from datetime import datetime

from mingjian.demo.rows import first_officer
from mingjian.demo.sites.shops import MOVED, MOVED_TO, TIER, host
from mingjian.office.evidence.links import judge_link
from mingjian.office.intake.decide_report import accept_report
from mingjian.office.intake.receive_report import receive_report
from mingjian.office.measures.check_measure import check_measure
from mingjian.office.patrol.judge_finding import confirm_finding
from mingjian.office.patrol.start_run import start_run
from mingjian.office.registry.register_service import NewService, NewSubject, register_service
from mingjian.records import clock
from mingjian.records.models import Finding, Measure, OnlineService, OperationLink, PatrolPlan, Report, Unit

PLAN = "举报线索核实（代刷网课）"
TAG = "网课代刷-举报核实"
SAID = "速过网课31 关了以后换了这个网址继续代刷网课，客服还是原来的微信。"
SEEN = "wk31.test 关闭后，同一经营者以 xinke-daishua.test 继续代刷网课，页面模板、客服微信相同，见该网站取证。"


def come_back(*, at: datetime) -> bool:
    """Take the next step of the story. Returns whether one was taken."""
    measure = Measure.objects.filter(service__host=host(MOVED), code="closure", state="verified").first()
    if measure is None or measure.outcomes.count() < 2:
        return False
    unit = Unit.objects.get(pk=measure.unit_id)
    service = OnlineService.objects.filter(host=MOVED_TO).first()
    if service is None:
        return _report(unit, at)
    finding = Finding.objects.filter(service=service).select_related("capture").first()
    handler, patrol = first_officer(unit, "handler"), first_officer(unit, "patrol_operator")
    if finding is None or handler is None or patrol is None:
        return False
    if finding.state == "open":
        confirm_finding(finding, by=handler, at=at)
    link = OperationLink.objects.filter(earlier=measure.service_id, later=service).first()
    if link is None:
        return False
    if link.state == "proposed":
        judge_link(link, "confirm", "同一套页面，客服微信相同，举报人也这样说", by=patrol, at=at)
    check_measure(measure, holds=False, note=SEEN, seen_on=clock.day_of(at), capture=finding.capture, by=handler, at=at)
    return True


def _report(unit: Unit, at: datetime) -> bool:
    """Somebody reports the new name; the intake desk accepts it, and a plan of one site visits it."""
    clerk, patrol = first_officer(unit, "intake_clerk"), first_officer(unit, "patrol_operator")
    if clerk is None or patrol is None:
        return False
    receipt = receive_report(f"http://{MOVED_TO}/", "cheating_service", SAID, "", at=at)
    service = register_service(
        unit,
        NewSubject("网络店铺经营者（新课代刷）", kind="person", sector="unknown"),
        NewService("新课代刷", host=MOVED_TO, tier=TIER, state="unfiled", category="shop", tags=(TAG,)),
        by=None,
        at=at,
    )
    accept_report(Report.objects.get(number=receipt.number), service, by=clerk, at=at)
    plan = PatrolPlan.objects.create(unit=unit, name=PLAN, views=["plain", "search"], tags=[TAG], every_hours=0)
    start_run(plan, by=patrol, at=at)
    return True
