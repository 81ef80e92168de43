"""Starting a program so that it cannot outlive whoever started it."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from mingjian.runtime.servant import Servant

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def spawn(
    argv: Sequence[str],
    *,
    output: IO[bytes] | int,
    stdout: IO[bytes] | int | None = None,
    environment: Mapping[str, str] | None = None,
    servant: Servant | None = None,
    on_orphaned: signal.Signals = signal.SIGKILL,
) -> subprocess.Popen[bytes]:
    """Start `argv` in a session of its own, as `servant` if given, and have the kernel signal it when we die.

    The kernel looks at the thread that forks: call this from the main thread only. stderr (and stdout unless given)
    goes to `output`.
    """
    who = servant.as_options() if servant else {}
    return subprocess.Popen(  # noqa: S603 - the words are the house's own
        list(argv),
        stdin=subprocess.DEVNULL,
        stdout=output if stdout is None else stdout,
        stderr=output,
        env=None if environment is None else dict(environment),
        start_new_session=True,
        preexec_fn=_bound_to(os.getpid(), on_orphaned),  # noqa: PLW1509 - callers have one thread
        **who,
    )


def _bound_to(parent: int, on_orphaned: signal.Signals) -> Callable[[], None]:
    """Give what the new process does last: after the user has changed, because changing it clears the setting."""

    def bind() -> None:
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        die_with_parent(parent, on_orphaned)

    return bind


def die_with_parent(parent: int, how: signal.Signals) -> None:
    """Ask the kernel for the signal `how` when our parent dies; end at once if `parent` is gone already."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_PDEATHSIG, int(how), 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent dies, so that none is lost."""
    if _LIBC is not None:
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
