"""One child of the supervisor, as it is wished: what to start, when it counts as ready, how it is stopped."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from mingjian.runtime.servant import Servant


@dataclass(frozen=True, slots=True)
class Child:
    """A program that is kept running, or a step (`once`) that must end with 0 before the next child starts.

    Times are seconds. `before` runs before every start and `started` after it became ready (both short, in the
    supervisor's own thread); an exception of either counts as a death. A step for which `needed` says no
    is done without being started. `words` shows a step's stdout to the user
    instead of keeping it in the log, for what is printed once and kept nowhere.
    """

    name: str
    argv: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    bare_environment: bool = False
    ready: Callable[[], bool] | None = None
    ready_within: float = 60.0
    before: Callable[[], None] | None = None
    started: Callable[[], None] | None = None
    once: bool = False
    needed: Callable[[], bool] = lambda: True
    words: bool = False
    stop_with: signal.Signals = signal.SIGTERM
    stop_within: float = 10.0
    on_orphaned: signal.Signals = signal.SIGKILL
    servant: Servant | None = None


def answers(url: str) -> Callable[[], bool]:
    """Tell readiness by an HTTP answer of any status below 500 within two seconds."""

    def ready() -> bool:
        parts = urlsplit(url)
        link = HTTPConnection(parts.hostname or "", parts.port, timeout=2)
        try:
            link.request("GET", parts.path or "/")
            return link.getresponse().status < 500
        except (OSError, HTTPException):
            return False
        finally:
            link.close()

    return ready


def listens(port: int, address: str = "127.0.0.1") -> Callable[[], bool]:
    """Tell readiness by a port that takes connections."""

    def ready() -> bool:
        try:
            socket.create_connection((address, port), timeout=2).close()
        except OSError:
            return False
        return True

    return ready
