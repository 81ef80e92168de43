"""Signed notes: text with lines of signatures in, their parts out, and back (C2SP signed-note)."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass

from mingjian.errors import EvidenceError

MAX_SIZE = 1 << 20
"""Bytes of the largest note that is read."""

MAX_SIGNATURES = 100
"""Signature lines of the largest note that is read."""

ID_SIZE = 4
"""Bytes of a key id."""

_LINE = re.compile(r"\A— (?P<name>\S+) (?P<blob>[A-Za-z0-9+/]+=*)\Z")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who claims to have signed, with which key (4 bytes of id), and what comes after the id."""

    name: str
    key_id: bytes
    blob: bytes

    @property
    def line(self) -> str:
        """The line as it stands in a note."""
        return f"— {self.name} {encode(self.key_id + self.blob)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text that ends with a line feed, and its signatures; nothing about them is checked."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(signature.line for signature in self.signatures)

    def with_signatures(self, more: Iterable[Signature]) -> Note:
        """Give the note with further signature lines; those that it has are not repeated."""
        added = [signature for signature in more if signature not in self.signatures]
        return Note(self.text, (*self.signatures, *added))


def read_note(written: str | bytes) -> Note:
    """Take a note apart. Every byte counts: only the one way of writing a note is accepted.

    Raises: EvidenceError, if it is not a signed note; it names the line.
    Source: C2SP signed-note
    """
    text = _text(written)
    head, blank, tail = text.rpartition("\n\n")
    lines = tail.split("\n")
    if not blank or lines[-1] or len(lines) < 2:
        raise _broken(text.count("\n") + 1, "no signatures after an empty line", "空行之后没有签名行")
    if len(lines) - 1 > MAX_SIGNATURES:
        raise _broken(1, f"more than {MAX_SIGNATURES} signatures", f"签名超过 {MAX_SIGNATURES} 行")
    first = head.count("\n") + 3
    return Note(f"{head}\n", tuple(_signature(line, first + place) for place, line in enumerate(lines[:-1])))


def proper_name(name: str) -> bool:
    """Say whether `name` can name a key: not empty, no spaces, no plus sign, no control characters."""
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


def encode(content: bytes) -> str:
    """Write bytes in standard Base64."""
    return base64.b64encode(content).decode("ascii")


def decode(written: str) -> bytes:
    """Read standard Base64, and only the one way of writing it. Raises: ValueError, if it is anything else."""
    try:
        content = base64.b64decode(written, validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError(str(error)) from None
    if encode(content) != written:  # unused bits in the last letter would let a flipped bit pass
        raise ValueError("not the canonical Base64")
    return content


def _text(written: str | bytes) -> str:
    raw = written.encode("utf-8", "surrogatepass") if isinstance(written, str) else written
    if len(raw) > MAX_SIZE:
        raise _broken(1, f"more than {MAX_SIZE} bytes", f"超过 {MAX_SIZE} 字节")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _broken(raw[: error.start].count(b"\n") + 1, "bytes that are not UTF-8", "非 UTF-8 字节") from None
    if found := _CONTROL.search(text):
        raise _broken(text[: found.start()].count("\n") + 1, "a control character", "控制字符")
    return text


def _signature(line: str, number: int) -> Signature:
    found = _LINE.match(line)
    if not found or not proper_name(found["name"]):
        raise _broken(number, "a line that is no signature", "不是签名行的内容")
    try:
        blob = decode(found["blob"])
    except ValueError:
        raise _broken(number, "a signature that is not Base64", "签名不是有效的 Base64") from None
    if len(blob) <= ID_SIZE:
        raise _broken(number, "a signature that is cut off", "签名不完整")
    return Signature(found["name"], blob[:ID_SIZE], blob[ID_SIZE:])


def _broken(line: int, en: str, zh: str) -> EvidenceError:
    return EvidenceError(f"Line {line} of the signed note: {en}.", f"签名文本第 {line} 行：{zh}。")
