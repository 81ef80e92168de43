"""Where the files of returns lie: the original sealed, the checked rows as Parquet, both in the evidence store."""

from __future__ import annotations

import hashlib
import hmac
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from mingjian.capture import FolderStore
from mingjian.capture.vault import seal_stream, unseal_stream
from mingjian.errors import EvidenceError
from mingjian.records.models import BulkReturn


def store() -> FolderStore:
    """The evidence store of this installation."""
    return FolderStore(settings.EVIDENCE)


def digest_of(path: Path) -> str:
    """The SHA-256 (hex) of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _key(digest: str) -> bytes:
    """The key of one original: derived from the identities' key, which lies outside the database."""
    return hmac.digest(settings.IDENTITY_KEY, b"original of a return\0" + digest.encode(), "sha256")


def keep_original(path: Path, digest: str) -> str:
    """Keep a file sealed. Returns the digest of what is kept."""
    with tempfile.TemporaryDirectory(prefix="mj-return-") as folder:
        target = Path(folder) / "sealed"
        with path.open("rb") as stream, target.open("wb") as sealed:
            seal_stream(stream, sealed, _key(digest))
        return store().put(target)


@contextmanager
def original(row: BulkReturn) -> Iterator[Path]:
    """The original of a return, unsealed for as long as the block lasts, in a folder that only this user can read.

    Raises: EvidenceError, if it is missing or altered.
    """
    with tempfile.TemporaryDirectory(prefix="mj-return-") as folder:
        path = Path(folder) / "original"
        place = store().path(row.sealed)
        if not place.exists():
            raise EvidenceError(
                f"The file of {row.number} is not in the evidence store", f"证据库中没有 {row.number} 的原始文件"
            )
        with place.open("rb") as sealed, path.open("wb") as clear:
            unseal_stream(sealed, clear, _key(row.digest))
        yield path


def rows_file(row: BulkReturn) -> Path:
    """The checked rows of a return.

    Raises: EvidenceError, if they are not there.
    """
    place = store().path(row.rows_digest) if row.rows_digest else None
    if place is None or not place.exists():
        raise EvidenceError(
            f"The rows of {row.number} are not in the evidence store", f"证据库中没有 {row.number} 的明细"
        )
    return place
