"""Open connections kept for the next request to the same endpoint of the same host."""

from __future__ import annotations

import time

from mingjian.capture.resolve import Endpoint
from mingjian.capture.wire import Wire

Key = tuple[str, str, Endpoint]  # scheme, host, endpoint
IDLE = 8.0  # seconds; many servers close after ten


class Pool:
    """Idle connections, at most `size`. Each was judged by the guard when it was opened, on the endpoint of its key."""

    def __init__(self, size: int = 256) -> None:
        self.size = size
        self._idle: dict[Key, Wire] = {}

    def take(self, key: Key) -> Wire | None:
        """Give an open connection for `key`, which then is the caller's; None if there is none."""
        wire = self._idle.pop(key, None)
        if wire is None or wire.closed:
            return None
        if time.monotonic() - wire.idle_since > IDLE:
            wire.abort()
            return None
        return wire

    def give(self, key: Key, wire: Wire) -> None:
        """Keep a connection that can be used again; the one idle for longest makes room."""
        if wire.closed:
            return
        wire.idle_since = time.monotonic()
        old = self._idle.pop(key, None)
        if old is not None:
            old.abort()
        elif len(self._idle) >= self.size:
            self._idle.pop(next(iter(self._idle))).abort()
        self._idle[key] = wire

    def close(self) -> None:
        """Close every idle connection."""
        for wire in self._idle.values():
            wire.abort()
        self._idle.clear()
