"""`.tlog-proof` files: place, path and checkpoint of one entry, with the entry itself, as text (C2SP tlog-proof)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger.entry import Concealed, canonical, concealed_in, opens, restored
from mingjian.ledger.hashing import HASH_SIZE, leaf_hash
from mingjian.ledger.note import decode, encode

PROOF_HEAD = "c2sp.org/tlog-proof@v1"
"""First line of every proof file."""

_INDEX = re.compile(r"\Aindex (0|[1-9][0-9]{0,18})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Opening:
    """What stood behind a digest of an entry: the content and its salt (see `mingjian.ledger.entry.conceal`)."""

    content: Any
    salt: bytes

    def fits(self, concealed: Concealed) -> bool:
        """Say whether this is what the digest was made of."""
        return opens(concealed, self.content, self.salt)


@dataclass(frozen=True, slots=True)
class Proof:
    """The place (from 0) of an entry in a log and the digests (32 bytes each) from its sibling up to below the root.

    `entry`: the bytes that were sealed, None if the proof comes without them. `openings`: what stands behind digests in
    the entry, by field.
    """

    index: int
    hashes: tuple[bytes, ...]
    entry: bytes | None = None
    openings: Mapping[str, Opening] = field(default_factory=dict)

    @property
    def leaf(self) -> bytes | None:
        """Leaf digest of the entry."""
        return None if self.entry is None else leaf_hash(self.entry)

    def concealed(self) -> dict[str, Concealed]:
        """Fields of the entry that hold digests; empty if the entry is no JSON object."""
        try:
            read = json.loads(self.entry or b"null")
            return concealed_in(read) if isinstance(read, dict) else {}
        except ValueError:
            return {}


def write_proof(proof: Proof, checkpoint: str) -> str:
    """Write a proof file: `checkpoint` is the signed note to whose root the path leads.

    Raises: BadInput, if the content of an opening has no canonical form (bytes have none).
    """
    extra = [f"extra {encode(canonical(_extra(proof)))}"] if proof.entry is not None else []
    lines = [PROOF_HEAD, *extra, f"index {proof.index}", *map(encode, proof.hashes), ""]
    return "\n".join(lines) + "\n" + checkpoint


def read_proof(written: str) -> tuple[Proof, str]:
    """Read a proof file: the proof and the signed checkpoint as text. Nothing is checked yet.

    Raises: EvidenceError, naming the line that is not as it must be.
    Source: C2SP tlog-proof
    """
    head, blank, checkpoint = written.partition("\n\n")
    lines = head.split("\n")
    if lines[0] != PROOF_HEAD or not blank:
        raise _broken(1, f"a proof begins with {PROOF_HEAD} and has a checkpoint", f"应以 {PROOF_HEAD} 开头并附检查点")
    extra = lines.pop(1).removeprefix("extra ") if len(lines) > 1 and lines[1].startswith("extra ") else None
    first = 2 if extra is None else 3
    found = _INDEX.match(lines[1]) if len(lines) > 1 else None
    if not found:
        raise _broken(first, "the index of the entry is expected", "应为条目序号")
    hashes = tuple(_digest(line, first + place) for place, line in enumerate(lines[2:], 1))
    entry, openings = (None, {}) if extra is None else _read_extra(extra)
    return Proof(int(found[1]), hashes, entry, openings), checkpoint


def _extra(proof: Proof) -> dict[str, Any]:
    openings = {name: {"content": made.content, "salt": made.salt.hex()} for name, made in proof.openings.items()}
    return {"entry": encode(proof.entry or b""), **({"openings": openings} if openings else {})}


def _read_extra(extra: str) -> tuple[bytes | None, dict[str, Opening]]:
    """Read what we put beside a proof. Foreign extra data, which may be anything, is passed over."""
    try:
        raw = decode(extra)
    except ValueError:
        raise _broken(2, "the extra data is not Base64", "附加数据不是有效的 Base64") from None
    try:
        read = restored(json.loads(raw))
        openings = {
            name: Opening(made["content"], bytes.fromhex(made["salt"]))
            for name, made in read.get("openings", {}).items()
        }
        entry = decode(read["entry"])
        again = canonical(_extra(Proof(0, (), entry, openings)))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, BadInput):
        return None, {}
    if again != raw:  # hexadecimal in capitals, a space: the same meaning, but not what was written
        raise _broken(2, "the extra data was rewritten", "附加数据已被改写")
    return entry, openings


def _digest(line: str, number: int) -> bytes:
    try:
        digest = decode(line)
    except ValueError:
        digest = b""
    if len(digest) != HASH_SIZE:
        raise _broken(number, "a digest of 32 bytes in Base64 is expected", "应为 32 字节摘要的 Base64")
    return digest


def _broken(line: int, en: str, zh: str) -> EvidenceError:
    return EvidenceError(f"Line {line} of the proof: {en}.", f"证明文件第 {line} 行：{zh}。")
