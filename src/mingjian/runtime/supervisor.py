"""Keeps a list of children running: starts them in order, starts again what died, stops all in reverse order.

In: children, a folder for their logs. Out: an exit status (0 stopped as asked, 1 a child could not be kept alive).
"""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from mingjian.errors import MingjianError
from mingjian.runtime import procfs, spawn
from mingjian.runtime.child import Child
from mingjian.runtime.logs import Log
from mingjian.runtime.running import Running

DEATHS = 3
WITHIN = 60.0  # seconds in which so many deaths of one child stop everything
_STEADY, _STARTING = 1.0, 0.05


class ChildError(MingjianError):
    """A child died too often; the sentence holds its last words."""


class Supervisor:
    """Runs children until it is told to stop (SIGTERM, SIGINT, SIGHUP or `stop()`).

    `up` is called once, when all are ready for the first time; `told` with (child's name, event) for every event:
    starting, ready, done, died (and will be started again), stopped. It must be made and run in the main thread.
    """

    def __init__(
        self,
        children: Sequence[Child],
        logs: Path,
        *,
        up: Callable[[], None] = lambda: None,
        told: Callable[[str, str], None] = lambda _name, _event: None,
    ) -> None:
        self._running = [Running(child, Log(logs / f"{child.name}.log")) for child in children]
        self._up = up
        self._told = told
        self._stopping = 0
        self._not_ours: set[int] = set()

    def stop(self) -> None:
        """Ask for an orderly stop; a second time, for a quick one."""
        self._stopping += 1

    def run(self) -> int:
        """Start, keep and at last stop the children.

        Raises: ChildError, after everything has been stopped.
        """
        spawn.adopt_orphans()
        self._not_ours = procfs.descendants(os.getpid())
        announced = False
        with self._signals() as waken:
            try:
                while not self._stopping:
                    steady = self._step()
                    if steady and not announced:
                        announced = True
                        self._up()
                    _wait(waken, _STEADY if steady else _STARTING)
            finally:
                self._stop_all()
        return 0

    def _step(self) -> bool:
        """Look after every child once; a child waits until all before it are ready. Say whether all are ready."""
        self._reap_strangers()
        for running in self._running:
            before, died = running.state, running.look()
            if died:
                self._bury(running)
            elif running.state != before:
                self._told(running.child.name, running.state)
            if running.state == "waiting" and running.may_start():
                running.start()
                self._told(running.child.name, running.state)
            if running.state not in ("ready", "done"):
                return False
        return True

    def _bury(self, running: Running) -> None:
        """Note a death, end what the child left behind, and give up on the third within a minute."""
        self._end_leftovers(running)
        deaths = running.deaths_within(WITHIN)
        if running.child.once or deaths >= DEATHS:
            raise _failed(running, deaths)
        self._told(running.child.name, "died")

    def _end_leftovers(self, running: Running) -> None:
        for pid in procfs.descendants(os.getpid()):
            if procfs.marked(pid, running.mark):
                _kill(pid)

    def _reap_strangers(self) -> None:
        """Take note of the deaths of adopted processes, so that they do not stay as zombies."""
        own = {running.pid for running in self._running}
        for pid in procfs.zombies_of(os.getpid()) - own:
            try:
                os.waitpid(pid, os.WNOHANG)
            except ChildProcessError:
                continue

    def _stop_all(self) -> None:
        """Stop in reverse order, each within its time, all at once when asked twice; then end whatever is left."""
        for running in reversed(self._running):
            running.ask_to_stop()
            until = time.monotonic() + running.child.stop_within
            while running.alive() and time.monotonic() < until and self._stopping < 2:
                time.sleep(0.02)
            running.end()
            self._told(running.child.name, "stopped")
        for pid in procfs.descendants(os.getpid()) - self._not_ours:
            _kill(pid)

    @contextmanager
    def _signals(self) -> Iterator[int]:
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        os.set_blocking(writing, False)

        def asked(_number: int, _frame: FrameType | None) -> None:
            self.stop()

        def noted(_number: int, _frame: FrameType | None) -> None:
            """Only wakes the loop."""

        wished = {signal.SIGTERM: asked, signal.SIGINT: asked, signal.SIGHUP: asked, signal.SIGCHLD: noted}
        kept = {number: signal.signal(number, handler) for number, handler in wished.items()}
        waker = signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
        try:
            yield reading
        finally:
            signal.set_wakeup_fd(waker)
            for number, handler in kept.items():
                signal.signal(number, handler)
            os.close(reading)
            os.close(writing)


def _wait(waken: int, seconds: float) -> None:
    if select.select([waken], [], [], seconds)[0]:
        os.read(waken, 4096)


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def _failed(running: Running, deaths: int) -> ChildError:
    name, path = running.child.name, running.log.path
    last = running.last_words()
    if running.child.once:
        return ChildError(
            f"The step {name!r} failed ({running.how_it_ended('en')}); everything has been stopped. Its last words, "
            f"more in {path}:\n{last}",
            f"步骤“{name}”失败（{running.how_it_ended('zh')}），已全部停止。最后的输出如下，详见 {path}：\n{last}",
        )
    return ChildError(
        f"{name!r} died {deaths} times within a minute ({running.how_it_ended('en')}); everything has been stopped. "
        f"Its last words, more in {path}:\n{last}",
        f"“{name}”一分钟内退出了 {deaths} 次（{running.how_it_ended('zh')}），已全部停止。"
        f"最后的输出如下，详见 {path}：\n{last}",
    )
