"""A name and how to build a table in, the table out: built once on a machine and kept in the user's cache folder.

Kept are only numbers, strings, bytes and containers of them, in Python's `marshal` format, which no reader should be
handed from a stranger: so a file is read only if this user owns it, nobody else may write it, and its digest fits.
Anything else is built again and written over; where the folder cannot be written, the table lives in memory alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.resources
import marshal
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

_SOURCES: Final = (
    "kept.py",
    "words.py",
    "shapes.py",
    "grams.py",
    "sounding.py",
    "data/grams.npz",
    "data/lure_terms.txt",
)  # what the tables depend on
_DIGEST: Final = 32


def cache_folder() -> Path:
    """Where what was built is kept between starts; losing it costs only the time to build it again."""
    named = os.environ.get("XDG_CACHE_HOME")
    return (Path(named) if named else Path.home() / ".cache") / "mingjian"


def recall(name: str, packages: Sequence[str]) -> Any | None:
    """Give the table kept under `name` for the installed versions of `packages`, or None where there is none to trust."""
    with contextlib.suppress(OSError, RuntimeError):  # RuntimeError: this user has no home
        content = memoryview(_own_file(_place(name, packages)))
        if _digest(content[_DIGEST:], name, packages) == content[:_DIGEST]:
            return marshal.loads(content[_DIGEST:])  # noqa: S302 - our own file with our digest, see above
    return None


def keep(name: str, packages: Sequence[str], table: Callable[[], Any]) -> None:
    """Write the table for later starts, whole or not at all; `table` is asked only if the folder can be written."""
    with contextlib.suppress(OSError, RuntimeError):
        path = _place(name, packages)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.", delete=False) as draft:
            try:
                content = marshal.dumps(table())
                draft.write(_digest(content, name, packages) + content)
                draft.flush()
                Path(draft.name).replace(path)  # two that write at once: the later one stays, and both are whole
            except BaseException:  # a full disk, Ctrl-C: no half-written file stays behind
                Path(draft.name).unlink(missing_ok=True)
                raise


def _own_file(path: Path) -> bytes:
    """Read a plain file that only this user may write; anything else is as good as absent."""
    number = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(number, "rb") as file:
        facts = os.fstat(number)
        if not stat.S_ISREG(facts.st_mode) or facts.st_uid != os.geteuid() or facts.st_mode & 0o022:
            raise PermissionError(path)
        return file.read()


def _place(name: str, packages: Sequence[str]) -> Path:
    return cache_folder() / f"{name}-{_built_for(tuple(packages)).hex()}.table"


def _digest(content: bytes | memoryview, name: str, packages: Sequence[str]) -> bytes:
    seal = hashlib.blake2b(content, digest_size=_DIGEST, key=_built_for(tuple(packages)), person=name.encode()[:16])
    return seal.digest()


@lru_cache(maxsize=8)
def _built_for(packages: tuple[str, ...]) -> bytes:
    """Give 16 bytes that change with the packages' versions, our own sources, Python and the machine."""
    facts = [sys.version, os.uname().machine, *(f"{package} {version(package)}" for package in packages)]
    own = importlib.resources.files("mingjian.text")
    told = hashlib.blake2b("\n".join(facts).encode(), digest_size=16)
    for source in _SOURCES:
        told.update(own.joinpath(source).read_bytes())
    return told.digest()
