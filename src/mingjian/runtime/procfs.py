"""What /proc tells of running programs: process ids in, parents, words, folders out. Empty where there is no /proc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")


def everyone() -> Iterator[int]:
    """Give every process id that can be seen."""
    if PROC.is_dir():
        yield from (int(entry) for entry in os.listdir(PROC) if entry.isdigit())


def parents() -> dict[int, int]:
    """Give the parent of every process; zombies are left out."""
    found = {}
    for pid in everyone():
        try:
            state, parent = (PROC / str(pid) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state not in "ZX":
            found[pid] = int(parent)
    return found


def descendants(pid: int) -> set[int]:
    """Give all living processes below `pid`, children first or not."""
    above = parents()
    found: set[int] = set()
    front = {pid}
    while front:
        front = {child for child, parent in above.items() if parent in front} - found
        found |= front
    return found


def command_line(pid: int) -> str:
    """Give the words a process was started with, or "" where that cannot be read."""
    try:
        return (PROC / str(pid) / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace").strip()
    except OSError:
        return ""


def marked(pid: int, mark: str) -> bool:
    """Tell whether the environment a process was started with has the line `mark`."""
    try:
        return os.fsencode(mark) in (PROC / str(pid) / "environ").read_bytes().split(b"\0")
    except OSError:
        return False


def working_in(folder: Path) -> set[int]:
    """Find the processes whose working folder is `folder`."""
    found = set()
    for pid in everyone():
        try:
            if os.readlink(PROC / str(pid) / "cwd") == str(folder):
                found.add(pid)
        except OSError:
            continue
    return found


def memory_of(pids: set[int]) -> int:
    """Measure the proportional set size of the processes together, in bytes; shared pages are counted once."""
    total = 0
    for pid in pids:
        try:
            lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def zombies_of(pid: int) -> set[int]:
    """Find the dead children of `pid` that it has not yet taken note of."""
    found = set()
    for other in everyone():
        try:
            state, parent = (PROC / str(other) / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[:2]
        except (OSError, ValueError):
            continue
        if state == "Z" and int(parent) == pid:
            found.add(other)
    return found
