"""A bulk return of 300,000 rows received, read, checked, sampled and folded (goal: under 60 s), and its exact overlaps.

`./mj bench returns [quick]`. For CSV (GBK), Parquet and XLSX, and for a tenth of the rows to show how memory grows. Each
in a process of its own against an embedded PostgreSQL. Overlaps with 20,000 single acts and a second return are compared
with a naive recount by Python sets.
"""

from __future__ import annotations

import argparse
import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROWS = 300_000
HEAD = ["账号标识", "措施", "处置日期", "依据代码", "告知情况", "未告知理由", "申诉途径", "事由", "持有人手机号"]
FORMATS = ("csv", "parquet", "xlsx")


def run(argv: list[str]) -> dict[str, Any]:
    """Measure every format and the overlaps."""
    parser = argparse.ArgumentParser(prog="./mj bench returns")
    parser.add_argument("quick", nargs="?", choices=["quick"])
    rows = ROWS // 10 if parser.parse_args(argv).quick else ROWS
    from tests import database

    with database.server() as server, tempfile.TemporaryDirectory(prefix="mj-bench-returns-") as folder:
        roles = database.make(server, f"mingjian_bench_{os.getpid()}")
        place = {
            **os.environ,
            "MINGJIAN_DSN": str(roles.owner),
            "MINGJIAN_EVIDENCE": f"{folder}/evidence",
            "MINGJIAN_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "mingjian.site.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        _child(place, "prepare")
        result: dict[str, Any] = {}
        month = 0
        for form in FORMATS:
            for count in (rows // 10, rows):
                month += 1
                path = Path(folder) / f"{count}.{form}"
                write(path, form, count, month)
                print(f"{form}, {count:,} rows ...", file=sys.stderr, flush=True)
                said = _child(place, "measure", str(path), str(month), str(count))
                print(said, file=sys.stderr, flush=True)
                result[f"{form}, {count:,} rows"] = said
                path.unlink()
        result["overlaps"] = _child(place, "overlaps", str(rows))
        return result


def _child(place: dict[str, str], *words: str) -> str:
    command = [sys.executable, "-m", "benchmarks.returns", *words]
    done = subprocess.run(command, env=place, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def write(path: Path, form: str, count: int, month: int) -> None:
    """A file of distinct accounts, all of whose rows count."""
    rows = (
        [
            f"u{month:02d}{number:09d}", "account_closure", f"2026-{month:02d}-{1 + number % 28:02d}", "RD-CSL69", "已告知", "",
            "https://p.test/appeal", f"推广网络赌博 {number}", f"1380000{number % 10_000:04d}",
        ]
        for number in range(count)
    )  # fmt: skip
    if form == "csv":
        with path.open("w", encoding="gb18030", newline="") as out:
            csv.writer(out).writerows([HEAD, *rows])
    elif form == "xlsx":
        from openpyxl import Workbook

        book = Workbook(write_only=True)
        sheet = book.create_sheet("rows")
        for row in (HEAD, *rows):
            sheet.append(row)
        book.save(path)
    else:
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = zip(*rows, strict=True)
        pq.write_table(pa.table({name: list(cells) for name, cells in zip(HEAD, columns, strict=True)}), path)


def _prepare() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from mingjian.office.people.add_account import NewOfficer, add_account
    from mingjian.records import clock
    from mingjian.records.models import Agency, Unit

    unit = Unit.objects.create(code="99", name_zh="省", name_en="Province", level="province", path="99.")
    Agency.objects.create(code="platform", kind="platform", name_zh="平台", name_en="Platform")
    for name, role in (("handler", "handler"), ("section", "section_head")):
        add_account(unit, NewOfficer(name, name, name, (role,)), "correct horse battery", by=None, at=clock.now())


def _measure(path: Path, month: int, count: int) -> None:
    import django

    django.setup()
    from mingjian.figures.period import period
    from mingjian.office.audit.seal_events import seal_events
    from mingjian.office.returns.read_return import read_return
    from mingjian.office.returns.receive_return import Told, receive_return
    from mingjian.office.returns.sample_return import draw_sample
    from mingjian.records import clock
    from mingjian.records.models import Account, Agency

    handler, now = Account.objects.get(username="handler"), clock.now()
    wall, cpu = time.perf_counter(), time.process_time()
    told = Told(Agency.objects.get(code="platform"), "accounts", period(f"2026-{month:02d}"))
    row = receive_return(handler.unit, told, path, path.name, by=handler, at=now)
    received = time.perf_counter() - wall
    row = read_return(row, at=now)
    read = time.perf_counter() - wall - received
    assert (row.state, row.counted) == ("checked", count), (row.state, row.counted, row.problems, row.refusal)
    seal_events(at=now)
    row = draw_sample(row, 200, by=handler, at=now)
    whole, used = time.perf_counter() - wall, time.process_time() - cpu
    stored = sum(len(bytes(fold.keys)) for fold in row.folds.all())
    peak = _peak()
    print(
        f"{whole:.1f} s ({used:.1f} s CPU): received and sealed {received:.1f}, read, checked and folded {read:.1f}, "
        f"sample of 200 drawn {whole - received - read:.1f}; peak {peak:.0f} MB; keys {stored / 1e6:.1f} MB"
    )


def _peak() -> float:
    """The greatest resident size of this process in MB; `ru_maxrss` would hold its parent's before the exec."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def _overlaps(count: int) -> None:
    """Two accepted returns that share a third, and 20,000 single acts: subtraction against sets."""
    import random

    import django

    django.setup()
    from mingjian.figures.bulk import bulk_shares
    from mingjian.figures.period import period
    from mingjian.records.models import BulkReturn, BulkReturnFold
    from mingjian.returns.folding import blob_of

    chance = random.Random(7)
    pool = [chance.randbytes(16) for _ in range(count * 2)]
    held = []
    for row, keys in zip(
        BulkReturn.objects.filter(state="sampled").order_by("received_at"),
        (pool[:count], pool[count * 2 // 3 : count * 5 // 3]),
        strict=False,
    ):
        BulkReturnFold.objects.filter(bulk_return=row, measure="account_closure").delete()
        BulkReturnFold.objects.create(
            bulk_return=row, measure="account_closure", month=row.first_day, count=len(keys), keys=blob_of(keys)
        )
        row.state, row.judged = "accepted", {"factor": 1}
        row.save()
        held.append(set(keys))
    single = {key.hex() for key in chance.sample(pool, 20_000)}
    began = time.perf_counter()
    shares = bulk_shares(row.unit, period("2026"), ("account_closure",), single)
    took = time.perf_counter() - began
    seen = {bytes.fromhex(key) for key in single}
    naive = []
    for keys in held:
        naive.append(len(keys - seen))
        seen |= keys
    exact = [share.counted for share in shares] == naive
    print(
        f"{'exact' if exact else 'WRONG'}: 2 returns of {count:,} keys, {len(single):,} single acts, in {took:.2f} s; "
        f"counted {[share.counted for share in shares]}, naive {naive}"
    )
    assert exact


if __name__ == "__main__":
    job, *rest = sys.argv[1:]
    if job == "prepare":
        _prepare()
    elif job == "measure":
        _measure(Path(rest[0]), int(rest[1]), int(rest[2]))
    else:
        _overlaps(int(rest[0]))
