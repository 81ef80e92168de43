"""A supervisor of small fake children for the tests to kill: `python -m tests.runtime.tree FOLDER` reads spec.json.

Every event is printed as a line "name event"; every fake child appends "name word" to FOLDER/said.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path

from mingjian.errors import MingjianError
from mingjian.runtime.child import Child
from mingjian.runtime.guard import guarded
from mingjian.runtime.supervisor import Supervisor

PRELUDE = """
import os, pathlib, signal, subprocess, sys, time
name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
def say(word):
    with open(folder / "said", "a") as said:
        said.write(f"{name} {word}\\n")
def until_told(*_):
    say("stops"); sys.exit(0)
def count():
    with open(folder / (name + ".starts"), "a") as starts:
        starts.write("x")
    return len((folder / (name + ".starts")).read_text())
signal.signal(signal.SIGTERM, until_told)
say(f"is {os.getpid()}")
"""


def child(folder: Path, name: str, spec: dict[str, object]) -> Child:
    ready = spec.pop("ready_file", None)
    if (wanted := spec.pop("unless_file", None)) is not None:
        spec["needed"] = lambda: not (folder / str(wanted)).exists()
    return Child(
        name,
        [sys.executable, "-c", PRELUDE + str(spec.pop("code")), name, str(folder)],
        ready=(folder / str(ready)).exists if ready else None,
        on_orphaned=signal.SIGKILL,
        **spec,  # type: ignore[arg-type]
    )


def work(folder: Path) -> int:
    specs = json.loads((folder / "spec.json").read_text())
    children = [child(folder, name, spec) for name, spec in specs.items()]
    (folder / "log").mkdir(exist_ok=True)
    try:
        return Supervisor(
            children,
            folder / "log",
            up=lambda: print("all up", flush=True),
            told=lambda name, event: print(name, event, flush=True),
        ).run()
    except MingjianError as error:
        print(error.en, file=sys.stderr, flush=True)
        return 1


if __name__ == "__main__":
    raise SystemExit(guarded(lambda: work(Path(sys.argv[1]))))
