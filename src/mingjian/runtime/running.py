"""One child of the supervisor, as it is now: not started, starting, ready, done or dead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from typing import Literal

from mingjian.runtime.child import Child
from mingjian.runtime.logs import Log
from mingjian.runtime.spawn import spawn

State = Literal["waiting", "starting", "ready", "done"]
_LEAST_PAUSE = 0.2  # seconds before a child is started again; longer after each further death


class Running:
    """The life of one child: every start, every death."""

    def __init__(self, child: Child, log: Log) -> None:
        self.child = child
        self.log = log
        self.state: State = "waiting"
        self._program: subprocess.Popen[bytes] | None = None
        self._begun = 0.0
        self._deaths: deque[float] = deque(maxlen=16)
        self._fault = ""
        self._code: int | None = None

    @property
    def pid(self) -> int:
        """The process id of the latest start, 0 before the first."""
        return self._program.pid if self._program else 0

    @property
    def mark(self) -> str:
        """The line in the environment by which everything this child starts is known."""
        return f"MINGJIAN_CHILD={os.getpid()}:{self.child.name}"

    def may_start(self) -> bool:
        """Tell whether the pause after the latest death is over."""
        if not self._deaths:
            return True
        pause = float(_LEAST_PAUSE * 4 ** max(0, self.deaths_within(60) - 1))
        return time.monotonic() >= self._deaths[-1] + pause

    def start(self) -> None:
        """Start the program; a failure of `before` or of the start itself counts as a death at the next look."""
        self._fault, self._code, self._begun = "", None, time.monotonic()
        self.state = "starting"
        name, _, value = self.mark.partition("=")
        inherited = {} if self.child.bare_environment else dict(os.environ)
        with self.log.open() as output:
            try:
                if self.child.once and not self.child.needed():
                    self.state = "done"
                    return
                if self.child.before:
                    self.child.before()
                self._program = spawn(
                    self.child.argv,
                    output=output,
                    stdout=sys.stdout.fileno() if self.child.words else None,
                    environment={**inherited, **self.child.environment, name: value},
                    servant=self.child.servant,
                    on_orphaned=self.child.on_orphaned,
                )
            except Exception as error:  # a hook or the start itself; it is told when the child has died too often
                self._program, self._fault = None, str(error) or type(error).__name__

    def look(self) -> bool:
        """Bring the state up to date; true if the child has died (or never came to life) since the last look."""
        self.log.turn_over()
        if self.state not in ("starting", "ready"):
            return False
        self._code = self._program.poll() if self._program else -1
        if self.state == "starting" and not self._fault and self._code in (None, 0):
            self._look_whether_ready()
        if self._code == 0 and self.child.once and not self._fault:
            return False
        if self._code is None and not self._fault:
            return False
        self.end()
        self.state = "waiting"
        self._deaths.append(time.monotonic())
        return True

    def _look_whether_ready(self) -> None:
        finished = self._code == 0
        if finished is not self.child.once:  # a step is looked at when it has ended, a lasting child while it runs
            return
        try:
            if finished or self.child.ready is None or self.child.ready():
                if self.child.started:
                    self.child.started()
                self.state = "done" if finished else "ready"
            elif time.monotonic() > self._begun + self.child.ready_within:
                self._fault = f"not ready within {self.child.ready_within:.0f} s"
        except Exception as error:  # whatever goes wrong in a hook is this child's failure, not the supervisor's
            self._fault = f"{type(error).__name__}: {error}".strip()

    def deaths_within(self, seconds: float) -> int:
        """Count the deaths of the last `seconds`."""
        return sum(1 for died in self._deaths if died > time.monotonic() - seconds)

    def alive(self) -> bool:
        """Tell whether the program runs."""
        return self._program is not None and self._program.poll() is None

    def ask_to_stop(self) -> None:
        """Send the signal by which this child stops in order."""
        if self._program and self._program.poll() is None:
            self._program.send_signal(self.child.stop_with)

    def end(self) -> None:
        """Kill the program with its whole process group and wait for it."""
        if self._program is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._program.pid, signal.SIGKILL)
        self._program.wait()

    def last_words(self) -> str:
        """Give what the child said last: the end of its log, and what we know of its end."""
        return "\n".join(part for part in (self.log.last_words(), self._fault) if part)

    def how_it_ended(self, language: str) -> str:
        """Tell the way it ended: fault, signal or exit status."""
        if self._fault:
            return "未能就绪" if language == "zh" else "did not become ready"
        code = self._code or 0
        if code < 0:
            name = signal.Signals(-code).name
            return f"被信号 {name} 终止" if language == "zh" else f"killed by {name}"
        return f"退出码 {code}" if language == "zh" else f"exit status {code}"
