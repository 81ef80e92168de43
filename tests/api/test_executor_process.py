"""Another process plays an executor against a served API: it answers wrongly, rightly, and twice; later, it is late."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

import mingjian


class Quiet(WSGIRequestHandler):
    def log_message(self, *_):
        pass


@pytest.mark.slow
def test_an_executor_of_its_own_answers_wrong_right_and_twice(own_database, settings):
    from mingjian.office.people.executor_tokens import make_token
    from mingjian.records import clock
    from mingjian.records.models import AnswerRow, Order
    from mingjian.site.wsgi import application
    from tests.office.places import officer, territory

    place = territory(settings)
    order = _letter(place)
    token_until = clock.today().replace(year=clock.today().year + 1, month=1, day=1)
    admin = officer(place.province, "admin", "system_administrator")
    _, secret = make_token(order.executor, "工单系统", token_until, by=admin, at=clock.now())
    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        words = ["--api", f"http://127.0.0.1:{server.server_port}/api/v1", "--token", secret]
        words += ["--day", clock.today().isoformat()]
        done = subprocess.run(
            [sys.executable, "-m", "mingjian.demo.executor", *words],
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
            env={**os.environ, "PYTHONPATH": str(Path(mingjian.__file__).parents[1])},
        )
    finally:
        server.shutdown()
        server.server_close()
    assert done.returncode == 0, done.stderr
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(line["sent"], line["taken"], line["refused"]) for line in lines] == [
        ("wrong", 0, 3),
        ("right", 1, 0),
        ("right", 1, 0),
    ]
    order = Order.objects.get()
    assert (order.state, order.fetched_way, order.answers.count()) == ("answered", "api", 2)
    assert AnswerRow.objects.filter(fate="refused").count() == 3


def _letter(place):
    from mingjian.office.measures.propose_measure import approve_measure, propose_measure
    from mingjian.office.measures.send_order import send_order
    from mingjian.office.patrol.judge_finding import confirm_finding
    from mingjian.records import clock
    from mingjian.records.models import Lead

    now = clock.now()
    confirm_finding(place.visit(place.shop, at=now), by=place.patrol, at=now)
    lead = Lead.objects.get(service=place.shop)
    measure = propose_measure(lead, "closure", "CH-SITE48", "网页推广代刷网课", by=place.province_handler, at=now)
    measure = approve_measure(measure, by=place.province_head, at=now)
    return send_order([measure], measure.executor, by=place.province_handler, at=now)
