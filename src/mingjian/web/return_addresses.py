"""The addresses of bulk returns and of what is published, each with its audience."""

from __future__ import annotations

from django.urls import URLPattern

from mingjian.web.desk import publications, return_files, return_sample, returns
from mingjian.web.public import decisions
from mingjian.web.public import returns as handed_in
from mingjian.web.routes import PUBLIC, route

READ = "records.read"

OPEN: list[URLPattern] = [
    route("decisions/", decisions.decisions, audience=PUBLIC, name="decisions"),
    route("decisions/feed.atom", decisions.feed, audience=PUBLIC, name="decisions_feed"),
    route("decisions/<slug:number>/", decisions.decision, audience=PUBLIC, name="decision"),
    route("decisions/<slug:number>.json", decisions.decision_json, audience=PUBLIC, name="decision_json"),
    route("open/", decisions.open_data, audience=PUBLIC, name="open_data"),
    route("open/decisions.json", decisions.all_json, audience=PUBLIC, name="decisions_json"),
    route("open/dsa/<slug:form>.csv", decisions.dsa_csv, audience=PUBLIC, name="dsa_csv"),
    route("open/dsa/report.json", decisions.dsa_report, audience=PUBLIC, name="dsa_report"),
    route("returns/<slug:token>/", handed_in.by_link, audience=PUBLIC, name="return_by_link"),
    route("open/templates/<slug:kind>.<slug:form>", return_files.template, audience=PUBLIC, name="public_template"),
]
RETURNS: list[URLPattern] = [
    route("desk/publications/", publications.publications, audience=READ, name="publications"),
    route(
        "desk/publications/new/<uuid:key>/",
        publications.propose,
        audience="publication.propose",
        name="propose_publication",
    ),
    route("desk/publications/<uuid:key>/", publications.publication, audience=READ, name="publication"),
    route("desk/publications/<uuid:key>/act/", publications.act, audience=READ, name="act_on_publication"),
    route("desk/returns/", returns.returns, audience=READ, name="returns"),
    route("desk/returns/links/", returns.links, audience="return.receive", name="return_links"),
    route("desk/returns/<uuid:key>/", returns.bulk_return, audience=READ, name="return"),
    route("desk/returns/<uuid:key>/act/", returns.act, audience=READ, name="act_on_return"),
    route("desk/returns/<uuid:key>/errors.csv", return_files.errors, audience=READ, name="return_errors"),
    route("desk/returns/<uuid:key>/sample/", return_sample.sample, audience=READ, name="return_sample"),
    route("desk/returns/<uuid:key>/sample/judge/", return_sample.judge, audience="return.sample", name="judge_sample"),
]
