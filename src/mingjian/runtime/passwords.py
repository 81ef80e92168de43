"""The database's passwords: random, kept in one file of the data folder that its owner alone can read."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from pathlib import Path


def read_passwords(path: Path, names: Iterable[str]) -> dict[str, str]:
    """Give the password of every role in `names`, made and written (mode 0600) where it is not there yet."""
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in names if name not in known]
    if missing:
        known |= {name: secrets.token_urlsafe(24) for name in missing}
        fresh = path.with_name(path.name + ".new")
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(known, indent=1))
        fresh.replace(path)
    return known
