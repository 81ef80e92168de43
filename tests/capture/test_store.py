"""Content under its digest: written once, never changed, and any change is found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from mingjian.capture import FolderStore
from mingjian.errors import BadInput, EvidenceError


def test_content_is_kept_under_its_digest(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    digest = store.put(b"evidence")
    assert digest == hashlib.sha256(b"evidence").hexdigest()
    assert store.get(digest) == b"evidence"
    assert store.path(digest) == tmp_path / "store" / digest[:2] / digest[2:]
    assert store.path(digest).stat().st_mode & 0o777 == 0o440


def test_a_file_is_kept_like_its_bytes_and_twice_is_once(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "store")
    source = tmp_path / "b.wacz"
    source.write_bytes(b"x" * 3_000_000)
    first = store.put(source)
    assert store.put(b"x" * 3_000_000) == first
    assert [path.name for path in (tmp_path / "store").rglob("*") if path.is_file()] == [first[2:]]


def test_altered_and_missing_content_is_named(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    digest = store.put(b"evidence")
    store.path(digest).chmod(0o640)
    store.path(digest).write_bytes(b"Evidence")
    with pytest.raises(EvidenceError, match=f"{digest}.*altered"):
        store.get(digest)
    store.remove(digest)
    assert not store.has(digest)
    with pytest.raises(EvidenceError, match="not in the store"):
        store.get(digest)
    store.remove(digest)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "AB" * 32, "0" * 63])
def test_what_is_no_digest_names_no_file(tmp_path: Path, digest: str) -> None:
    with pytest.raises(BadInput, match="SHA-256"):
        FolderStore(tmp_path).get(digest)


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "store").write_bytes(b"")
    with pytest.raises(EvidenceError, match="cannot be kept"):
        FolderStore(tmp_path / "store").put(b"x")
