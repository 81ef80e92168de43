"""Files in, one zip out, always the same bytes for the same files: so even its frame can be checked."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import IO

_DATE = (1980, 1, 1, 0, 0, 0)  # the times that count stand in the manifest


def write(files: Iterable[tuple[str, bytes]], out: IO[bytes]) -> None:
    """Write the files in their order, stored, without dates."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _DATE)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, content)


def same(path: Path, files: Iterable[tuple[str, bytes]]) -> int | None:
    """Say at which byte the file at `path` differs from the zip these files make; None if it does not."""
    with tempfile.SpooledTemporaryFile(max_size=1 << 24) as fresh, path.open("rb") as old:
        write(files, fresh)
        fresh.seek(0)
        position = 0
        while True:
            left, right = old.read(1 << 16), fresh.read(1 << 16)
            if left != right:
                pairs = zip(left, right, strict=False)
                return position + next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
            if not left:
                return None
            position += len(left)


def write_whole(path: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write the zip beside its place and move it there when it is whole and on the disk.

    Raises: OSError.
    """
    handle, name = tempfile.mkstemp(prefix=".mingjian-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            write(files, out)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
