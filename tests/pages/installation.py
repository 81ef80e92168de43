"""A demonstration started for real with `mingjian up` on a free port: its address and the passwords it printed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY_WITHIN = 240
ACCOUNT = re.compile(r"^ {4}(\w+) +((?:\w{4}-){3}\w{4}) ")
ADDRESS = re.compile(r"(http://localhost:\d+)$")


@dataclass(frozen=True, slots=True)
class Installation:
    """Where a running demonstration answers, and its officers' passwords by username."""

    url: str
    passwords: dict[str, str]


def read_words(lines: Iterator[str] | list[str]) -> Installation:
    """Read what `mingjian up` prints until it is ready.

    Raises: RuntimeError, with its words, if it ends before.
    """
    passwords: dict[str, str] = {}
    heard = []
    for line in lines:
        heard.append(line)
        if found := ACCOUNT.match(line):
            passwords[found[1]] = found[2]
        if found := ADDRESS.search(line.strip()):
            return Installation(found[1], passwords)
    raise RuntimeError("mingjian up ended before it was ready:\n" + "".join(heard))


@contextmanager
def installed(data: Path) -> Iterator[Installation]:
    """A demonstration with a data folder of its own; all of it is stopped at the end."""
    program = subprocess.Popen(
        [sys.executable, "-P", "-m", "mingjian", "up", "--port", "0", "--data", str(data)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert program.stdout is not None
    overdue = threading.Timer(READY_WITHIN, program.send_signal, [signal.SIGTERM])
    overdue.start()
    try:
        place = read_words(program.stdout)
        overdue.cancel()
        threading.Thread(target=program.stdout.read, daemon=True).start()
        yield place
    finally:
        overdue.cancel()
        program.send_signal(signal.SIGTERM)
        program.wait(90)
