"""One million measures on one machine: the lists of the desk over HTTP, by view and filter, first page and deep pages.

`./mj bench measures [--measures N] [--rounds N]`: fills a database of its own by COPY, serves it, and asks as an officer
of the province and of a county would. Milliseconds of wall time from request to the last byte.
"""

from __future__ import annotations

import argparse
import datetime
import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from urllib.parse import quote

from tests import database

DAY = datetime.date(2026, 11, 24)
AT = datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC)
SERVICES = 100_000
STATES = (("verified", 60), ("executed", 15), ("notified", 8), ("lifted", 6), ("failed", 5), ("ordered", 3), ("proposed", 2),
          ("reappeared", 1))  # fmt: skip
CAMPAIGNS = ("清朗·春节", "清朗·网课", "断卡")
"""Tags: one measure in ten has one."""
CODES = ("closure", "account_closure", "delisting", "interview", "item_removal", "filing_cancellation")


def run(words: list[str]) -> dict[str, object]:
    """Fill, serve, ask, and give the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--measures", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=40)
    given = parser.parse_args(words)
    with database.server() as server, tempfile.TemporaryDirectory(prefix="mj-bench-") as data:
        roles = database.make(server, f"mingjian_bench_{os.getpid()}")
        os.environ |= {"MINGJIAN_DSN": str(roles.owner), "DJANGO_SETTINGS_MODULE": "mingjian.site.settings"}
        os.environ["MINGJIAN_DATA"] = data  # one secret for the sessions made here and the server that reads them
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        begun = time.monotonic()
        people = _fill(given.measures)
        filled = time.monotonic() - begun
        cookies = {name: _session(account) for name, account in people.items()}
        from django.db import connections

        connections.close_all()
        with _served(str(roles.app)) as port:
            return {
                "measures": given.measures,
                "filled in s": round(filled, 1),
                **_ask_all(port, cookies, given.rounds),
            }


def _fill(count: int) -> dict[str, object]:
    from django.db import connection

    from mingjian.office.people.add_account import NewOfficer, add_account
    from mingjian.records.models import Agency, Unit

    root = Unit.objects.create(code="99", name_zh="榕江省网信办", name_en="R", level="province", path="99.")
    units = [root]
    for city in range(9):
        top = Unit.objects.create(code=f"99{city:02}", name_zh=f"市{city}网信办", name_en="C", level="city", parent=root,
                                  path=f"99.99{city:02}.")  # fmt: skip
        units.append(top)
        units += [
            Unit.objects.create(code=f"99{city:02}{n:02}", name_zh=f"县{city}-{n}网信办", name_en="X", level="county",
                                parent=top, path=f"{top.path}99{city:02}{n:02}.")
            for n in range(9)
        ]  # fmt: skip
    agency = Agency.objects.create(code="telecom", kind="telecom", name_zh="省通信管理局", name_en="Telecom")
    people = {
        name: add_account(unit, NewOfficer(name, name, name, ("handler",)), "correct horse battery", by=None, at=AT)
        for name, unit in (("province", root), ("county", units[-1]))
    }
    with connection.cursor() as cursor:
        _copy(cursor, count, units, agency, people["province"])
    return people  # type: ignore[return-value]


def _copy(cursor, count, units, agency, officer) -> None:
    from mingjian.records.base import new_id

    chance = random.Random(7)
    link = cursor.connection
    subject = new_id()
    cursor.execute(
        "INSERT INTO records_subject (id, recorded_at, kind, name, registration_number, sector, address, contact, unit_id)"
        " VALUES (%s, %s, 'organisation', '某公司', '', '', '', '', %s)", [subject, AT, units[0].pk],
    )  # fmt: skip
    services = [(new_id(), f"网站{n:06}", f"s{n:06}.test", units[n % len(units)].pk) for n in range(SERVICES)]
    columns = "id, recorded_at, kind, name, host, address, category, tier, state, subject_id, unit_id"
    with link.cursor() as bare, bare.copy(f"COPY records_onlineservice ({columns}) FROM STDIN") as copy:
        for key, name, host, unit in services:
            copy.write_row((key, AT, "site", name, host, f"http://{host}/", "", 2, "filed", subject, unit))
    leads = [(new_id(), n) for n in range(SERVICES)]
    columns = (
        "id, recorded_at, number, unit_id, service_id, summary, victim, state, opened_by_id, opened_at, closed_because"
    )
    with link.cursor() as bare, bare.copy(f"COPY records_lead ({columns}) FROM STDIN") as copy:
        for key, n in leads:
            service = services[n]
            copy.write_row((key, AT, f"L{n}", service[3], service[0], "", False, "handled", officer.pk, AT, ""))
    columns = (
        "id, recorded_at, number, lead_id, unit_id, code, service_id, subject_id, victim, basis_code, basis, facts,"
        " executor_id, executor_kind, quantity, agreement, state, proposed_by_id, proposed_at, decided_because, ordered_on,"
        " notified_on, notified_way, not_told_because, notice, executed_on, executor_answer, answer_digest, lifted_because,"
        " campaigns"
    )
    states = [state for state, weight in STATES for _ in range(weight)]
    basis = '{"law": "网络安全法(2025修正)", "article": "48, 68", "zh": "x", "en": "x", "confirmed": true}'
    with link.cursor() as bare, bare.copy(f"COPY records_measure ({columns}) FROM STDIN") as copy:
        for n in range(count):
            service = services[chance.randrange(SERVICES)]
            state, day = chance.choice(states), DAY - datetime.timedelta(days=chance.randrange(700))
            done = day if state in ("verified", "executed", "lifted", "reappeared") else None
            at = datetime.datetime.combine(day, datetime.time(chance.randrange(24), chance.randrange(60)), datetime.UTC)
            copy.write_row((
                new_id(), AT, f"M{n:07}", leads[n % SERVICES][0], service[3], chance.choice(CODES), service[0], subject,
                False, "CH-SITE48", basis, "事实", agency.pk, "telecom", 1, "", state, officer.pk, at, "", day, day, "mail",
                "", "", done, "", "", "", f"{{{chance.choice(CAMPAIGNS)}}}" if chance.random() < 0.1 else "{}",
            ))  # fmt: skip
    cursor.execute("ANALYZE")


def _session(account: object) -> str:
    """A signed-in session with both factors, as a cookie."""
    from django.test import Client
    from django_otp import DEVICE_ID_SESSION_KEY
    from django_otp.plugins.otp_totp.models import TOTPDevice

    client = Client(HTTP_HOST="localhost")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]
    device = TOTPDevice.objects.create(user=account, name="app", confirmed=True)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    return f"sessionid={client.cookies['sessionid'].value}"


@contextmanager
def _served(dsn: str):
    from mingjian.runtime.ports import free_port

    port = free_port()
    command = [sys.executable, "-P", "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", f"--port={port}"]
    command += ["--workers=1", "--blocking-threads=4", "--log-level=error", "mingjian.site.wsgi:application"]
    server = subprocess.Popen(command, env={**os.environ, "MINGJIAN_DSN": dsn})
    try:
        for _ in range(200):
            try:
                _get(port, "/healthz", "")
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _get(port: int, path: str, cookie: str) -> tuple[float, str]:
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    begun = time.perf_counter()
    link.request("GET", quote(path, safe="/?=&%"), headers={"Host": "localhost", "Cookie": cookie})
    answer = link.getresponse()
    text = answer.read().decode()
    took = (time.perf_counter() - begun) * 1000
    link.close()
    assert answer.status == 200, (path, answer.status, text[:300])
    return took, text


ASKED = (
    "?view=all", "?view=out", "?view=failed", "?view=to_check", "?view=to_order", "?view=not_back", "?view=proposed",
    "?code=delisting", "?executor=telecom", "?view=out&code=closure", "?campaign=断卡", "?q=s000123", "?q=M0001",
)  # fmt: skip


def _ask_all(port: int, cookies: dict[str, str], rounds: int) -> dict[str, object]:
    found: dict[str, object] = {}
    every = []
    for who, cookie in cookies.items():
        for asked in ASKED:
            times = []
            path = f"/desk/measures/{asked}"
            _get(port, path, cookie)
            for _ in range(rounds):
                took, text = _get(port, path, cookie)
                times.append(took)
                after = re.search(r'href="\?([^"]*after=[^"]*)"', text)
                path = f"/desk/measures/?{after[1].replace('&amp;', '&')}" if after else f"/desk/measures/{asked}"
            every += times
            found[f"{who} {asked}"] = _words(times)
    found["all lists"] = _words(every)
    return found


def _words(times: list[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.0f} ms, p95 {ordered[int(len(ordered) * 0.95) - 1]:.0f} ms"
