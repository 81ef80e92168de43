"""Which models have judged, in public: version, digest, since when; no weights and no names."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from mingjian.detect import CATEGORIES
from mingjian.detect.canary import canaries, canary_digest
from mingjian.detect.model import shipped
from mingjian.office.patrol.switch_model import model_in_force, version_of
from mingjian.records.models import ModelSwitch, SwitchState

SHOWN = 50


def _rows() -> list[dict[str, Any]]:
    made = ModelSwitch.objects.filter(state=SwitchState.MADE).select_related("model").defer("model__content")
    return [
        {
            "version": version_of(switch.model),
            "digest": switch.model.digest if switch.model else shipped().digest,
            "since": switch.decided_at,
            "rolled_back": switch.back,
        }
        for switch in made.order_by("-decided_at", "-id")[:SHOWN]
    ]


def _now() -> tuple[str, str]:
    model = model_in_force()
    return version_of(model), model.digest if model else shipped().digest


def models(request: HttpRequest) -> HttpResponse:
    """The page that anybody can read: what judges now, and what has judged before."""
    version, digest = _now()
    words = {"version": version, "digest": digest, "rows": _rows(), "texts": len(canaries()), "categories": CATEGORIES}
    return render(request, "public/models.html", words)


def open_models(_request: HttpRequest) -> JsonResponse:
    """The same as JSON."""
    version, digest = _now()
    return JsonResponse(
        {
            "model": version,
            "digest": digest,
            "categories": list(CATEGORIES),
            "canaries": {"texts": len(canaries()), "digest": canary_digest(), "alarms": 0},
            "switches": [{**row, "since": row["since"].isoformat()} for row in _rows()],
        }
    )
