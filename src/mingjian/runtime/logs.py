"""A child's log file: appended to, turned over when it grows, its last words found again."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO


@dataclass(slots=True)
class Log:
    """`path` grows to `limit` bytes and is then kept as `path`.1 to `path`.`kept`, the newest first."""

    path: Path
    limit: int = 10 * 1024 * 1024
    kept: int = 3
    begun_at: int = 0

    def open(self) -> IO[bytes]:
        """Open the file for a new start of its child and remember where that one's words begin."""
        opened = open(self.path, "ab", buffering=0, opener=lambda path, flags: os.open(path, flags, 0o600))  # noqa: SIM115
        self.begun_at = opened.tell()
        return opened

    def turn_over(self) -> bool:
        """Copy a file that has grown beyond the limit aside and empty it; the child goes on writing into the same."""
        try:
            if self.path.stat().st_size <= self.limit:
                return False
        except FileNotFoundError:
            return False
        for number in range(self.kept, 1, -1):
            older = self.path.with_name(f"{self.path.name}.{number - 1}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number}"))
        shutil.copy2(self.path, self.path.with_name(f"{self.path.name}.1"))
        os.truncate(self.path, 0)  # the child writes with O_APPEND, so it continues at the new end
        self.begun_at = 0
        return True

    def last_words(self, lines: int = 15) -> str:
        """Give the last lines (at most 4 kB) that the child wrote since its latest start."""
        try:
            with self.path.open("rb") as opened:
                end = opened.seek(0, os.SEEK_END)
                opened.seek(max(self.begun_at, end - 4096))
                return "\n".join(opened.read().decode("utf-8", "replace").strip().splitlines()[-lines:])
        except FileNotFoundError:
            return ""
