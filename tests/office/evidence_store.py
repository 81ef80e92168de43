"""A store of bundles in a folder of the test's own, and visits to a loopback site that are kept in it for real."""

from __future__ import annotations

import dataclasses

import pytest

from tests.capture.site import Site, http
from tests.office.places import NOW


@pytest.fixture
def store(tmp_path, settings):
    """The installation's store and keys, in a folder that the test can look into."""
    settings.EVIDENCE = tmp_path / "evidence"
    settings.BUNDLE_KEYS = tmp_path / "keys"
    settings.BUNDLE_MASTER = bytes(range(32))
    settings.BUCKET = ""
    return tmp_path


def page(title: str, text: str) -> bytes:
    """A page with a title and a text."""
    return http(f"<html><head><title>{title}</title></head><body><p>{text}</p></body></html>".encode())


@pytest.fixture
def seen(place, store):
    """A function that visits a service on loopback, keeps the bundle, and records it: `seen(service, html, police=...)`."""
    from mingjian.jobs.judging import view_of
    from mingjian.jobs.keeping import Beside, keep
    from mingjian.office.evidence.bundles import evidence_store
    from mingjian.office.patrol.claim_visits import claim_visits
    from mingjian.office.patrol.record_visit import Judged, VisitResult, record_visit
    from mingjian.records.models import Capture, Visit

    site = Site()

    def visit(
        service, title="标题", text="网课代刷", *, found=True, police=False, at=NOW, views=("plain", "search"), files=()
    ):
        site.routes["/"] = page(title, text)
        Visit.objects.create(service=service, unit=service.unit, views=list(views))
        [claimed] = [row for row in claim_visits("test", 50, at=at) if row.service_id == service.pk]
        sights = [site.visit(host=service.host, view=view) for view in views]
        kept = keep(claimed, sights, Beside(files=dict(files)), authority=None, store=evidence_store())
        reason = {"code": "child_material" if police else "domain_registered_again", "params": {}}
        mark = {
            "detector": "gambling", "category": "gambling", "start": 0, "end": 2, "quote": text[:2], "surface": "body",
            "reason": {"code": "brand_glued", "params": {"term": text[:2]}}, "weight": 0.9, "view": "plain",
        }  # fmt: skip
        judged = Judged("plain", "polluted", 0.97, ("gambling",), "promotes", (mark,), (reason,), "m1", police=police)
        result = VisitResult(
            kept.digest, kept.size, "t", at, tuple(view_of(sight)[0] for sight in sights), judged if found else None,
            stored=kept.stored, sealed=kept.sealed, facts=kept.facts, traces=kept.traces,
        )  # fmt: skip
        finding = record_visit(claimed, dataclasses.replace(result, stamped=kept.stamped), at=at)
        return Capture.objects.get(visit=claimed), finding

    yield visit
    site.close()
