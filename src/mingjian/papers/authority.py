"""What signing asks of an authority for time stamps; apart, because signing itself is heavy to load."""

from __future__ import annotations

from typing import Protocol


class Answering(Protocol):
    """An authority that answers requests for time stamps (DER in, DER out)."""

    def answer(self, request: bytes) -> bytes:
        """Answer one request. Raises: EvidenceError."""
