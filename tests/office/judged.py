"""A territory with many judged findings: what `./mj train` learns from."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import pytest

from tests.office.places import NOW, officer

LURE = "青山茶园{n}号院 老客户直接来 暗号蓝鸟"
LAWFUL = "青山小学{n}班 家长会通知 请准时参加"


@cache
def learned():
    """What the judgements of `judged` teach, learned once for all tests: it asks every canary."""
    from mingjian.detect.model import shipped
    from mingjian.detect.training import Judged, learn

    texts = [((LURE if n % 2 == 0 else LAWFUL).format(n=n), n % 2 == 0, f"s{n}") for n in range(60)]
    return learn([Judged(text, promotes, group=group) for text, promotes, group in texts], shipped(), "99-1")


def finding(service, text, *, state, police=False, by):
    """A judged finding whose one mark is the whole of a page's only line."""
    from mingjian.records.models import Capture, CapturedView, Finding, Visit

    visit = Visit.objects.create(service=service, unit=service.unit, views=["plain"], state="done")
    capture = Capture.objects.create(visit=visit, service=service, digest="ab" * 32, size=1, taken_at=NOW, tool="t")
    view = CapturedView.objects.create(capture=capture, view="plain", address="http://x.test/", status=200, text=text)
    mark = {"detector": "pornography", "category": "pornography", "start": 0, "end": 4, "weight": 0.5, "view": "plain"}
    return Finding.objects.create(
        service=service, unit=service.unit, capture=capture, shown_view=view, verdict="suspect", score=0.8,
        context="promotes", marks=[mark], model="base", police=police, state=state, found_at=NOW, judged_by=by, judged_at=NOW,
    )  # fmt: skip


def services(unit, count):
    """Some services of one subject."""
    from mingjian.records.models import OnlineService, Subject

    subject = Subject.objects.create(name="青山", unit=unit)
    return [
        OnlineService.objects.create(name=f"s{n}", host=f"s{n}.test", subject=subject, unit=unit) for n in range(count)
    ]


@pytest.fixture
def judged(place):
    """Sixty services of the city, each with one confirmed lure or one dismissed notice; officers of the province."""
    rows = services(place.city, 60)
    for n, service in enumerate(rows):
        confirmed = n % 2 == 0
        text = (LURE if confirmed else LAWFUL).format(n=n)
        finding(service, text, state="confirmed" if confirmed else "dismissed", by=place.patrol)
    return SimpleNamespace(
        place=place,
        unit=place.province,
        services=rows,
        asks=officer(place.province, "p_patrol", "patrol_operator"),
        decides=officer(place.province, "p_section", "section_head"),
        both=officer(place.province, "p_both", "patrol_operator", "section_head"),
    )
