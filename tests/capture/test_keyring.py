"""Keys of bundles: each in its file, worthless without the master key, gone for good once destroyed."""

from __future__ import annotations

import pytest

from mingjian.capture.keyring import BundleKey, KeyRing
from mingjian.errors import BadInput, EvidenceError

NAME, OTHER = "ab" * 32, "cd" * 32
MASTER = bytes(range(32))
KEY = BundleKey(b"k" * 32, b"s" * 32)


@pytest.fixture
def ring(tmp_path):
    ring = KeyRing(tmp_path, MASTER)
    ring.keep(NAME, KEY)
    return ring


def test_a_key_comes_back_and_never_lies_there_in_clear(ring):
    assert ring.find(NAME) == KEY
    [file] = [path for path in ring.folder.rglob("*") if path.is_file()]
    assert KEY.key not in file.read_bytes()
    assert KEY.salt not in file.read_bytes()
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_folder_without_the_master_key_opens_nothing(ring):
    with pytest.raises(EvidenceError, match="another master key"):
        KeyRing(ring.folder, bytes(32)).find(NAME)


def test_one_bundles_key_file_does_not_pass_for_anothers(ring):
    place = ring.folder / OTHER[:2] / OTHER[2:]
    place.parent.mkdir()
    place.write_bytes((ring.folder / NAME[:2] / NAME[2:]).read_bytes())
    with pytest.raises(EvidenceError):
        ring.find(OTHER)


def test_every_flipped_bit_of_a_key_file_is_found(ring):
    place = ring.folder / NAME[:2] / NAME[2:]
    content = place.read_bytes()
    for at in range(len(content)):
        place.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(EvidenceError):
            ring.find(NAME)


def test_a_destroyed_key_is_gone_and_destroying_it_again_is_nothing(ring):
    assert ring.destroy(NAME)
    assert not ring.has(NAME)
    assert not ring.destroy(NAME)
    with pytest.raises(EvidenceError, match="gone"):
        ring.find(NAME)


def test_only_digests_are_names(ring):
    for name in ("../secrets.json", "", "AB" * 32):
        with pytest.raises(BadInput):
            ring.find(name)
