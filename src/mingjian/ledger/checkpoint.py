"""Checkpoints: origin, size and root of a log as three lines of text, and back (C2SP tlog-checkpoint)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingjian.errors import EvidenceError
from mingjian.ledger.hashing import HASH_SIZE
from mingjian.ledger.note import decode, encode

_SIZE = re.compile(r"\A(0|[1-9][0-9]{0,18})\Z", re.ASCII)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: who keeps it, how many entries it has, and the root over them (32 bytes)."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines that are signed."""
        return "\n".join([self.origin, str(self.size), encode(self.root), *self.extensions]) + "\n"


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint (without its signatures).

    Raises: EvidenceError, if it is none.
    Source: C2SP tlog-checkpoint
    """
    lines = text.split("\n")
    if len(lines) < 4 or not all(lines[:-1]) or lines[-1]:
        raise _broken("three lines are expected", "应至少有三行")
    origin, size, root, *extensions = lines[:-1]
    if not _SIZE.match(size):
        raise _broken(f"{size!r} is no size", f"“{size}”不是规模")
    try:
        digest = decode(root)
    except ValueError:
        digest = b""
    if len(digest) != HASH_SIZE:
        raise _broken("the third line is no root", "第三行不是根")
    return Checkpoint(origin, int(size), digest, tuple(extensions))


def _broken(en: str, zh: str) -> EvidenceError:
    return EvidenceError(f"This is no checkpoint of a log: {en}.", f"不是日志检查点：{zh}。")
