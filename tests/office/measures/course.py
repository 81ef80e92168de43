"""The whole course of a measure for the tests of each kind: proposed, approved, ordered, carried out, seen, lifted."""

from __future__ import annotations

import datetime

from tests.office.places import DAY, NOW

HOUR = datetime.timedelta(hours=1)
TERM = DAY + datetime.timedelta(days=20)


def agency(code, kind="", **more):
    from mingjian.records.models import Agency

    row, _ = Agency.objects.get_or_create(code=code, defaults={"name_zh": f"单位{code}", "name_en": code, **more})
    if kind and row.kind != kind:
        row.kind = kind
        row.save()
    return row


def lead_of(place, visited, service=None, victim=False):
    """An open lead on a service, by the handler of the city."""
    from mingjian.office.patrol.judge_finding import confirm_finding
    from mingjian.records.models import Lead

    service = service or place.shop
    if not (row := Lead.objects.filter(service=service, state="open").first()):
        confirm_finding(visited(service, victim=victim), by=place.patrol, at=NOW)
        row = Lead.objects.get(service=service)
    return row


def served_case(place, lead):
    """A case about the lead's service whose decision has been served."""
    from mingjian.records.models import Case

    return Case.objects.create(
        number="榕东屿网罚〔2026〕1号", year=2026, serial=1, unit=place.city, title="t", party_name="p", stage="served",
        subject=lead.service.subject, service=lead.service, opened_by=place.handler, opened_on=DAY, updated_at=NOW,
    )  # fmt: skip


def proposed(place, visited, code, basis, *, case=False, victim=False, **terms):
    """Proposed by the province's handler, whose level no measure is too low for."""
    from mingjian.office.measures.propose_measure import Terms, propose_measure

    lead = lead_of(place, visited, place.clinic if victim else None, victim)
    terms = Terms(case=served_case(place, lead) if case else None, **terms)
    return propose_measure(lead, code, basis, "网页推广代刷网课", terms, by=place.province_handler, at=NOW)


def approved(place, visited, code, basis, **more):
    from mingjian.office.measures.propose_measure import approve_measure

    return approve_measure(proposed(place, visited, code, basis, **more), by=place.province_head, at=NOW)


def said(number, result="done", *, line=2, position="", on=DAY, **more):
    from mingjian.law.answer_rules import SaidRow

    return SaidRow(line, position, number, result, on.isoformat() if on else "", **more)


def by_letter(place, measure, result="done", **more):
    """Ordered in a letter and answered."""
    from mingjian.office.measures.send_order import send_order
    from mingjian.office.measures.take_answer import take_answer

    order = send_order([measure], measure.executor, by=place.province_handler, at=NOW)
    rows = [said(item_key(item), result, line=item.position + 1, owner_told="是", **more) for item in order.items.all()]
    take_answer(order, measure.executor, rows, way="file", digest="0" * 64, by=place.province_handler, at=NOW + HOUR)
    measure.refresh_from_db()
    return order


def item_key(item):
    from mingjian.office.measures.send_order import item_number

    return item_number(item.measure, item.target.position if item.target else None)


def by_ourselves(place, measure):
    """The notice served and the execution recorded by an officer."""
    from mingjian.office.measures.carry_out import notify_measure, record_execution

    notify_measure(measure, "in_person", by=place.province_handler, at=NOW)
    return record_execution(
        measure, done=True, answer="笔录第1号", executed_on=DAY, by=place.province_handler, at=NOW + HOUR
    )


def checked(place, measure, *, holds=True, on=DAY):
    from mingjian.office.measures.check_measure import check_measure

    check_measure(
        measure, holds=holds, note="查阅记录，见附件", seen_on=on, by=place.province_handler, at=NOW + 26 * HOUR
    )
    measure.refresh_from_db()
    return measure


def lifted(place, measure):
    from mingjian.office.measures.lift_measure import approve_lifting, propose_lifting

    propose_lifting(measure, "依据变化", by=place.province_handler, at=NOW)
    return approve_lifting(measure, by=place.province_head, at=NOW)


def account(place, uid="u1"):
    from mingjian.office.registry.register_targets import register_account

    return register_account(
        agency("platform", "platform"), uid, name="夜场老司机", address=f"http://platform.test/{uid}", unit=place.city,
        by=None, at=NOW,
    )  # fmt: skip


def listing(place):
    """An app in one store, with an open lead on the app's service."""
    from mingjian.office.registry.register_service import NewService, NewSubject, register_service
    from mingjian.office.registry.register_targets import NewListing, register_app

    service = register_service(
        place.city, NewSubject("乐刷网络", sector="company"),
        NewService("乐刷", kind="app", address="http://store.test/leshua"), by=None, at=NOW,
    )  # fmt: skip
    store = agency("app_store", "app_store")
    app = register_app(
        service, "android", "cn.leshua", [NewListing(store, "http://store.test/leshua")], as_of=DAY, by=None, at=NOW
    )
    return app.listings.get()
