"""Fresh clone to the first page, second start, and the memory of the whole tree (goals: 60 s, 5 s, 400 MB).

The clone is made in a temporary folder with an empty home, so nothing of this checkout's installation is used; packages
come from wherever this machine's network finds them. Memory is the proportional set size of every process of the tree.
`--patrol SECONDS` waits that long before memory is measured, for the first patrol to have run.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from mingjian.errors import BadInput
from mingjian.runtime import procfs
from mingjian.runtime.ports import free_port

ROOT = Path(__file__).resolve().parents[1]


def run(argv: list[str]) -> dict[str, str]:
    """Measure all three and return them with their units."""
    parser = argparse.ArgumentParser(prog="./mj bench start")
    parser.add_argument("--patrol", type=float, default=30.0, help="seconds before memory is measured")
    parser.add_argument("--bare", action="store_true", help="without the demo")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="mj-start-") as place:
        clone, home = Path(place) / "mingjian", Path(place) / "home"
        Path(place).chmod(0o755)
        home.mkdir()
        began = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        words = [str(clone / "mj"), "up", "--data", f"{place}/data", *(["--bare"] if options.bare else [])]
        first, _ = _measured(words, home, began, 0)
        second, memory = _measured(words, home, time.perf_counter(), options.patrol)
    return {
        "fresh clone to the first page": f"{first:.1f} s (goal 60)",
        "second start to the first page": f"{second:.1f} s (goal 5)",
        "memory of the tree (PSS)": f"{memory / 1e6:.0f} MB (goal 400)",
    }


def _measured(words: list[str], home: Path, began: float, wait: float) -> tuple[float, int]:
    """Start, time the first page (seconds), weigh the tree (bytes), stop."""
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "SSL_CERT_FILE", "TMPDIR")}
    program = subprocess.Popen(
        [*words, "--port", str(port)],
        env={**kept, "HOME": str(home)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(f"http://127.0.0.1:{port}/"):
            _must_live(program)
            time.sleep(0.05)
        elapsed = time.perf_counter() - began
        time.sleep(wait)
        _must_live(program)
        memory = procfs.memory_of({program.pid} | procfs.descendants(program.pid))
    finally:
        program.send_signal(signal.SIGTERM)
        program.wait(60)
    return elapsed, memory


def _must_live(program: subprocess.Popen[bytes]) -> None:
    if program.poll() is not None:
        raise BadInput(
            f"./mj up ended by itself with status {program.returncode} (its words are above); mend that and measure again.",
            f"./mj up 自行退出，退出码 {program.returncode}（输出见上）；解决后再测。",
        )


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
