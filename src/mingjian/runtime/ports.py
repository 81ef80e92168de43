"""Ports of this machine: one that is free, whether one is taken and by whom."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from mingjian.errors import BadInput
from mingjian.runtime import procfs

LOOPBACK = "127.0.0.1"


def free_port(address: str = LOOPBACK) -> int:
    """Find a port of `address` that nobody uses now."""
    with socket.socket() as tried:
        tried.bind((address, 0))
        return int(tried.getsockname()[1])


def is_free(port: int, address: str = LOOPBACK) -> bool:
    """Tell whether a server could listen on `address` and `port` now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((address, port))
        except PermissionError:
            raise BadInput(
                f"Port {port} is open to root only; choose one above 1023 with --port.",
                f"端口 {port} 只有 root 能用；请用 --port 选择 1023 以上的端口。",
            ) from None
        except OSError:
            return False
    return True


def holder_of(port: int) -> str:
    """Name the process that listens on `port`, as "process 123 (its words)"; "" where the system does not tell us."""
    sockets = _listening(port)
    for pid in procfs.everyone() if sockets else ():
        try:
            names = {os.readlink(entry.path) for entry in os.scandir(procfs.PROC / str(pid) / "fd")}
        except OSError:
            continue
        if names & sockets:
            return f"process {pid} ({procfs.command_line(pid)[:60]})"
    return ""


def require_free(port: int, address: str) -> None:
    """Refuse a port that is taken.

    Raises: BadInput, naming who holds the port and the mend.
    """
    if is_free(port, address):
        return
    holder = holder_of(port)
    raise BadInput(
        f"Port {port} on {address} is taken{f' by {holder}' if holder else ''}; stop that one, or choose another port, "
        f"for instance --port {_next_free(port, address)}.",
        f"{address} 的端口 {port} 已被占用{f'（{holder}）' if holder else ''}；请停止占用者，或换一个端口，"
        f"例如 --port {_next_free(port, address)}。",
    )


def next_free(port: int, address: str = LOOPBACK) -> int:
    """Find the first free port from `port` on."""
    return port if is_free(port, address) else _next_free(port, address)


def _next_free(port: int, address: str) -> int:
    return next((other for other in range(port + 1, 65536) if is_free(other, address)), 0) or free_port(address)


def _listening(port: int) -> set[str]:
    found = set()
    for table in ("tcp", "tcp6"):
        try:
            lines = Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        except OSError:
            continue
        for fields in map(str.split, lines):
            if fields[3] == "0A" and int(fields[1].rpartition(":")[2], 16) == port:
                found.add(f"socket:[{fields[9]}]")
    return found
