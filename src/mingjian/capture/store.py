"""Bytes in, their digest out: a store that names content by what it is, so that nothing in it can be changed unseen."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO, Protocol

from mingjian.errors import BadInput, EvidenceError

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Store(Protocol):
    """Keeps content under its SHA-256 (64 hex digits). What is stored is never changed; putting it twice is once."""

    def put(self, source: Path | bytes) -> str:
        """Keep a file or bytes; gives the digest. Raises: EvidenceError, if it cannot be kept whole."""

    def get(self, digest: str) -> bytes:
        """Give the content. Raises: EvidenceError, if it is missing or not what its name says."""

    def has(self, digest: str) -> bool:
        """Say whether the content is there."""

    def remove(self, digest: str) -> None:
        """Take the content out, where the law demands that; nothing happens if it is not there."""


def check_digest(digest: str) -> str:
    """Give the digest back if it is one. Raises: BadInput."""
    if not _DIGEST.fullmatch(digest):
        raise BadInput(f"{digest!r} is not a SHA-256 digest of 64 hex digits.", f"“{digest}”不是 64 位十六进制摘要。")
    return digest


def missing(digest: str) -> EvidenceError:
    """Give the error for content that is not in the store."""
    return EvidenceError(f"{digest} is not in the store", f"证据库中没有 {digest}")


def altered(digest: str) -> EvidenceError:
    """Give the error for content that is not what its name says."""
    return EvidenceError(f"{digest}: the stored content was altered", f"{digest}：存储的内容已被改动")


class FolderStore:
    """A store in a folder: `ab/cdef...`, each file read-only and written in one step."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    def path(self, digest: str) -> Path:
        """Give the place of a content. Raises: BadInput, if `digest` is none."""
        check_digest(digest)
        return self.folder / digest[:2] / digest[2:]

    def put(self, source: Path | bytes) -> str:
        """Keep a file or bytes; gives the digest. Raises: EvidenceError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".part-", dir=self.folder)
            try:
                with os.fdopen(handle, "wb") as out:
                    digest = _copy(source, out)
                    out.flush()
                    os.fsync(out.fileno())
                self._settle(Path(name), digest)
            finally:
                Path(name).unlink(missing_ok=True)
        except OSError as fault:
            raise EvidenceError(
                f"{self.folder}: the content cannot be kept ({fault.strerror})",
                f"{self.folder}：内容无法保存（{fault.strerror}）",
            ) from fault
        return digest

    def _settle(self, part: Path, digest: str) -> None:
        place = self.path(digest)
        if place.exists():
            return
        part.chmod(0o440)
        place.parent.mkdir(exist_ok=True)
        part.rename(place)
        folder = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the name too must outlast a power cut
        finally:
            os.close(folder)

    def get(self, digest: str) -> bytes:
        """Give the content. Raises: EvidenceError, if it is missing or altered; BadInput, if `digest` is none."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise missing(digest) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise altered(digest)
        return content

    def has(self, digest: str) -> bool:
        """Say whether the content is there."""
        return self.path(digest).exists()

    def remove(self, digest: str) -> None:
        """Take the content out, where the law demands that."""
        self.path(digest).unlink(missing_ok=True)


def _copy(source: Path | bytes, out: BinaryIO) -> str:
    if isinstance(source, bytes):
        out.write(source)
        return hashlib.sha256(source).hexdigest()
    digest = hashlib.sha256()
    with source.open("rb") as stream:
        while part := stream.read(1 << 20):
            digest.update(part)
            out.write(part)
    return digest.hexdigest()
