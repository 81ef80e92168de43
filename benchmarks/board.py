"""The board of cases at one million cases of 94 offices: pages over HTTP and queries by keyset, counts from the rollup.

Fills a database of its own by COPY (`--cases 10000000` on request; heads with three steps each), then asks for pages of
the province, a city and a county: the first, deep ones by cursor, by stage, my cases, what waits for approval, a search.
Goals: a page p95 under 100 ms over HTTP, a query p95 under 10 ms. Beside each keyset page the same rows by OFFSET.
"""

from __future__ import annotations

import argparse
import datetime
import http.client
import os
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

DAY = datetime.date(2026, 11, 24)
NOW = datetime.datetime(2026, 11, 24, 1, 0, tzinfo=datetime.UTC)
STAGES = (
    ("registered", 2), ("filed", 3), ("investigating", 6), ("concluded", 2), ("notified", 3), ("hearing_pending", 1),
    ("reviewed", 2), ("decided", 1), ("served", 4), ("demanded", 1), ("closed", 15), ("archived", 60),
)  # fmt: skip
OVER = {"closed", "archived"}
STEPS = ("source_registered", "filed", "party_contacted")
HANDLERS = 10


def run(argv: list[str]) -> dict[str, Any]:
    """Fill, measure, print one line for each figure."""
    parser = argparse.ArgumentParser(prog="./mj bench board")
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--no-steps", action="store_true", help="heads alone")
    given = parser.parse_args(argv)
    from tests import database

    with database.server() as server:
        roles = database.make(server, "bench_board")
        os.environ["MINGJIAN_DSN"] = str(roles.owner)
        os.environ["DJANGO_SETTINGS_MODULE"] = "mingjian.site.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)
        began = time.perf_counter()
        units = _office()
        _fill(server.at(database=roles.owner.database), units, given.cases, steps=not given.no_steps)
        found: dict[str, Any] = {"cases": given.cases, "filled in s": round(time.perf_counter() - began)}
        print(f"filled {given.cases:,} cases in {found['filled in s']} s", flush=True)
        found |= _queries(units, given.times)
        found |= _pages(units, given.times)
    return found


def _office() -> list[Any]:
    from mingjian.demo.province import province
    from mingjian.demo.rows import add_offices
    from mingjian.records.models import Account, OnlineService, Subject

    units = list(add_offices(province(DAY).offices).values())
    for unit in units:
        subject = Subject.objects.create(name=f"{unit.name_zh}的当事人", unit=unit)
        OnlineService.objects.create(name=f"{unit.code} 平台", subject=subject, unit=unit)
        for number in range(HANDLERS):
            roles = ["handler"] if number else ["office_head", "section_head"]
            card = {"card_number": "x", "card_from": DAY.replace(year=2024), "card_to": DAY.replace(year=2029)}
            name = f"{unit.code}-{number}"
            Account.objects.create(username=name, name_zh=name, name_en=name, unit=unit, roles=roles, **card)
    return units


