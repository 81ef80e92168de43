"""Short notes that a database carries about itself, in its comment: they move, are restored and vanish with it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable
from pathlib import Path

import psycopg
from psycopg import sql

from mingjian.runtime.dsn import Dsn


def read_notes(owner: Dsn) -> dict[str, str]:
    """Read the notes; empty where there are none or somebody wrote another comment."""
    with psycopg.connect(str(owner), autocommit=True) as link:
        return _notes(link)


def write_note(owner: Dsn, name: str, value: str) -> None:
    """Write one note, keeping the others."""
    with psycopg.connect(str(owner), autocommit=True) as link:
        kept = _notes(link) | {name: value}
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        link.execute(statement.format(sql.Identifier(owner.database), sql.Literal(json.dumps(kept))))


def fingerprint(files: Iterable[Path]) -> str:
    """Tell one state of the code from another: the files' contents and the version of every installed package."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    for entry in sorted(f"{found.name}=={found.version}" for found in importlib.metadata.distributions()):
        digest.update(entry.encode())
    return digest.hexdigest()


def _notes(link: psycopg.Connection) -> dict[str, str]:
    row = link.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    try:
        notes = json.loads((row and row[0]) or "{}")
    except ValueError:
        return {}
    return notes if isinstance(notes, dict) else {}
