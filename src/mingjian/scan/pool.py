"""Many units in, one file of rows out: on several processes, resumable, and a process that dies costs one error row."""

from __future__ import annotations

import contextlib
import ctypes
import json
import multiprocessing
import os
import shutil
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from mingjian.errors import BadInput
from mingjian.reasons import Reason
from mingjian.scan.item import Fault
from mingjian.scan.row import Counts, Options, error_row
from mingjian.scan.unit import Unit, scan_unit
from mingjian.scan.write import format_of, merge, writing

_PR_SET_PDEATHSIG = 1
Done = Callable[[Unit], None]


def parts_folder(out: Path) -> Path:
    """Name the folder beside `out` that holds the finished parts until the scan is whole."""
    return out.with_name(f"{out.name}.parts")


def scan_all(
    units: Sequence[Unit],
    out: Path,
    options: Options,
    *,
    processes: int = 1,
    resume: bool = False,
    cluster: str | None = None,
    done: Done | None = None,
) -> Counts:
    """Scan `units` into one file; it is there whole, or not at all.

    Each finished unit is a part beside `out`. With `resume`, parts of an earlier run that still fit (same files, same
    options, same model) are kept, so that a scan killed midway and resumed gives the same rows. `done` hears of each
    unit. `cluster` runs the units under Ray instead of here (see `mingjian.scan.cluster`).
    Raises: BadInput, if `out` cannot be written.
    """
    folder = _prepared(out, resume=resume)
    parts = {unit.number: folder / f"{unit.number:08d}-{unit.digest(options)}{format_of(out)}" for unit in units}
    for unit, counts in _finished(units, parts, options, processes, cluster):
        _note(parts[unit.number], counts)
        if done:
            done(unit)
    merge([parts[unit.number] for unit in units], out)
    total = Counts()
    for part in parts.values():
        total.add(_noted(part))
    shutil.rmtree(folder, ignore_errors=True)
    return total


def _prepared(out: Path, *, resume: bool) -> Path:
    folder = parts_folder(out)
    format_of(out)
    try:
        if not resume:
            shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=False, exist_ok=True)
        for draft in folder.glob(".*.draft"):
            draft.unlink()
    except OSError as error:
        raise BadInput(f"{out} cannot be written ({error.strerror}).", f"无法写入 {out}({error.strerror})。") from error
    return folder


def _finished(
    units: Sequence[Unit], parts: dict[int, Path], options: Options, processes: int, cluster: str | None
) -> Iterator[tuple[Unit, Counts]]:
    """Give each unit with its counts as it is finished; those that an earlier run finished come first."""
    waiting = []
    for unit in units:
        if parts[unit.number].exists() and _noted_file(parts[unit.number]).exists():
            yield unit, _noted(parts[unit.number])
        else:
            waiting.append(unit)
    if cluster and waiting:
        from mingjian.scan.cluster import run_on_ray  # noqa: PLC0415  (an extra)

        yield from run_on_ray(waiting, parts, options, cluster)
    elif processes == 1:
        for unit in waiting:
            yield unit, scan_unit(unit, parts[unit.number], options)
    else:
        yield from _in_processes(waiting, parts, options, processes)


def _in_processes(
    waiting: Sequence[Unit], parts: dict[int, Path], options: Options, processes: int
) -> Iterator[tuple[Unit, Counts]]:
    """Only as many units as processes are on the way, so that a death points at few; these are then tried alone."""
    left = list(waiting)
    while left:
        running: dict[Future[Counts], Unit] = {}
        suspects: list[Unit] = []
        with _pool(processes) as pool:
            while (left and not suspects) or running:
                while left and not suspects and len(running) < processes:
                    unit = left.pop(0)
                    running[pool.submit(scan_unit, unit, parts[unit.number], options)] = unit
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    unit = running.pop(future)
                    try:
                        yield unit, future.result()
                    except BrokenProcessPool:
                        suspects.append(unit)
        for unit in suspects:
            yield unit, _alone(unit, parts[unit.number], options)


def _alone(unit: Unit, part: Path, options: Options) -> Counts:
    """Scan a unit in a process of its own; if that dies too, its row says so."""
    try:
        with _pool(1) as pool:
            return pool.submit(scan_unit, unit, part, options).result()
    except BrokenProcessPool:
        if len(unit.files) > 1:
            return _each_alone(unit, part, options)
        with writing(part) as writer:
            writer.write(error_row(Fault(unit.files[0].label, Reason("worker_died")), options))
        return Counts(failed=1)


def _each_alone(unit: Unit, part: Path, options: Options) -> Counts:
    """Single pages that stood in one unit: find the one that kills."""
    total = Counts()
    pieces = []
    for place, file in enumerate(unit.files):
        piece = part.with_name(f".{place}{part.name}")
        total.add(_alone(Unit(place, (file,)), piece, options))
        pieces.append(piece)
    merge(pieces, part)
    for piece in pieces:
        piece.unlink()
    return total


def _pool(processes: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process with threads (progress bar, hyperscan) may hang
    return ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_die_with, initargs=(os.getpid(),)
    )


def _die_with(parent: int) -> None:
    """Have the kernel end this worker with its parent (Linux); a killed scan leaves nothing running."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _noted_file(part: Path) -> Path:
    return part.with_name(part.name + ".counts")


def _note(part: Path, counts: Counts) -> None:
    draft = part.with_name(f".{part.name}.counts.draft")
    draft.write_text(json.dumps(counts.as_json()), "utf-8")
    draft.replace(_noted_file(part))


def _noted(part: Path) -> Counts:
    return Counts.of_json(json.loads(_noted_file(part).read_text("utf-8")))
