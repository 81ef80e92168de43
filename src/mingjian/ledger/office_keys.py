"""Secret keys of one office: seeds in, signatures over checkpoints and statements out.

Three seeds: Ed25519 for its own notes, another Ed25519 for cosigning other offices' logs (the cosignature does not name
its maker, so the key must not be used elsewhere), and ML-DSA-44 beside both, against the day when Ed25519 falls.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey

from mingjian.errors import BadInput
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.enclosed import enclose
from mingjian.ledger.note import Note, Signature, proper_name
from mingjian.ledger.verifier_key import NOTE_CONTEXT, Algorithm, VerifierKey, cosigned_message, cosigned_text

SEED_SIZE = 32


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """The keys of the office `name` (the origin of its log). `made`: when, in UTC. Seeds are never shown."""

    name: str
    made: datetime
    note_seed: bytes = field(repr=False)
    cosign_seed: bytes = field(repr=False)
    ml_dsa_seed: bytes = field(repr=False)

    def key(self, algorithm: Algorithm) -> VerifierKey:
        """Give the public key of one algorithm."""
        if algorithm.after_quantum:
            return VerifierKey(self.name, algorithm, self._ml_dsa.public_key().public_bytes_raw())
        seed = self.note_seed if algorithm is Algorithm.ED25519 else self.cosign_seed
        return VerifierKey(self.name, algorithm, _ed25519(seed).public_key().public_bytes_raw())

    @property
    def public(self) -> tuple[VerifierKey, ...]:
        """All public keys: what other offices put into their trust files."""
        return tuple(self.key(algorithm) for algorithm in Algorithm)

    def sign_checkpoint(self, size: int, root: bytes, *, at: datetime) -> Note:
        """Sign the head of the office's own log. Its origin is the office's name."""
        checkpoint = Checkpoint(self.name, size, root)
        signed = [
            (Algorithm.ED25519, _ed25519(self.note_seed).sign(checkpoint.text.encode())),
            (Algorithm.COSIGN_ML_DSA_44, self._ml_dsa_cosignature(checkpoint, at)),
        ]
        return Note(checkpoint.text, self._lines(signed))

    def cosign_lines(self, text: str, *, at: datetime) -> tuple[Signature, ...]:
        """Sign another log's checkpoint as a witness. `mingjian.ledger.witness.cosign` checks it first.

        Raises: EvidenceError, if the text is no checkpoint.
        """
        checkpoint, seconds = read_checkpoint(text), int(at.timestamp())
        raw = _ed25519(self.cosign_seed).sign(cosigned_text(text, seconds))
        signed = [
            (Algorithm.COSIGN_ED25519, seconds.to_bytes(8, "big") + raw),
            (Algorithm.COSIGN_ML_DSA_44, self._ml_dsa_cosignature(checkpoint, at)),
        ]
        return self._lines(signed)

    def sign_text(self, text: str) -> Note:
        """Sign any text that ends with a line feed as a note."""
        raw = text.encode()
        signed = [
            (Algorithm.ED25519, _ed25519(self.note_seed).sign(raw)),
            (Algorithm.NOTE_ML_DSA_44, self._ml_dsa.sign(raw, NOTE_CONTEXT)),
        ]
        return Note(text, self._lines(signed))

    def _ml_dsa_cosignature(self, checkpoint: Checkpoint, at: datetime) -> bytes:
        seconds = int(at.timestamp())
        return seconds.to_bytes(8, "big") + self._ml_dsa.sign(cosigned_message(self.name, checkpoint, seconds))

    def _lines(self, signed: list[tuple[Algorithm, bytes]]) -> tuple[Signature, ...]:
        keys = [self.key(algorithm) for algorithm, _ in signed]
        lines = [Signature(self.name, key.key_id, raw) for key, (_, raw) in zip(keys, signed, strict=True)]
        return (*lines, enclose(keys))

    @property
    def _ml_dsa(self) -> MLDSA44PrivateKey:
        return MLDSA44PrivateKey.from_seed_bytes(self.ml_dsa_seed)


def make_keys(name: str, *, at: datetime) -> OfficeKeys:
    """Draw new keys for the office `name`, such as `wangxin.example.gov.cn/ledger`.

    Raises: BadInput, if the name cannot stand in a signature line.
    """
    if not proper_name(name) or len(name.encode()) > 255:
        raise BadInput(
            f"{name!r} cannot name a key: take 1 to 255 bytes without spaces and plus signs, as example.gov.cn/ledger.",
            f"“{name}”不能作为密钥名称：请使用 1 至 255 字节、不含空格和加号的名称，例如 example.gov.cn/ledger。",
        )
    return OfficeKeys(name, at, *(secrets.token_bytes(SEED_SIZE) for _ in range(3)))


def _ed25519(seed: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(seed)
