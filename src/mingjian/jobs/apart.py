"""A process of its own for work that reads what strangers wrote or needs much memory: it ends once it has rested.

A page that brings down a parser brings down this process and not the worker; the worker holds no word tables meanwhile.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any, TypeVar

T = TypeVar("T")
REST = 20.0
"""Seconds without work after which the process ends."""


class ChildLost(RuntimeError):
    """The process ended, or was ended, before it answered."""


class Apart:
    """At most one process at work, started when it is needed; callers in several threads wait for one another."""

    def __init__(self, rest: float = REST) -> None:
        self._rest = rest
        self._turn = threading.Lock()
        self._child: SpawnProcess | None = None
        self._line: Connection | None = None
        self._timer: threading.Timer | None = None

    def run(self, work: Callable[..., T], *given: Any, patience: float) -> T:
        """Have `work(*given)` done there; function, arguments and result are pickled.

        Raises: ChildLost if the process ended or took longer than `patience` seconds; else whatever `work` raises.
        """
        with self._turn:
            if self._timer is not None:
                self._timer.cancel()
            try:
                done, result = self._answer(work, given, patience)
            except BaseException:
                self._end()  # whatever it still does, nobody waits for it
                raise
            self._rest_later()
        if done:
            return result  # type: ignore[no-any-return]
        raise result

    def _answer(self, work: Callable[..., T], given: tuple[Any, ...], patience: float) -> tuple[bool, Any]:
        line = self._started()
        try:
            line.send((work, given))
            if line.poll(patience):
                return line.recv()  # type: ignore[no-any-return]
        except (EOFError, OSError) as error:
            raise ChildLost(f"the process ended during {work.__name__}") from error
        raise ChildLost(f"{work.__name__} took longer than {patience:.0f} s and was ended")

    def end(self) -> None:
        """End the process, if there is one."""
        with self._turn:
            self._end()

    def _started(self) -> Connection:
        if self._line is None or self._child is None or not self._child.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")  # a fork of a process with threads may hang
            self._line, theirs = context.Pipe()
            self._child = context.Process(target=_serve, args=(theirs,), daemon=True)
            self._child.start()
            theirs.close()
        return self._line

    def _rest_later(self) -> None:
        self._timer = threading.Timer(self._rest, self.end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._line is not None:
            self._line.close()
        if self._child is not None:
            self._child.kill()
            self._child.join()
        self._child = self._line = None


def _serve(line: Connection) -> None:
    """Do what comes until the line closes: the worker rests, or has died."""
    import django  # noqa: PLC0415 - in the new process only
    from django.db import close_old_connections  # noqa: PLC0415

    django.setup()
    while True:
        try:
            work, given = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        close_old_connections()
        answer: tuple[bool, Any]
        try:
            answer = (True, work(*given))
        except Exception as error:
            answer = (False, error)
        try:
            line.send(answer)
        except (EOFError, BrokenPipeError):
            return
