"""Public keys: one line of text in, a key that checks signatures out, and back (C2SP signed-note, tlog-cosignature)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from mingjian.errors import EvidenceError
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.note import ID_SIZE, Signature, decode, encode, proper_name

NOTE_CONTEXT = b"mingjian/note/v1"
"""Context of ML-DSA signatures over whole notes, so that none passes for a signature over a checkpoint."""

_STAMP = 8


class Algorithm(Enum):
    """What a key signs: (type bytes before the key, bytes of the key, bytes of a signature, the name people see)."""

    ED25519 = (b"\x01", 32, 64, "Ed25519")
    COSIGN_ED25519 = (b"\x04", 32, _STAMP + 64, "Ed25519 cosignature")
    COSIGN_ML_DSA_44 = (b"\x06", 1312, _STAMP + 2420, "ML-DSA-44 cosignature")
    NOTE_ML_DSA_44 = (b"\xffmingjian/ml-dsa-44-note/v1", 1312, 2420, "ML-DSA-44")

    @property
    def prefix(self) -> bytes:
        """Bytes that stand before the key wherever it is written."""
        return self.value[0]

    @property
    def key_size(self) -> int:
        """Bytes of a public key."""
        return self.value[1]

    @property
    def signature_size(self) -> int:
        """Bytes of a signature, its time included."""
        return self.value[2]

    @property
    def title(self) -> str:
        """Name for people."""
        return self.value[3]

    @property
    def timed(self) -> bool:
        """Whether a signature says when it was made."""
        return self in (Algorithm.COSIGN_ED25519, Algorithm.COSIGN_ML_DSA_44)

    @property
    def after_quantum(self) -> bool:
        """Whether it holds against quantum computers."""
        return self in (Algorithm.COSIGN_ML_DSA_44, Algorithm.NOTE_ML_DSA_44)


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name of its holder."""

    name: str
    algorithm: Algorithm
    public: bytes

    @property
    def key_id(self) -> bytes:
        """Four bytes by which a signature line names this key."""
        return key_id(self.name, self.material)

    @property
    def material(self) -> bytes:
        """Type bytes and key, as they are written."""
        return self.algorithm.prefix + self.public

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{encode(self.material)}"

    def signed(self, signature: Signature) -> bool:
        """Say whether the line claims to be made by this key (nothing is checked)."""
        return (signature.name, signature.key_id) == (self.name, self.key_id)

    def check(self, text: str, signature: Signature) -> bool:
        """Say whether this key made this signature over this text."""
        if len(signature.blob) != self.algorithm.signature_size:
            return False
        try:
            self._check(text, signature.blob)
        except (InvalidSignature, EvidenceError, ValueError):
            return False
        return True

    def _check(self, text: str, blob: bytes) -> None:
        stamp, raw = (blob[:_STAMP], blob[_STAMP:]) if self.algorithm.timed else (b"", blob)
        if self.algorithm is Algorithm.ED25519:
            Ed25519PublicKey.from_public_bytes(self.public).verify(raw, text.encode())
        elif self.algorithm is Algorithm.COSIGN_ED25519:
            Ed25519PublicKey.from_public_bytes(self.public).verify(raw, cosigned_text(text, _seconds(stamp)))
        elif self.algorithm is Algorithm.COSIGN_ML_DSA_44:
            message = cosigned_message(self.name, read_checkpoint(text), _seconds(stamp))
            MLDSA44PublicKey.from_public_bytes(self.public).verify(raw, message)
        else:
            MLDSA44PublicKey.from_public_bytes(self.public).verify(raw, text.encode(), NOTE_CONTEXT)


def key_id(name: str, material: bytes) -> bytes:
    """Give the four bytes that name a key of `name`. Source: C2SP signed-note, "Signatures"."""
    return hashlib.sha256(name.encode() + b"\n" + material).digest()[:ID_SIZE]


def key_of(name: str, material: bytes) -> VerifierKey:
    """Read type bytes and key. Raises: ValueError, if the type is not known or the key has the wrong length."""
    for algorithm in Algorithm:
        public = material[len(algorithm.prefix) :]
        if material.startswith(algorithm.prefix) and len(public) == algorithm.key_size:
            return VerifierKey(name, algorithm, public)
    raise ValueError("a key of a type or length that is not known")


def read_key(line: str) -> VerifierKey:
    """Read a verifier key (`name+id+key`). Raises: ValueError, with what is wrong with it.

    Source: C2SP signed-note, "Verifier keys"
    """
    name, _, rest = line.partition("+")
    written_id, _, material = rest.partition("+")
    if not proper_name(name) or not material:
        raise ValueError("it does not have the form name+id+key")
    key = key_of(name, decode(material))
    if key.key_id.hex() != written_id:
        raise ValueError("its id does not fit its name and key")
    return key


def made_at(key: VerifierKey, signature: Signature) -> datetime | None:
    """Give the time (UTC) that a signature of this key states; None if it states none."""
    seconds = _seconds(signature.blob[:_STAMP]) if key.algorithm.timed else 0
    try:
        return datetime.fromtimestamp(seconds, UTC) if seconds else None
    except (ValueError, OverflowError, OSError):
        return None


def cosigned_text(text: str, seconds: int) -> bytes:
    """Give what an Ed25519 cosignature signs. Source: C2SP tlog-cosignature."""
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def cosigned_message(name: str, checkpoint: Checkpoint, seconds: int) -> bytes:
    """Give what an ML-DSA-44 cosignature signs. Source: C2SP tlog-cosignature."""
    parts = [b"subtree/v1\n\x00", _short(name), seconds.to_bytes(8, "big"), _short(checkpoint.origin)]
    return b"".join([*parts, (0).to_bytes(8, "big"), checkpoint.size.to_bytes(8, "big"), checkpoint.root])


def _short(text: str) -> bytes:
    raw = text.encode()
    if not 1 <= len(raw) <= 255:
        raise ValueError("a name of 1 to 255 bytes is expected")
    return bytes([len(raw)]) + raw


def _seconds(stamp: bytes) -> int:
    return int.from_bytes(stamp, "big")
