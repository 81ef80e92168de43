"""Cookies within one visit: many sites set one and redirect to themselves until it comes back."""

from __future__ import annotations

from mingjian.capture.visit import Header

MOST = 30  # cookies of one visit
LONGEST = 4096  # bytes of one cookie; browsers keep no longer one


class Jar:
    """Holds cookies for the hosts of one visit; a host sees its own only."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, bytes], bytes] = {}

    def keep(self, host: str, headers: tuple[Header, ...]) -> None:
        """Take the Set-Cookie headers of an answer from `host`; what is too long or too many is left."""
        for key, value in headers:
            if key.lower() != b"set-cookie" or len(value) > LONGEST:
                continue
            name, mark, content = value.partition(b";")[0].strip().partition(b"=")
            if mark and name and (len(self._held) < MOST or (host, name) in self._held):
                self._held[host, name.strip()] = content.strip()

    def header(self, host: str) -> bytes:
        """Give the value of the Cookie header for `host`; empty if there is none."""
        return b"; ".join(name + b"=" + value for (owner, name), value in self._held.items() if owner == host)
