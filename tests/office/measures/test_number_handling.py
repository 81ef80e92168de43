"""核查处置手机号: numbers are kept sealed; only the letter to the operator holds their digits."""

import pytest

from mingjian.errors import ForbiddenAct
from tests.office.measures.course import agency, approved, by_letter, checked, proposed

pytestmark = pytest.mark.django_db


NUMBERS = "139 0000 0001\n+8613900000002"


def ordered(place, visited):
    from mingjian.office.measures.targets import number_targets

    return approved(
        place, visited, "number_handling", "PA-TRADE-RULE", executor=agency("telecom_operator", "telecom_operator"),
        targets=number_targets(NUMBERS),
    )  # fmt: skip


def test_from_proposal_to_proof(place, visited):
    measure = ordered(place, visited)
    by_letter(place, measure)
    assert (measure.state, measure.quantity) == ("executed", 2)
    assert checked(place, measure).state == "verified"


def test_no_digits_lie_in_the_database(place, visited):
    from django.db import connection

    measure = ordered(place, visited)
    assert [target.label for target in measure.targets.all()] == ["139******01", "139******02"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT t::text FROM records_measuretarget t")
        written = "".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT content::text FROM records_event")
        written += "".join(row[0] for row in cursor.fetchall())
    assert "13900000001" not in written


def test_the_operator_gets_the_digits(place, visited):
    from mingjian.office.measures.targets import in_clear

    measure = ordered(place, visited)
    assert [in_clear(target) for target in measure.targets.order_by("position")] == ["13900000001", "13900000002"]


def test_what_is_no_number_is_refused(place, visited):
    from mingjian.errors import BadInput
    from mingjian.office.measures.targets import number_targets

    with pytest.raises(BadInput, match="phone number"):
        number_targets("110101199003074477")
    with pytest.raises(ForbiddenAct, match="needs its target"):
        proposed(place, visited, "number_handling", "PA-TRADE-RULE")
