"""Bundles in the store of this installation: encrypted under their own keys, decrypted for whoever may see them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mingjian.capture import FolderStore, Store
from mingjian.capture.bucket import BucketStore
from mingjian.capture.keyring import BundleKey, KeyRing
from mingjian.capture.vault import new_key, new_salt, seal, unseal
from mingjian.errors import EvidenceError
from mingjian.ledger import conceal
from mingjian.ledger.proof_file import Opening
from mingjian.records.models import Capture


@dataclass(frozen=True, slots=True)
class KeptBundle:
    """A bundle in the store: its own digest, the name of the encrypted file, the salted digest for the log (hex)."""

    digest: str
    stored: str
    sealed: str
    size: int


def evidence_store() -> Store:
    """The store of this installation: the bucket that the settings name, else the folder."""
    if settings.BUCKET:
        return BucketStore(
            settings.BUCKET,
            endpoint=settings.BUCKET_ENDPOINT or None,
            key=settings.BUCKET_KEY or None,
            secret=settings.BUCKET_SECRET or None,
        )
    return FolderStore(settings.EVIDENCE)


def key_ring() -> KeyRing:
    """The keys of the bundles, in a folder outside the database and outside the store."""
    return KeyRing(settings.BUNDLE_KEYS, settings.BUNDLE_MASTER)


def named(digest: str) -> dict[str, str]:
    """What the log is bound to when it keeps the salted digest of a bundle."""
    return {"digest": digest}


def keep_bundle(content: bytes | Path, store: Store | None = None) -> KeptBundle:
    """Encrypt a bundle under a fresh key, keep both, and give its names.

    Raises: EvidenceError, if store or key folder cannot be written; then nobody can open what may have been written.
    """
    plain = content if isinstance(content, bytes) else content.read_bytes()
    fresh = BundleKey(new_key(), new_salt())
    stored = (store or evidence_store()).put(seal(plain, fresh.key))
    key_ring().keep(stored, fresh)
    digest = hashlib.sha256(plain).hexdigest()
    return KeptBundle(digest, stored, conceal(named(digest), fresh.salt).digest.hex(), len(plain))


def open_bundle(capture: Capture) -> bytes:
    """The bundle of a capture, decrypted and checked against its digest.

    Raises: EvidenceError, if it was destroyed by law, its key or file is missing, or either was altered.
    """
    if capture.gone_at is not None:
        raise EvidenceError(
            "The content of this bundle was destroyed by law; the log still proves that it existed.",
            "该证据包内容已依法销毁；日志仍可证明其曾经存在。",
        )
    if not capture.stored:
        return evidence_store().get(capture.digest)
    plain = unseal(evidence_store().get(capture.stored), key_ring().find(capture.stored).key)
    if hashlib.sha256(plain).hexdigest() != capture.digest:
        raise EvidenceError(
            f"{capture.digest}: what the store gives is another bundle", f"{capture.digest}：库中内容并非此证据包"
        )
    return plain


def opening_of(capture: Capture) -> dict[str, Opening]:
    """What opens the salted digest of a capture in a proof; nothing for bundles whose log entry names the digest.

    Raises: EvidenceError, if the key is gone.
    """
    if not capture.sealed:
        return {}
    return {"capture": Opening(named(capture.digest), key_ring().find(capture.stored).salt)}