def _fill(dsn: Any, units: list[Any], number: int, *, steps: bool) -> None:
    import psycopg

    from mingjian.office.cases.board_counts import recount_board

    tables = ["records_case", *(["records_step"] if steps else [])]
    with psycopg.connect(str(dsn)) as link:
        link.execute("SET session_replication_role = replica")
        kept = []
        for table in tables:
            rows = link.execute(
                "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = %s AND NOT EXISTS"
                " (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
                [table],
            ).fetchall()
            kept += rows
            for name, _ in rows:
                link.execute(f'DROP INDEX "{name}"')
        with link.cursor().copy(f"COPY records_case ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
            for part in _heads(units, number):
                copy.write(part)
        if steps:
            columns = "id, recorded_at, case_id, seq, kind, day, by, facts, key, on_paper"
            with link.cursor().copy(f"COPY records_step ({columns}) FROM STDIN") as copy:
                for part in _steps(number):
                    copy.write(part)
        for _, definition in kept:
            link.execute(definition)
        link.commit()
        link.autocommit = True
        for table in tables:
            link.execute(f"VACUUM ANALYZE {table}")
    recount_board()


_COLUMNS = (
    "id", "recorded_at", "number", "year", "serial", "unit_id", "title", "party_name", "subject_id", "service_id", "void",
    "opened_by_id", "opened_on", "stage", "outcome", "open", "due", "due_rule", "due_step", "due_provisional", "sorted_due",
    "bases", "handlers", "waiting", "length", "last_day", "updated_at",
)  # fmt: skip


def _heads(units: list[Any], number: int) -> Iterator[bytes]:
    from mingjian.records.models import Account, OnlineService

    services = {row.unit_id: row for row in OnlineService.objects.all()}
    people: dict[Any, list[str]] = {}
    for row in Account.objects.order_by("username"):
        people.setdefault(row.unit_id, []).append(str(row.pk))
    chance = random.Random(1)
    names, weights = zip(*STAGES, strict=True)
    chosen = chance.choices(names, weights, k=number)
    serials = [0] * len(units)
    lines: list[str] = []
    for place in range(number):
        at = place % len(units)
        unit, stage = units[at], chosen[place]
        serials[at] += 1
        is_open = stage not in OVER
        due = DAY + datetime.timedelta(days=chance.randint(-40, 120)) if is_open else None
        one, two = chance.sample(people[unit.pk][1:], 2)
        waits = "{filed}" if stage == "registered" and chance.random() < 0.4 else "{}"
        service = services[unit.pk]
        values = (
            f"{place:032x}", "2026-01-01 00:00Z", f"{unit.code}案〔2026〕{serials[at]}号", "2026", str(serials[at]),
            str(unit.pk), f"平台{place % 5000}涉嫌未停止传输违法信息案", f"当事人{place % 200_000}", str(service.subject_id),
            str(service.pk), "f", people[unit.pk][1], "2026-01-05", stage, "open", "t" if is_open else "f",
            str(due) if due else "\\N", "CAC14-45.decision_90" if due else "", "decided" if due else "", "f",
            str(due or "9999-12-31"), "{RD-CSL69}", f"{{{one},{two}}}", waits, "3", "2026-02-01", "2026-02-01 00:00Z",
        )  # fmt: skip
        lines.append("\t".join(values))
        if len(lines) == 20_000:
            yield ("\n".join(lines) + "\n").encode()
            lines.clear()
    yield ("\n".join(lines) + "\n").encode() if lines else b""


def _steps(number: int) -> Iterator[bytes]:
    lines: list[str] = []
    for place in range(number):
        for seq, kind in enumerate(STEPS, start=1):
            key = f"{place * 4 + seq:032x}"
            lines.append(
                f'{key}\t2026-01-05 00:00Z\t{place:032x}\t{seq}\t{kind}\t2026-01-0{seq + 4}\t[{{"code": "x", "roles": ["handler"]}}]'
                f'\t{{"summary": "巡查发现", "source": "inspection"}}\t{seq}\tf'
            )
        if len(lines) >= 30_000:
            yield ("\n".join(lines) + "\n").encode()
            lines.clear()
    yield ("\n".join(lines) + "\n").encode() if lines else b""


def _server_ticks() -> int:
    """CPU of the database server's whole tree so far, in ticks, ended backends included."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        pid = cursor.fetchone()[0]
    top = int(_stat(pid)[1])
    live = [_stat(int(name)) for name in os.listdir("/proc") if name.isdigit() and Path(f"/proc/{name}/stat").exists()]
    ticks = sum(int(row[11]) + int(row[12]) for row in live if row and int(row[1]) == top)
    return ticks + sum(int(value) for value in _stat(top)[11:15])


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ms(measured: Callable[[], object], times: int) -> str:
    """Wall time as median and p95, and the CPU of one call: this process and the database server together."""
    spent = []
    ticks, cpu = _server_ticks(), time.process_time()
    for _ in range(times):
        began = time.perf_counter()
        measured()
        spent.append((time.perf_counter() - began) * 1000)
    cpu = time.process_time() - cpu + (_server_ticks() - ticks) / os.sysconf("SC_CLK_TCK")
    cut = statistics.quantiles(spent, n=20)
    return f"median {statistics.median(spent):.1f} ms, p95 {cut[18]:.1f} ms, CPU {cpu / times * 1000:.1f} ms"


def _queries(units: list[Any], times: int) -> dict[str, str]:
    from mingjian.figures.board import board_counts, board_page
    from mingjian.records.models import Account, Case
    from mingjian.web.desk.cases import my_cases, waiting_for

    province = units[0]
    city = next(unit for unit in units if unit.level == "city")
    county = next(unit for unit in units if unit.level == "county")
    middle = Case.objects.filter(open=True, void=False).order_by("sorted_due", "id")
    deep = middle.filter(sorted_due=DAY + datetime.timedelta(days=90)).values_list("sorted_due", "id")[0]
    after = (deep[0].isoformat(), str(deep[1]))
    handler = Account.objects.select_related("unit").get(username=f"{county.code}-3")
    head = Account.objects.select_related("unit").get(username=f"{county.code}-0")
    found = {}
    for name, unit in (("province", province), ("city", city), ("county", county)):
        found[f"query {name}, first page"] = _ms(lambda unit=unit: board_page(unit), times)
        found[f"query {name}, deep page"] = _ms(lambda unit=unit: board_page(unit, after=after), times)
        found[f"query {name}, a stage"] = _ms(lambda unit=unit: board_page(unit, stage="served"), times)
        found[f"query {name}, counts"] = _ms(lambda unit=unit: board_counts(unit, DAY), times)
    rows = Case.objects.filter(open=True, void=False).order_by("sorted_due", "id")
    found["the same deep page by OFFSET 100,000"] = _ms(lambda: list(rows[100_000:100_050]), 5)
    found["query my cases"] = _ms(lambda: list(my_cases(handler).order_by("sorted_due", "id")[:51]), times)
    found["query what waits for my approval"] = _ms(lambda: waiting_for(head, DAY), times)
    return found


def _pages(units: list[Any], times: int) -> dict[str, str]:
    from wsgiref.simple_server import WSGIRequestHandler, make_server

    from django.core.wsgi import get_wsgi_application
    from tests.web.conftest import signed_in

    from mingjian.records.models import Account

    class Quiet(WSGIRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    county = next(unit for unit in units if unit.level == "county")
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = {}
    paths = {
        "first page": "/desk/cases/", "a stage": "/desk/cases/?stage=served", "my cases": "/desk/cases/?tab=mine",
        "to approve": "/desk/cases/?tab=approve", "search by number": f"/desk/cases/?q={county.code}案〔2026〕77号",
        "search by party": "/desk/cases/?q=当事人1777",
    }  # fmt: skip
    for who, username in (("province", f"{units[0].code}-0"), ("county", f"{county.code}-0")):
        cookie = signed_in(Account.objects.get(username=username)).cookies["sessionid"].value
        for name, path in paths.items():
            found[f"page {who}, {name}"] = _ms(
                lambda path=path, cookie=cookie: _get(server.server_port, path, cookie), times
            )
    server.shutdown()
    return found


def _get(port: int, path: str, cookie: str) -> None:
    from urllib.parse import quote

    link = http.client.HTTPConnection("127.0.0.1", port)
    link.request("GET", quote(path, safe="/?=&"), headers={"Cookie": f"sessionid={cookie}; django_language=zh-hans"})
    answer = link.getresponse()
    answer.read()
    assert answer.status == 200, f"{path}: {answer.status}"
    link.close()
