"""What every page of the desk shows around its own content: the eight places, who is signed in, the demo clock."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from mingjian.office.measures.choices import OFFERED
from mingjian.records import clock
from mingjian.web.language import chinese
from mingjian.web.words import WORDS

PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("today", "/desk/", "今日", "Today"),
    ("patrol", "/desk/patrol/", "巡查", "Patrol"),
    ("reports", "/desk/reports/", "举报", "Reports"),
    ("leads", "/desk/leads/", "线索", "Leads"),
    ("cases", "/desk/cases/", "案件", "Cases"),
    ("measures", "/desk/measures/", "处置", "Measures"),
    ("bulletins", "/desk/bulletins/", "通报", "Bulletins"),
    ("more", "/desk/more/", "更多", "More"),
)
"""The places of the shell that exist: key, address, Chinese, English."""

FILTERS = (
    "order_state",
    "objection_state",
    "finding_state",
    "report_state",
    "lead_state",
    "measure_state",
    "service_state",
)


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every template."""
    words: dict[str, Any] = {"chinese": chinese(), "demo": settings.DEMO}
    if request.path.startswith("/desk/"):
        words["places"] = [(key, address, zh if chinese() else en) for key, address, zh, en in PLACES]
        words |= {f"{table}s": tuple(WORDS[table]) for table in FILTERS}
        words["categories"] = tuple(code for code in WORDS["category"] if code not in ("contact", "noise"))
        words["offered_measures"] = OFFERED
        words["here"] = request.path.split("/")[2] or "today"
        if settings.DEMO:
            words["demo_now"] = clock.now()
    return words
