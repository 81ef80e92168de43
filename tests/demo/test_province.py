"""The fictional province: complete, consistent, and not real."""

from collections import Counter
from datetime import date, timedelta

import pytest

from mingjian.demo.province import province
from mingjian.law.agencies import agencies
from mingjian.law.roles import ROLES

DAY = date(2026, 11, 24)
PROVINCE = province(DAY)
INSIDE = {code for code, role in ROLES.items() if role.inside}


def test_it_has_one_province_nine_cities_and_84_counties():
    assert Counter(office.level for office in PROVINCE.offices) == {"province": 1, "city": 9, "county": 84}


def test_every_office_stands_below_one_of_the_next_higher_level():
    level = {office.code: office.level for office in PROVINCE.offices}
    assert len(level) == 94
    above = {"county": "city", "city": "province"}
    for office in PROVINCE.offices[1:]:
        assert level[office.parent] == above[office.level]


def test_no_two_offices_or_officers_share_a_name():
    assert len({office.zh for office in PROVINCE.offices}) == 94
    assert len({office.en for office in PROVINCE.offices}) == 94
    assert len({officer.username for officer in PROVINCE.officers}) == len(PROVINCE.officers)


@pytest.mark.parametrize("office", ["990000", "990100", "990104"])
def test_each_staffed_office_has_every_role_and_nobody_enters_and_approves(office):
    officers = [officer for officer in PROVINCE.officers if officer.office == office]
    assert {role for officer in officers for role in officer.roles} == INSIDE
    handlers = [officer for officer in officers if "handler" in officer.roles]
    assert sum(o.card_from is not None and o.card_from <= DAY <= o.card_to for o in handlers) >= 2
    assert all(o.legal_qualification for o in officers if "legal_reviewer" in o.roles)
    for officer in officers:
        acts = {act for role in officer.roles for act in ROLES[role].acts if not act.endswith(".read")}
        assert not (any(".propose" in a for a in acts) and any(".approve" in a for a in acts)), officer.zh


def test_cards_run_out_some_soon_and_one_already_has():
    ends = [officer.card_to for officer in PROVINCE.officers if officer.card_to]
    assert sum(end < DAY for end in ends) == 1
    assert sum(DAY <= end < DAY + timedelta(days=30) for end in ends) == 2


def test_days_move_with_the_day_of_the_demo():
    later = province(DAY + timedelta(days=400))
    first, moved = PROVINCE.services[0].domain, later.services[0].domain
    assert (moved.again - first.again).days == (moved.expires - first.expires).days == 400
    assert later.officers[0].card_to - PROVINCE.officers[0].card_to == timedelta(days=400)


def test_every_body_of_the_law_is_there():
    assert {body.agency for body in PROVINCE.bodies} == set(agencies())
    assert set(agencies()) <= {body.code for body in PROVINCE.bodies}
    codes = {office.code for office in PROVINCE.offices}
    assert all(body.office in codes for body in PROVINCE.bodies)


def test_every_service_stands_under_test_in_an_office_that_exists():
    codes = {office.code for office in PROVINCE.offices}
    assert len(PROVINCE.services) == 60
    for service in PROVINCE.services:
        assert service.unit in codes, service.name
        assert service.tier in (1, 2, 3)
        assert (service.kind == "site") == service.host.endswith(".test")
        assert service.state in ("filed", "unfiled", "gone")
        assert bool(service.filing) == (service.state != "unfiled") or service.kind != "site"
    assert len({service.key for service in PROVINCE.services}) == 60
    filings = [service.filing for service in PROVINCE.services if service.filing]
    assert len(set(filings)) == len(filings)


def test_one_subject_has_one_number_for_all_its_services():
    numbers = {(s.subject.name, s.subject.number) for s in PROVINCE.services if s.subject.number}
    assert len({name for name, _ in numbers}) == len(numbers) == len({number for _, number in numbers})
    assert all(len(number) == 18 for _, number in numbers)


def test_the_clinics_domain_ran_out_and_was_taken_over_while_its_filing_stayed():
    clinic = next(s for s in PROVINCE.services if s.host == "qyzwsy.test")
    assert clinic.subject.sector == "clinic"
    assert clinic.filing_state == "valid"
    assert clinic.domain.expires < clinic.domain.again < DAY
    assert clinic.domain.holder != clinic.filing_holder
