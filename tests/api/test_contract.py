"""What schemathesis sends: every answer is one that the contract names, and none is an error of the server."""

from __future__ import annotations

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.api.conftest import UNTIL, token_for
from tests.office.places import NOW


@pytest.mark.slow
@pytest.mark.django_db
def test_every_answer_is_in_the_contract(letter, place, monkeypatch):
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    from mingjian.office.people.officer_tokens import make_officer_token
    from mingjian.site.wsgi import application

    for signal in (request_started, request_finished):  # as Django's own test client: the connection is the test's
        monkeypatch.setattr(
            signal, "receivers", [one for one in signal.receivers if one[1]() is not close_old_connections]
        )
        signal.sender_receivers_cache.clear()
    _, secret = token_for("telecom", place)
    _, officers = make_officer_token("试", UNTIL, by=place.handler, at=NOW)
    contract = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, headers={"Host": "localhost"})
    tried = 0
    for found in contract.get_all_operations():
        operation = found.ok()

        @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck), database=None)
        @given(case=operation.as_strategy())
        def ask(case):
            headers = {"Host": "localhost", "Authorization": f"Bearer {officers if '/cases' in case.path else secret}"}
            case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

        ask()
        tried += 1
    assert tried == 10
