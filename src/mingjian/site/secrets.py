"""Secrets of an installation: made at first start, kept in the data folder, never in the database.

In: the data folder. Out: the keys by name.
"""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

NAMES = ("django", "contacts", "receipts", "identities", "bundles")


def read_secrets(folder: Path | None) -> dict[str, str]:
    """The installation's keys (hex, 32 bytes each), made and written (mode 0600) if they are not there yet.

    Without a folder (tests, checks) the keys live as long as the process.
    """
    if folder is None:
        return {name: secrets.token_hex(32) for name in NAMES}
    path = folder / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    missing = [name for name in NAMES if name not in known]
    if not missing:
        return known
    known |= {name: secrets.token_hex(32) for name in missing}
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(known, indent=1))
    fresh.replace(path)
    return known
