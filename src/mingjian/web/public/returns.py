"""Handing in a return by a link: what is asked for, the templates, the file, and what became of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingjian.errors import BadInput
from mingjian.figures.period import period
from mingjian.office.returns.links import hand_in_by_link, link_of
from mingjian.records import clock
from mingjian.returns import CATEGORIES
from mingjian.returns.reasons import say as say_problem
from mingjian.web.form_files import on_disk, uploaded
from mingjian.web.language import code, say


def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The page of one link. It tells nothing but what its holder was asked and has handed in."""
    link = link_of(token, at=clock.now())
    if link is None:
        closed = {
            "sentence": say(
                "链接无效或已过期；请向网信办索取新的链接。",
                "This link is unknown or past its day; ask the office for a new one.",
            )
        }
        return render(request, "public/return_closed.html", closed, status=404)
    wrong = ""
    if request.method == "POST":
        try:
            file = uploaded(request)
            with on_disk(file) as path:
                hand_in_by_link(link, path, file.name or "", at=clock.now())
        except BadInput as error:
            wrong = error.say(code())
    row = link.returns.order_by("-received_at").first()
    words = {
        "link": link,
        "kind": CATEGORIES[link.category],
        "period": period(link.period).say(code()),
        "row": row,
        "wrong": wrong,
        "problems": [(say_problem(name, code()), count) for name, count in row.problems.items()] if row else [],
        "refusal": row.refusal.get(code(), "") if row else "",
        "open": row is None or row.state in ("unreadable", "rejected"),
    }
    answer = render(request, "public/return.html", words, status=400 if wrong else 200)
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer
