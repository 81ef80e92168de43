"""The fields of a joint act and its campaigns in forms, and their words on a measure's page."""

from __future__ import annotations

import re
from typing import Any

from django.http import QueryDict

from mingjian.office.measures.joint import Joint, campaigns_known, co_offices_of
from mingjian.records.models import Agency, Measure, Unit


def joint_choices(unit: Unit) -> dict[str, Any]:
    """What the form offers: offices that may take part, bodies, and the campaigns in use."""
    return {
        "offices": co_offices_of(unit),
        "partners": Agency.objects.order_by("code"),
        "campaigns": campaigns_known(unit),
    }


def joint_given(given: QueryDict) -> Joint:
    """What was filled in; campaigns stand in one field, apart by commas or spaces."""
    tags = re.split(r"[\s,，、;；]+", given.get("campaigns", ""))
    return Joint(tuple(given.getlist("co_office")), tuple(given.getlist("partner")), tuple(tag for tag in tags if tag))


def joint_words(measure: Measure) -> dict[str, Any]:
    """The offices and bodies that act together in a measure, by name, and its campaigns."""
    return {
        "co_offices": Unit.objects.filter(code__in=measure.co_offices).order_by("path") if measure.co_offices else (),
        "partners": Agency.objects.filter(code__in=measure.partners).order_by("code") if measure.partners else (),
        "campaigns": measure.campaigns,
    }
