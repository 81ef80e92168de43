"""The data folder: where everything of one installation lies; to be named, and while it is stopped moved or deleted.

In: a path. Out: an open, locked `DataFolder`, or one sentence that says why not.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from mingjian.errors import BadInput
from mingjian.runtime.binaries import MAJOR

FORMAT = 1
_LEAST_FREE = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The parts of an opened data folder."""

    path: Path

    @property
    def cluster(self) -> Path:
        """Where PostgreSQL keeps its files."""
        return self.path / "postgres"

    @property
    def run(self) -> Path:
        """Where the database's socket lies."""
        return self.path / "run"

    @property
    def logs(self) -> Path:
        """Where every child's words are kept."""
        return self.path / "log"

    @property
    def passwords(self) -> Path:
        """The database's passwords, readable by the owner alone."""
        return self.path / "database.json"


def default_folder(checkout: Path, *, root: bool | None = None) -> Path:
    """Name the data folder of one checkout, so that two copies on a machine do not meet.

    For root it lies under /var/lib, because the user who runs the database for root cannot enter /root.
    """
    name = f"{checkout.name}-{hashlib.sha256(os.fsencode(checkout)).hexdigest()[:8]}"
    if os.geteuid() == 0 if root is None else root:
        return Path("/var/lib/mingjian") / name
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "mingjian" / name


@contextmanager
def opened(path: Path) -> Iterator[DataFolder]:
    """Make or open the data folder and hold it: nobody else can until the block ends or this process dies.

    Raises: BadInput, if it is a file, not writable, of another version, in use, or something else lies there.
    """
    path = path.expanduser().absolute()
    folder = DataFolder(path)
    try:
        _make(path)
        lock = os.open(path / "lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _unusable(path, error) from None
    try:
        _hold(lock, path)
        _check_version(folder)
        folder.logs.mkdir(mode=0o700, exist_ok=True)
        yield folder
    finally:
        os.close(lock)


def _make(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    if not any(path.iterdir()):
        with suppress(PermissionError):  # an empty folder lent to us by somebody else stays as it is
            path.chmod(0o711 if os.geteuid() == 0 else 0o700)  # who runs the database for root passes through
    elif not (path / "DATA").exists() and not (path / "lock").exists():
        found = min(entry.name for entry in path.iterdir())
        raise BadInput(
            f"{path} is not a data folder of Mingjian (it holds {found!r}); name a new or an empty folder with --data.",
            f"{path} 不是明鉴的数据目录（里面有“{found}”）；请用 --data 指定一个新的或空的目录。",
        )
    if (free := shutil.disk_usage(path).free) < _LEAST_FREE:
        raise BadInput(
            f"The disk of {path} has only {free >> 20} MB left and {_LEAST_FREE >> 20} MB are needed to start; make "
            "room, or name a folder on another disk with --data.",
            f"{path} 所在磁盘只剩 {free >> 20} MB，启动至少需要 {_LEAST_FREE >> 20} MB；"
            "请清理空间，或用 --data 换一个磁盘。",
        )


def _hold(lock: int, path: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.pread(lock, 20, 0).decode("ascii", "replace").strip() or "?"
        raise BadInput(
            f"The data folder {path} is in use by process {holder}; stop that one first, or name another with --data.",
            f"数据目录 {path} 正被进程 {holder} 使用；请先停止它，或用 --data 指定另一个目录。",
        ) from None
    os.ftruncate(lock, 0)
    os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)


def _check_version(folder: DataFolder) -> None:
    mark = folder.path / "DATA"
    if not mark.exists():
        fresh = folder.path / "DATA.new"
        fresh.write_text(json.dumps({"format": FORMAT, "postgresql": MAJOR}) + "\n")
        fresh.replace(mark)
    try:
        known = json.loads(mark.read_text())
        found = (int(known["format"]), int(known["postgresql"]))
        version = folder.cluster / "PG_VERSION"
        if version.exists():
            found = (found[0], int(version.read_text()))
    except (ValueError, KeyError, TypeError):
        found = (0, 0)
    if found != (FORMAT, MAJOR):
        raise BadInput(
            f"The data folder {folder.path} is of another version (format {found[0]}, PostgreSQL {found[1]}; this "
            f"Mingjian reads format {FORMAT}, PostgreSQL {MAJOR}); start it with the Mingjian that wrote it, or name "
            "another folder with --data.",
            f"数据目录 {folder.path} 属于别的版本（格式 {found[0]}，PostgreSQL {found[1]}；本版本使用格式 {FORMAT}，"
            f"PostgreSQL {MAJOR}）；请用写出它的明鉴版本启动，或用 --data 指定另一个目录。",
        )


def _unusable(path: Path, error: OSError) -> BadInput:
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        at = next(place for place in (path, *path.parents) if place.exists())
        return BadInput(
            f"The data folder {path} cannot be made: {at} is a file; name a folder with --data.",
            f"无法建立数据目录 {path}：{at} 是一个文件；请用 --data 指定一个目录。",
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return BadInput(
            f"The data folder {path} is not writable for this user; give it to the user, or name another with --data.",
            f"当前用户不能写数据目录 {path}；请授予权限，或用 --data 指定另一个目录。",
        )
    return BadInput(
        f"The data folder {path} cannot be used ({error.strerror}); name another with --data.",
        f"无法使用数据目录 {path}（{error.strerror}）；请用 --data 指定另一个目录。",
    )
