"""Statements: a body in (a bulletin, a case file's list, a change of keys), a signed JSON file out, and back.

The file has `format`, `kind`, `body`, `note` and perhaps `checkpoint`. The note is what is signed: kind, issuer, time,
the digest of the body's canonical bytes, and the head of the log at that time. So the file may be laid out anew, but no
word of it can be changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.entry import canonical, restored
from mingjian.ledger.note import encode, read_note
from mingjian.ledger.office_keys import OfficeKeys

FORMAT = "mingjian/statement@v1"
"""The `format` of every statement, and the first line of what is signed."""

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_KIND = re.compile(r"\A[a-z][a-z0-9-]{0,39}\Z")
_MUST = {"format", "kind", "body", "note"}
_MAY = {"checkpoint"}


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it was read; nothing is checked. `note` and `checkpoint` are signed notes."""

    kind: str
    body: Mapping[str, Any]
    note: str
    checkpoint: str | None = None


@dataclass(frozen=True, slots=True)
class SignedLines:
    """What the note of a statement says. `log`: size, root and origin in one line, None without a log."""

    kind: str
    issuer: str
    at: datetime
    digest: str
    log: str | None

    @property
    def text(self) -> str:
        """The lines that are signed."""
        log = [f"log {self.log}"] if self.log is not None else []
        lines = [FORMAT, f"kind {self.kind}", f"issuer {self.issuer}", f"at {self.at.astimezone(UTC):{_TIME}}"]
        return "\n".join([*lines, f"sha-256 {self.digest}", *log]) + "\n"


def seal_statement(
    kind: str,
    body: Mapping[str, Any],
    keys: OfficeKeys | Sequence[OfficeKeys],
    *,
    at: datetime,
    checkpoint: str | None = None,
) -> str:
    """Sign a body and give the JSON text of the file. The first of several keys is the issuer's.

    `at`: when, UTC to the second; `checkpoint`: the signed head of the log on which the body rests.
    Raises: BadInput, if the body has a value without canonical form or the kind is no word such as `bulletin`.
    """
    if not _KIND.match(kind):
        raise BadInput(f"{kind!r} is no kind of statement; take a word such as bulletin.", f"“{kind}”不是文件种类。")
    signers = (keys,) if isinstance(keys, OfficeKeys) else tuple(keys)
    log = log_line(read_checkpoint(read_note(checkpoint).text)) if checkpoint is not None else None
    note = signers[0].sign_text(SignedLines(kind, signers[0].name, at, digest_of(body), log).text)
    for signer in signers[1:]:
        note = note.with_signatures(signer.sign_text(note.text).signatures)
    written: dict[str, Any] = {"format": FORMAT, "kind": kind, "body": json.loads(canonical(body)), "note": str(note)}
    if checkpoint is not None:
        written["checkpoint"] = checkpoint
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def read_statement(written: str) -> Statement:
    """Read the text of a statement. Nothing is checked yet.

    Raises: EvidenceError, if it has not the form of one.
    """
    try:
        read = json.loads(written, object_pairs_hook=_without_doubles)
    except (ValueError, RecursionError) as error:
        raise _broken(f"no proper JSON ({error})", f"JSON 格式有误（{error}）") from None
    keys = set(read) if isinstance(read, dict) else set()
    if not (keys >= _MUST and keys <= _MUST | _MAY) or read["format"] != FORMAT:
        raise _broken("it must have exactly format, kind, body and note", "应只有 format、kind、body、note 各项")
    texts = [read["kind"], read["note"], read.get("checkpoint", "")]
    if not all(isinstance(text, str) for text in texts) or not isinstance(restored(read["body"]), dict):
        raise _broken("a part has the wrong type", "某项类型有误")
    return Statement(read["kind"], restored(read["body"]), read["note"], read.get("checkpoint"))


def read_lines(text: str) -> SignedLines:
    """Read the signed lines of a statement. Raises: EvidenceError, if they are others."""
    fields = dict(line.partition(" ")[::2] for line in text.splitlines()[1:])
    try:
        at = datetime.strptime(fields["at"], _TIME).replace(tzinfo=UTC)
        lines = SignedLines(fields["kind"], fields["issuer"], at, fields["sha-256"], fields.get("log"))
    except (KeyError, ValueError):
        raise _broken("the signed lines are not those of a statement", "签名部分的文字不符") from None
    if lines.text != text:
        raise _broken("the signed lines are not those of a statement", "签名部分的文字不符")
    return lines


def digest_of(body: Mapping[str, Any]) -> str:
    """Give the digest of a body as the note states it. Raises: BadInput, if it has no canonical form."""
    return encode(hashlib.sha256(canonical(body)).digest())


def log_line(head: Checkpoint) -> str:
    """Give the line by which a statement names the head of a log."""
    return f"{head.size} {encode(head.root)} {head.origin}"


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    read = dict(pairs)
    if len(read) != len(pairs):
        raise ValueError("a key stands twice")
    return read


def _broken(en: str, zh: str) -> EvidenceError:
    return EvidenceError(f"This is no statement as Mingjian signs them: {en}.", f"不是明鉴签署的文件：{zh}。")
