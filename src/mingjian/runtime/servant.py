"""The user that the database runs as: PostgreSQL refuses root, so root lends it to somebody else."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingjian.errors import BadInput

_PREFERRED = ("mingjian", "postgres", "nobody")


@dataclass(frozen=True, slots=True)
class Servant:
    """A user that is not root."""

    name: str
    uid: int
    gid: int

    def as_options(self) -> dict[str, Any]:
        """Give the options by which `subprocess` runs a program as this user, without root's groups."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can_enter(self, folder: Path) -> bool:
        """Tell whether this user can reach `folder` through all its parents."""
        return self.succeeds(["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)])

    def succeeds(self, argv: list[str]) -> bool:
        """Tell whether the program can be started as this user and exits with 0."""
        try:
            asked = subprocess.run(  # noqa: S603 - our own words
                argv, capture_output=True, check=False, cwd="/", timeout=30, **self.as_options()
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return asked.returncode == 0

    def owns(self, path: Path) -> None:
        """Give the file or folder to this user."""
        os.chown(path, self.uid, self.gid)

    def owns_all(self, folder: Path) -> None:
        """Give a folder with all it holds to this user."""
        for where, _, files in os.walk(folder):
            for path in (Path(where), *(Path(where) / file for file in files)):
                os.lchown(path, self.uid, self.gid)


def servant_for(cluster: Path) -> Servant | None:
    """Choose who runs the cluster: nobody else unless we are root; then its owner, or the first of the usual users.

    Raises: BadInput, if there is no such user.
    """
    if os.geteuid() != 0:
        return None
    if cluster.exists() and (uid := cluster.stat().st_uid) != 0:
        try:
            return _servant(pwd.getpwuid(uid))
        except KeyError:
            pass
    for name in _PREFERRED:
        try:
            return _servant(pwd.getpwnam(name))
        except KeyError:
            continue
    raise BadInput(
        "Root may not run PostgreSQL and there is no user to run it: add one with `useradd --system mingjian`.",
        "PostgreSQL 不能由 root 运行，系统里又没有可用的用户：请执行 `useradd --system mingjian` 添加一个。",
    )


def _servant(entry: pwd.struct_passwd) -> Servant:
    return Servant(entry.pw_name, entry.pw_uid, entry.pw_gid)
