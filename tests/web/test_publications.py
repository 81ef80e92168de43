"""The page of a publication tells the officer what the law of its case refuses, with the article."""

import pytest

from tests.office.casework import at, d
from tests.office.test_entered_publications import published

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "words"), [("zh-hans", "依法不能记为案件的步骤"), ("en", "does not let the case")]
)
def test_what_the_case_refuses_stands_on_the_page(opened, sign_in, monkeypatch, language, words):
    from mingjian.records import clock
    from mingjian.records.models import Publication

    opened.served()
    row = published(opened, d("05-06"))
    monkeypatch.setattr(clock, "now", lambda: at(d("05-06")))
    page = f"/desk/publications/{row.pk}/"
    assert words not in sign_in(opened.desk.head, language).get(page).text
    Publication.objects.filter(pk=row.pk).update(decided_by=opened.desk.lin)
    seen = sign_in(opened.desk.head, language).get(page).text
    assert words in seen
    assert "§48" in seen
