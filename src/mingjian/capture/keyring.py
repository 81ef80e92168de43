"""Keys of bundles in, each kept in a file of its own, wrapped under one master key; destroyed one by one.

The folder lies outside the database and outside the store. A key file without the master key opens nothing, and the
master key without the key file opens nothing either: so a bundle is gone once its one small file is.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mingjian.capture.store import check_digest
from mingjian.errors import EvidenceError

_NONCE = 12


@dataclass(frozen=True, slots=True)
class BundleKey:
    """What opens one bundle: the key of its content and the salt of its digest in the log, 32 bytes each."""

    key: bytes
    salt: bytes


class KeyRing:
    """The keys of the bundles in a folder: `ab/cdef...`, named for the digest of the encrypted file they open."""

    def __init__(self, folder: Path | str, master: bytes) -> None:
        self.folder = Path(folder)
        self._box = AESGCM(master)

    def _path(self, name: str) -> Path:
        check_digest(name)
        return self.folder / name[:2] / name[2:]

    def keep(self, name: str, kept: BundleKey) -> None:
        """Write a key, whole or not at all, and on the disk before this returns. Raises: EvidenceError."""
        place = self._path(name)
        nonce = os.urandom(_NONCE)
        content = nonce + self._box.encrypt(nonce, kept.key + kept.salt, name.encode())
        try:
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, part = tempfile.mkstemp(prefix=".part-", dir=place.parent)  # made with mode 0600
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            Path(part).rename(place)
            _settle(place.parent)
        except OSError as fault:
            raise EvidenceError(
                f"{self.folder}: the key of a bundle cannot be kept ({fault.strerror})",
                f"{self.folder}：证据包密钥无法保存（{fault.strerror}）",
            ) from fault

    def find(self, name: str) -> BundleKey:
        """Give the key of a bundle.

        Raises: EvidenceError, if it was destroyed or lost, or the file was altered or belongs to another installation.
        """
        try:
            content = self._path(name).read_bytes()
        except FileNotFoundError:
            raise EvidenceError(
                f"the key of {name} is gone; nobody can open this bundle", f"{name} 的密钥已不存在，任何人都无法打开"
            ) from None
        try:
            plain = self._box.decrypt(content[:_NONCE], content[_NONCE:], name.encode())
        except (InvalidTag, ValueError):
            raise EvidenceError(
                f"the key of {name} was altered or is wrapped under another master key",
                f"{name} 的密钥被改动，或不属于本机的主密钥",
            ) from None
        return BundleKey(plain[:32], plain[32:])

    def has(self, name: str) -> bool:
        """Say whether the key is there."""
        return self._path(name).exists()

    def destroy(self, name: str) -> bool:
        """Destroy a key: its file is written over and taken away. Returns whether it was there."""
        place = self._path(name)
        try:
            with place.open("r+b") as file:
                file.write(secrets.token_bytes(place.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            place.unlink()
        except FileNotFoundError:
            return False
        _settle(place.parent)
        return True


def _settle(folder: Path) -> None:
    """Have the names of a folder on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
