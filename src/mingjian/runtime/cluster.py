"""One PostgreSQL cluster of our own in a data folder: made, cleared after a crash, started, asked.

In: an opened data folder. Out: the words that start the server, its readiness, its address.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from mingjian.errors import BadInput
from mingjian.runtime import binaries, procfs, roles
from mingjian.runtime.binaries import Binaries
from mingjian.runtime.dsn import Dsn
from mingjian.runtime.folder import DataFolder
from mingjian.runtime.passwords import read_passwords
from mingjian.runtime.ports import LOOPBACK, free_port
from mingjian.runtime.roles import Roles
from mingjian.runtime.servant import Servant, servant_for

_LONGEST_SOCKET = 107  # bytes, the kernel's limit for a socket's path
_PORT = 5432
DATABASE, OWNER, LOGIN = "mingjian", "mingjian_owner", "mingjian_login"
_SETTINGS = {
    "shared_buffers": "48MB",
    "max_connections": "80",
    "max_wal_size": "512MB",
    "io_method": "sync",  # saves three processes that reading from a page cache does not need
    "jit": "off",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "idle_in_transaction_session_timeout": "10min",
}
_FOR_TESTS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal"}


@dataclass(slots=True)
class Cluster:
    """A cluster in `folder`; `durable=False` is for tests only (a crash loses what was written)."""

    folder: DataFolder
    durable: bool = True
    binaries: Binaries = field(init=False)
    servant: Servant | None = field(init=False)
    host: str = field(init=False)
    port: int = field(init=False)
    passwords: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """Find the user, the programs and the socket's place; make the cluster if it is not there."""
        self.servant = servant_for(self.folder.cluster)
        if self.servant and not self.servant.can_enter(self.folder.path):
            raise _closed(self.folder.path, self.servant)
        self.binaries = binaries.within_reach(binaries.locate(), self.servant, self.folder.path)
        self.passwords = read_passwords(self.folder.passwords, ("postgres", OWNER, LOGIN))
        _own_folder(self.folder.run, self.servant)
        self.host, self.port = self._place()
        if not self.folder.cluster.exists():
            self._make()
        elif self.servant and self.folder.cluster.stat().st_uid != self.servant.uid:  # copied here by root
            self.servant.owns_all(self.folder.cluster)

    def _place(self) -> tuple[str, int]:
        """Say where the server listens: a socket in the data folder, in a folder of a shorter path, or loopback."""
        short = hashlib.sha256(os.fsencode(self.folder.path)).hexdigest()[:12]
        for place in (self.folder.run, Path(tempfile.gettempdir()) / f"mingjian-{os.geteuid()}-{short}"):
            if len(os.fsencode(place / f".s.PGSQL.{_PORT}.lock")) <= _LONGEST_SOCKET and _own_folder(
                place, self.servant
            ):
                return str(place), _PORT
        return LOOPBACK, free_port()

    def _make(self) -> None:
        """Run initdb beside the final place and move it there whole: an interrupted start leaves nothing half made."""
        fresh = self.folder.path / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        _own_folder(fresh, self.servant, mode=0o700)
        secret = self.folder.run / "password"
        secret.unlink(missing_ok=True)
        secret.touch(mode=0o600)
        secret.write_text(self.passwords["postgres"])
        if self.servant:
            self.servant.owns(secret)
        try:
            self._initdb(fresh, secret)
        finally:
            secret.unlink(missing_ok=True)
        fresh.rename(self.folder.cluster)

    def _initdb(self, fresh: Path, secret: Path) -> None:
        settings = _SETTINGS | ({} if self.durable else _FOR_TESTS | {"max_wal_senders": "0"})
        words = ["--username=postgres", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8"]
        words += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", f"--pgdata={fresh}"]
        words += [f"--set={name}={value}" for name, value in settings.items()]
        words += [] if self.durable else ["--no-sync"]
        who = self.servant.as_options() if self.servant else {}
        done = subprocess.run(  # noqa: S603 - our own words
            [self.binaries.program("initdb"), *words],
            check=False, capture_output=True, text=True, cwd="/", env=self.environment(), timeout=300, **who,
        )  # fmt: skip
        if done.returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            last = " ".join((done.stderr or done.stdout).strip().splitlines()[-2:])
            raise BadInput(
                f"The database could not be made in {self.folder.path}: {last}",
                f"无法在 {self.folder.path} 建立数据库：{last}",
            )

    def environment(self) -> dict[str, str]:
        """Give the environment that PostgreSQL's programs run in: none of ours but the path."""
        return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}

    def argv(self) -> list[str]:
        """Give the words that run the server in the foreground."""
        on_socket = self.host.startswith("/")
        return [
            self.binaries.program("postgres"),
            "-D", str(self.folder.cluster),
            "-p", str(self.port),
            "-c", f"listen_addresses={'' if on_socket else self.host}",
            "-c", f"unix_socket_directories={self.host if on_socket else ''}",
        ]  # fmt: skip

    def is_ready(self) -> bool:
        """Ask the server whether it takes connections; after a crash it says no until it has recovered."""
        asked = subprocess.run(  # noqa: S603 - our own words
            [self.binaries.program("pg_isready"), "-q", "-h", self.host, "-p", str(self.port), "-t", "2"],
            check=False, capture_output=True, env=self.environment(), timeout=10,
        )  # fmt: skip
        return asked.returncode == 0

    def clear(self, patience: float = 5.0) -> None:
        """Make way for a start: end what is left of a server that lost its owner, and its stale lock file.

        We hold the data folder's lock, so nobody else may run in it; PostgreSQL itself would take a re-used process id
        for a living server.
        """
        until = time.monotonic() + patience
        while left := procfs.working_in(self.folder.cluster) - {os.getpid()}:
            late = time.monotonic() > until
            for pid in left if late or time.monotonic() > until - patience / 2 else ():
                _signal(pid, signal.SIGKILL if late else signal.SIGQUIT)
            time.sleep(0.05)
        (self.folder.cluster / "postmaster.pid").unlink(missing_ok=True)

    def provide(self) -> Roles:
        """Make the installation's database and roles on the running server."""
        return roles.provide(self.dsn(), self.roles.owner, self.roles.app)

    @property
    def roles(self) -> Roles:
        """The addresses that `provide` makes true."""
        return Roles(self.dsn(OWNER, DATABASE), self.dsn(LOGIN, DATABASE))

    def dsn(self, user: str = "postgres", database: str = "postgres") -> Dsn:
        """Give the address for one of the roles whose password this folder keeps."""
        return Dsn(self.host, self.port, user, self.passwords[user], database)


def _signal(pid: int, how: signal.Signals) -> None:
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return


def _own_folder(path: Path, servant: Servant | None, mode: int = 0o711) -> bool:
    """Make the folder for the servant; no if somebody else put something there before us (in /tmp anybody may)."""
    try:
        path.mkdir(mode=0o700)
        if servant:
            servant.owns(path)
            path.chmod(mode)
    except FileExistsError:
        pass
    found = path.lstat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == (servant.uid if servant else os.geteuid())


def _closed(path: Path, servant: Servant) -> BadInput:
    return BadInput(
        f"User {servant.name}, who runs the database for root, cannot enter the data folder {path}; name one that it "
        "can reach with --data, for instance under /var/lib.",
        f"替 root 运行数据库的用户 {servant.name} 进不了数据目录 {path}；"
        "请用 --data 指定它能进入的目录，例如 /var/lib 之下。",
    )
