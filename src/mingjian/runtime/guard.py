"""Two processes that watch each other, so that killing either one takes the whole tree with it.

The upper one (which the user started) only waits: it hands signals down and, when the lower one dies, ends every
descendant. The lower one does the work; the kernel tells it when the upper one is gone.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from mingjian.runtime import procfs, spawn

_PATIENCE = 6.0  # seconds for the database to close its files after its owner was killed


def guarded(work: Callable[[], int]) -> int:
    """Run `work` in a child of our own and return its status, or 128 + signal if it was killed. Main thread only."""
    sys.stdout.flush()
    sys.stderr.flush()
    upper = os.getpid()
    lower = os.fork()
    if lower == 0:
        os.setsid()  # Ctrl-C reaches the upper one, which hands it down once
        spawn.die_with_parent(upper, signal.SIGTERM)
        os._exit(_status_of(work))
    spawn.adopt_orphans()
    _hand_down(lower)
    status = os.waitstatus_to_exitcode(_wait_for(lower))
    _end_all()
    return status if status >= 0 else 128 - status


def _status_of(work: Callable[[], int]) -> int:
    try:
        status = work()
    except BaseException:  # the fork must never return into its caller
        sys.excepthook(*sys.exc_info())
        status = 70
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            continue
    return status


def _hand_down(lower: int) -> None:
    def handed(number: int, _frame: FrameType | None) -> None:
        try:
            os.kill(lower, number)
        except ProcessLookupError:
            return

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, handed)


def _wait_for(pid: int) -> int:
    """Wait for one child while taking note of the deaths of adopted ones."""
    while True:
        ended, status = os.waitpid(-1, 0)
        if ended == pid:
            return status


def _end_all() -> None:
    """End every descendant: asked first, killed when its time is over."""
    until = time.monotonic() + _PATIENCE
    asked: set[int] = set()
    while left := procfs.descendants(os.getpid()):
        late = time.monotonic() > until
        for pid in left if late else left - asked:
            try:
                os.kill(pid, signal.SIGKILL if late else signal.SIGTERM)
            except ProcessLookupError:
                continue
        asked |= left
        time.sleep(0.02)
        _reap()


def _reap() -> None:
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue
    except ChildProcessError:
        return
