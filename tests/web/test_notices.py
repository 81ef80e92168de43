"""A notice that the office serves itself is a sealed PDF with its code; who takes it stands in the log."""

import io

import pytest

from tests.office.measures.course import approved
from tests.office.places import NOW

pytestmark = pytest.mark.django_db


def test_a_notice_is_taken_as_a_sealed_pdf(place, visited, sign_in, settings, tmp_path):
    from pypdf import PdfReader

    from mingjian.office.measures.carry_out import notify_measure
    from mingjian.office.people.kept_secrets import objection_code
    from mingjian.papers.signing import check_pdf
    from mingjian.records.models import Event

    settings.DATA = tmp_path
    measure = approved(place, visited, "interview", "RD-CSL69")
    notify_measure(measure, "in_person", by=place.province_handler, at=NOW)
    notice = measure.notices.get()
    address = f"/desk/notices/{notice.pk}/notice.pdf"
    assert address in sign_in(place.province_handler).get(f"/desk/notices/{notice.pk}/").text
    taken = sign_in(place.province_handler).get(address)
    assert (taken["content-type"], check_pdf(taken.content).signer) == ("application/pdf", "榕江省互联网信息办公室")
    read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(taken.content)).pages)
    assert objection_code(notice.pk) in "".join(read.split())
    assert Event.objects.filter(object_id=measure.pk, verb="code_shown").exists()
    shown = Event.objects.filter(verb="code_shown").count()
    assert sign_in(place.patrol).get(address).status_code == 403
    assert Event.objects.filter(verb="code_shown").count() == shown
