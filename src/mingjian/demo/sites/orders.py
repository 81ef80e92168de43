"""What was ordered of a site (closed, mended), in one small file: written by whoever carries it out, read by the sites.

`orders.json` maps a host to "closed" or "mended"; `visits.json`, written by the sites, counts visits after a closure.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from mingjian.errors import BadInput

Order = Literal["closed", "mended"]
READ_AGAIN_AFTER = 0.5
"""Seconds for which a reading of the file is believed."""


def close(folder: Path, host: str) -> None:
    """Order a host closed. Closing it twice changes nothing."""
    _order(folder, host, "closed")


def mend(folder: Path, host: str) -> None:
    """Have the operator of a hijacked site clean it."""
    _order(folder, host, "mended")


def reopen(folder: Path, host: str) -> None:
    """Take back whatever was ordered of a host."""
    _order(folder, host, None)


def _order(folder: Path, host: str, order: Order | None) -> None:
    rows = _read(folder / "orders.json")
    rows.pop(host, None)
    if order:
        rows[host] = order
    _write(folder / "orders.json", rows)


class Orders:
    """The orders as the sites see them; without a folder nothing is ever ordered and visits are not kept."""

    def __init__(self, folder: Path | None, monotonic: Callable[[], float]) -> None:
        self._folder, self._monotonic = folder, monotonic
        self._rows: dict[str, str | int] = {}
        self._read_at: float | None = None
        self._visits = _read(folder / "visits.json") if folder else {}

    def of(self, host: str) -> str | None:
        """Say what was ordered of a host; the file is read at most twice a second."""
        now = self._monotonic()
        if self._folder and (self._read_at is None or now - self._read_at >= READ_AGAIN_AFTER):
            self._rows, self._read_at = _read(self._folder / "orders.json"), now
        order = self._rows.get(host)
        if order != "closed" and self._visits.pop(host, None) is not None:
            self._keep()
        return str(order) if order else None

    def visits(self, host: str) -> int:
        """How many visits a host had since it was closed."""
        return int(self._visits.get(host, 0))

    def count(self, host: str) -> None:
        """Count one visit to a closed host."""
        self._visits[host] = self.visits(host) + 1
        self._keep()

    def _keep(self) -> None:
        if self._folder:
            _write(self._folder / "visits.json", self._visits)


def _read(file: Path) -> dict[str, str | int]:
    try:
        rows = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError:
        rows = None
    if not isinstance(rows, dict):
        raise BadInput(
            f"{file} is not the JSON object it should be; delete it to forget what was ordered of the sample sites.",
            f"{file} 不是应有的 JSON 对象；删除它即可清除对样例网站的处置记录。",
        )
    return rows


def _write(file: Path, rows: dict[str, str | int]) -> None:
    """Write the whole file or nothing, so that a reader never sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    fresh.replace(file)
