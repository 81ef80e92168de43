"""Public keys that a note brings along, as one more line among its signatures.

They prove nothing about who signed. They let a machine that trusts nobody yet see whether a file was damaged; other
readers of signed notes pass over the line, as they must over every signature of a key that they do not know.
"""

from __future__ import annotations

from collections.abc import Sequence

from mingjian.errors import EvidenceError
from mingjian.ledger.note import Note, Signature
from mingjian.ledger.verifier_key import VerifierKey, key_id, key_of

_TYPE = b"\xffmingjian/enclosed-keys/v1"


def enclose(keys: Sequence[VerifierKey]) -> Signature:
    """Write public keys of one holder (all of one name) as a line."""
    name = keys[0].name
    body = b"".join(len(key.material).to_bytes(2, "big") + key.material for key in keys)
    return Signature(name, key_id(name, _TYPE), body)


def is_enclosure(line: Signature) -> bool:
    """Say whether a signature line holds keys instead of a signature."""
    return line.key_id == key_id(line.name, _TYPE)


def enclosed_keys(note: Note) -> tuple[VerifierKey, ...]:
    """Give the keys that a note brings along; nobody has vouched for them.

    Raises: EvidenceError, if such a line is damaged.
    """
    return tuple(key for line in note.signatures if is_enclosure(line) for key in _keys(line))


def _keys(line: Signature) -> list[VerifierKey]:
    keys, rest = [], line.blob
    try:
        while rest:
            size = int.from_bytes(rest[:2], "big")
            material, rest = rest[2 : 2 + size], rest[2 + size :]
            if len(material) != size:
                raise ValueError("cut off")
            keys.append(key_of(line.name, material))
    except ValueError:
        raise EvidenceError(
            f"The keys that {line.name} enclosed in the file are damaged.", f"文件中 {line.name} 附带的公钥已损坏。"
        ) from None
    return keys
