"""What a visit may cost at most: sizes in bytes, times in seconds."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one visit. A body that reaches its bound is kept as far as it came, and the visit says so."""

    connect: float = 10.0  # seconds to open one connection, TLS included
    hop: float = 30.0  # seconds for one request and its whole answer
    total: float = 90.0  # seconds for the visit with all its hops
    head: int = 256 * KIB  # status line and headers
    wire: int = 10 * MIB  # one answer as it came over the wire
    body: int = 20 * MIB  # one body after decompression
    hops: int = 12  # requests of one visit
    refreshes: int = 4  # of them by meta refresh


LIMITS = Limits()
