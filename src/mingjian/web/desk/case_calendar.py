"""The days of an officer's own cases as a calendar file (iCalendar), to be opened in any calendar program."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from icalendar import Alarm, Calendar, Event

from mingjian.law.articles import cite
from mingjian.law.dues import dues
from mingjian.office.cases.course import state_of
from mingjian.records import clock
from mingjian.web.desk.cases import kind_word, my_cases
from mingjian.web.language import code, say

MOST = 300
"""At most so many cases go into one calendar, the soonest due first."""


def calendar(request: HttpRequest) -> HttpResponse:
    """Every running day of the officer's open cases: one all-day event each, with the article and an alarm the day before."""
    user: Any = request.user
    made = Calendar()
    made.add("prodid", "-//Mingjian//cases//")
    made.add("version", "2.0")
    made.add("x-wr-calname", say("办案期限", "Deadlines of cases"))
    now, today = clock.now(), clock.today()
    for case in my_cases(user).order_by("sorted_due", "id")[:MOST]:
        for found in dues(state_of(case), today):
            if found.paused or found.kept_by not in ("office", "party"):
                continue
            event = Event()
            event.add("uid", f"{case.pk}-{found.clock}@mingjian")
            event.add("dtstamp", now)
            event.add("dtstart", found.day)
            event.add("dtend", found.day + timedelta(days=1))
            event.add("summary", f"{case.number} {kind_word(found.step)}")
            event.add("description", _about(case.party_name, found))
            event.add("url", request.build_absolute_uri(f"/desk/cases/{case.pk}/"))
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", case.number)
            alarm.add("trigger", timedelta(days=-1))
            event.add_component(alarm)
            made.add_component(event)
    response = HttpResponse(made.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="mingjian-cases.ics"'
    return response


def _about(party: str, found: Any) -> str:
    notes = [party, cite(found.article, code())]
    if found.provisional:
        notes.append(say("暂定：节假日安排未公布", "Provisional: the year's holidays are not announced"))
    if not found.confirmed:
        notes.append(say("条文未核实", "The article is not confirmed"))
    return "\n".join(notes)
