"""A PostgreSQL server that is not ours, looked at without changing it."""

from __future__ import annotations

import psycopg

from mingjian.errors import MingjianError
from mingjian.runtime.checkup import Finding
from mingjian.runtime.dsn import read_dsn
from mingjian.runtime.roles import check_server


def look_at(dsn: str) -> Finding:
    """Say whether `./mj up --dsn` could use the server.

    Raises: BadInput, if `dsn` is no database address.
    """
    given = read_dsn(dsn)
    feature = ("./mj up --dsn", "./mj up --dsn")
    try:
        with psycopg.connect(str(given), connect_timeout=10) as link:
            check_server(link, given)
            version = link.info.server_version
    except psycopg.Error as error:
        said = (str(error).strip().splitlines() or ["no answer"])[0]
        return Finding(
            f"server {given.plainly}", "missing", said, feature, "start it or mend the address", required=True
        )
    except MingjianError as refusal:
        return Finding(f"server {given.plainly}", "broken", refusal.en, feature, "see there", required=True)
    return Finding(f"server {given.plainly}", "ok", f"PostgreSQL {version // 10000}.{version % 10000}", feature)
