"""Names in, bytes out and back: where tiles, entry bundles and checkpoints of a log are kept."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from mingjian.errors import EvidenceError


class TileStore(Protocol):
    """A place for files that never change; a folder, a table or an object store."""

    def read(self, name: str) -> bytes | None:
        """Give the bytes kept under `name`, None if there are none."""

    def write(self, name: str, content: bytes) -> None:
        """Keep bytes under `name`, whole or not at all. Raises: EvidenceError, if other bytes are there already."""


class MemoryStore:
    """A store in memory, for tests and for logs that are rebuilt from rows."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def read(self, name: str) -> bytes | None:
        """Give the bytes kept under `name`, None if there are none."""
        return self.files.get(name)

    def write(self, name: str, content: bytes) -> None:
        """Keep bytes under `name`. Raises: EvidenceError, if other bytes are there already."""
        if self.files.setdefault(name, content) != content:
            raise _changed(name)

    def replace(self, name: str, content: bytes) -> None:
        """Put new bytes under a name that is meant to change: the newest `checkpoint`."""
        self.files[name] = content


class FolderStore:
    """A store in a folder, in the layout that any web server can serve as a C2SP log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._touched: set[Path] = set()

    def read(self, name: str) -> bytes | None:
        """Give the bytes kept under `name`, None if there are none."""
        try:
            return (self.folder / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, content: bytes) -> None:
        """Keep bytes under `name`, whole or not at all. Raises: EvidenceError, if other bytes are there already."""
        present = self.read(name)
        if present is None:
            path = self.folder / name
            replace_file(path, content)
            self._touched |= {
                path.parent,
                *(above for above in path.parent.parents if above.is_relative_to(self.folder)),
            }
        elif present != content:
            raise _changed(name)

    def replace(self, name: str, content: bytes) -> None:
        """Put new bytes under a name that is meant to change: the newest `checkpoint`.

        Everything written before it outlasts a loss of power if it does: folders are synced here, once for all tiles.
        """
        for folder in sorted(self._touched):
            sync_folder(folder)
        self._touched.clear()
        replace_file(self.folder / name, content)
        sync_folder(self.folder)


def replace_file(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that a reader, or a machine that loses power, finds the old one or the new one, never half.

    Which of the two is certain after `sync_folder`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(temporary).unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder outlast a loss of power (where the system lets a folder be synced)."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _changed(name: str) -> EvidenceError:
    return EvidenceError(
        f"{name} is already in the log with other content; a log never changes what it has published.",
        f"日志中已有内容不同的 {name}；已公布的日志内容不得更改。",
    )
