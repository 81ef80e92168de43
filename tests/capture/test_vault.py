"""A bundle that has to be destroyed by law: without its key nothing of it is left, and the log tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.capture.vault import SEGMENT, new_key, new_salt, salted_digest, seal, unseal
from mingjian.errors import EvidenceError

KEY = bytes(range(32))


@settings(max_examples=30)
@given(st.binary(max_size=300))
def test_what_was_sealed_comes_back(content: bytes) -> None:
    sealed = seal(content, KEY)
    assert unseal(sealed, KEY) == content
    assert len(content) < 32 or content not in sealed


@pytest.mark.parametrize("size", [0, 1, SEGMENT - 1, SEGMENT, SEGMENT + 1, 3 * SEGMENT])
def test_every_size_around_a_segment(size: int) -> None:
    content = bytes(size)
    assert unseal(seal(content, KEY), KEY) == content


def test_another_key_opens_nothing() -> None:
    with pytest.raises(EvidenceError, match="not its key"):
        unseal(seal(b"evidence", KEY), new_key())


def test_a_flipped_bit_anywhere_is_found() -> None:
    sealed = seal(b"evidence", KEY)
    for place in range(len(sealed)):
        damaged = bytearray(sealed)
        damaged[place] ^= 1
        with pytest.raises(EvidenceError):
            unseal(bytes(damaged), KEY)


def test_cut_swapped_repeated_and_appended_segments_are_found() -> None:
    sealed = seal(bytes([1]) * SEGMENT + bytes([2]) * SEGMENT + b"end", KEY)
    head, step = 15, SEGMENT + 16
    first, second, last = sealed[head : head + step], sealed[head + step : head + 2 * step], sealed[head + 2 * step :]
    for forged in (first + second, second + first + last, first + first + last, first + second + last + last, b""):
        with pytest.raises(EvidenceError):
            unseal(sealed[:head] + forged, KEY)


def test_two_seals_of_the_same_content_differ() -> None:
    assert seal(b"x" * 100, KEY) != seal(b"x" * 100, KEY)


def test_the_digest_in_the_log_needs_the_salt() -> None:
    digest, salt = "ab" * 32, new_salt()
    assert salted_digest(digest, salt) == salted_digest(digest, salt)
    assert salted_digest(digest, salt) != salted_digest(digest, new_salt())
    assert digest not in salted_digest(digest, salt)
