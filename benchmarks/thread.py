"""The thread from a polluted page to a figure of the bulletin, by scripted officers at a browser (goal: under 2 minutes).

A fresh demonstration is started in a temporary folder; the clock runs from the reporter's first page to the auditor's
check, the first patrol and the later visits included. Needs Chromium.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.pages.installation import installed
from tests.pages.people import CHROMIUM, Town, chromium
from tests.pages.thread import walk

from mingjian.errors import BadInput


def run(argv: list[str]) -> dict[str, str]:
    """Walk the thread once and give the seconds of each stage."""
    argparse.ArgumentParser(prog="./mj bench thread").parse_args(argv)
    if not Path(CHROMIUM).exists():
        raise BadInput(
            f"{CHROMIUM} is not there; install it with: apt-get install chromium",
            f"没有找到 {CHROMIUM}；请安装：apt-get install chromium",
        )
    with tempfile.TemporaryDirectory(prefix="mj-thread-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        print("starting a demonstration ...", file=sys.stderr, flush=True)
        with installed(Path(folder) / "data") as place, chromium() as browser:
            began = time.perf_counter()
            walked = walk(Town(place, browser))
            whole = time.perf_counter() - began
    stages = {name: f"{seconds:.1f} s" for name, seconds in walked.seconds.items()}
    return {
        **stages,
        "closures counted in the bulletin": walked.said["closures"],
        "whole thread": f"{whole:.1f} s (goal 120)",
    }
