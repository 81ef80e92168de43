"""A platform that reports, and a log that seals, for the tests of returns."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.office.places import NOW, officer
from tests.returns.files import line, text


@pytest.fixture
def desk(place, settings, tmp_path):
    """The place with a platform, an operator, a section head, and short ways to receive, read, sample and judge."""
    from mingjian.records.models import Agency

    settings.EVIDENCE = tmp_path / "evidence"
    platform = Agency.objects.create(code="platform.manlu", kind="platform", name_zh="漫鹭", name_en="Manlu")
    operator = Agency.objects.create(
        code="op", kind="telecom_operator", name_zh="榕江电信", name_en="Rongjiang Telecom"
    )
    section = officer(place.city, "section", "section_head")
    return SimpleNamespace(place=place, platform=platform, operator=operator, section=section, folder=tmp_path)


def accounts(*uids, measure="account_closure", **options):
    return text(*(line(uid, measure, **options) for uid in uids)).encode()


def receive(desk, content, *, category="accounts", code="2026-11", campaign="", corrects=None, by=None, reporter=None):
    from mingjian.figures.period import period
    from mingjian.office.returns.receive_return import Told, receive_return

    path = desk.folder / "sent.csv"
    path.write_bytes(content)
    told = Told(reporter or desk.platform, category, period(code), campaign)
    by = by or desk.place.handler
    return receive_return(by.unit, told, path, "清单.csv", by=by, at=NOW, corrects=corrects)


def read(desk, content, **options):
    from mingjian.office.returns.read_return import read_return

    return read_return(receive(desk, content, **options), at=NOW)


def sealed(row):
    """Seal the receipt of a return, as the sealer does within a second."""
    from mingjian.records.models import Event, Seal, SealedLeaf

    event = Event.objects.get(object_id=row.pk, verb="return_received")
    index = SealedLeaf.objects.count()
    SealedLeaf.objects.create(index=index, event=event, digest=b"d" * 32)
    root = bytes([index + 1]) * 32
    Seal.objects.create(size=index + 1, root=root, frontier=b"", through_xid=0, through_seq=index, sealed_at=NOW)


def sampled(desk, row, size=None):
    from mingjian.office.returns.sample_return import draw_sample

    sealed(row)
    return draw_sample(row, size or row.counted, by=desk.place.handler, at=NOW)


def judged(desk, row, false=()):
    """Judge every sampled row; `false` are the things that were found not to be so."""
    from mingjian.office.returns.sample_return import judge_row

    for one in row.sample.order_by("position"):
        wrong = one.content["shown"] in false
        judge_row(
            one,
            "false" if wrong else "confirmed",
            seen_how="profile_page",
            note="主页仍可打开" if wrong else "",
            by=desk.place.handler,
            at=NOW,
        )
    return row


def accepted(desk, content, *, size=None, false=(), **options):
    from mingjian.office.returns.decide_return import accept_return

    row = judged(desk, sampled(desk, read(desk, content, **options), size), false)
    return accept_return(row, by=desk.section, at=NOW)
