"""What one address may try: counted outside the act, told when to come back, no address kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mingjian.errors import TooOften
from mingjian.office.people.limit_attempts import LIMITS, count_attempt, forget_attempts
from mingjian.records.models import Attempts

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MOST = LIMITS["party_code"].most


def use_up(address: str) -> None:
    for _ in range(MOST):
        count_attempt("party_code", address, at=AT)


def test_the_eleventh_guess_waits_and_is_told_how_long():
    use_up("203.0.113.9")
    with pytest.raises(TooOften) as refused:
        count_attempt("party_code", "203.0.113.9", at=AT + timedelta(minutes=4))
    assert refused.value.seconds == 11 * 60
    assert "11" in refused.value.zh
    count_attempt("party_code", "203.0.113.9", at=AT + timedelta(minutes=15))


def test_others_and_other_things_are_not_held_up():
    use_up("203.0.113.9")
    count_attempt("party_code", "203.0.113.10", at=AT)
    count_attempt("receipt", "203.0.113.9", at=AT)


def test_a_whole_ipv6_network_counts_as_one():
    use_up("2001:db8:1:2::1")
    with pytest.raises(TooOften):
        count_attempt("party_code", "2001:db8:1:2:ffff::9", at=AT)
    count_attempt("party_code", "2001:db8:1:3::1", at=AT)


def test_no_address_is_kept_and_nothing_after_a_day():
    count_attempt("report", "203.0.113.9", at=AT)
    row = Attempts.objects.get()
    assert b"203.0.113.9" not in bytes(row.who)
    count_attempt("report", "203.0.113.9", at=AT + timedelta(days=1))
    assert Attempts.objects.filter(who=row.who).count() == 1
    assert forget_attempts(at=AT + timedelta(days=1, hours=2)) == 1
    assert Attempts.objects.count() == 1


def test_a_flooded_form_answers_429_and_keeps_no_report(client, settings):
    from mingjian.records.models import Report

    for _ in range(LIMITS["receipt"].most):
        assert client.post("/track/", {"number": "x", "secret": "y"}, HTTP_HOST="localhost").status_code == 404
    answer = client.post("/track/", {"number": "x", "secret": "y"}, HTTP_HOST="localhost")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert Report.objects.count() == 0
    settings.PROXIES = 1
    behind = {"HTTP_HOST": "localhost", "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.77"}
    assert client.post("/track/", {"number": "x", "secret": "y"}, **behind).status_code == 404
