"""Case files: documents in, one ZIP with a signed list of their digests out, and back.

`statement.json` in the ZIP is a statement of the kind `case-file`; its body lists every other file by name, digest and
size. Missing, changed and added files are named.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from mingjian.errors import EvidenceError
from mingjian.ledger.office_keys import OfficeKeys
from mingjian.ledger.statement import seal_statement
from mingjian.ledger.statement_check import examine
from mingjian.ledger.trust import Trust
from mingjian.ledger.verification import Findings, Verification, failed
from mingjian.ledger.verifier_key import VerifierKey

STATEMENT_NAME = "statement.json"
KIND = "case-file"
_MAX_STATEMENT = 64 << 20
_BLOCK = 1 << 20


def seal_case_file(
    parts: Mapping[str, bytes],
    facts: Mapping[str, Any],
    keys: OfficeKeys,
    *,
    at: datetime,
    checkpoint: str | None = None,
) -> bytes:
    """Pack the documents of a case with their signed list and give the bytes of the ZIP.

    `facts` stand beside the list in the signed body (number of the case, parties). The same input gives the same list.
    Raises: BadInput, if the facts have no canonical form.
    """
    listed = [_line(name, part) for name, part in sorted(parts.items())]
    statement = seal_statement(KIND, {**facts, "parts": listed}, keys, at=at, checkpoint=checkpoint)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:  # not compressed: every stored bit is then a bit of a document
        for name, part in [(STATEMENT_NAME, statement.encode()), *sorted(parts.items())]:
            stamp = at.astimezone(UTC).timetuple()[:6]
            archive.writestr(zipfile.ZipInfo(name, stamp), part)
    return packed.getvalue()


def check_case_file(file: Path | IO[bytes], keys: Trust | Iterable[VerifierKey] = ()) -> Verification:
    """Check a case file: its signed list, and every document against it. Never raises for what the file contains."""
    trust = keys if isinstance(keys, Trust) else Trust.of(keys)
    try:
        with zipfile.ZipFile(file) as archive:
            findings, body = examine(_statement(archive), trust)
            if isinstance(findings, Verification):
                return findings
            _check_parts(archive, body, findings)
            return findings.close()
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, UnicodeDecodeError, RuntimeError) as error:
        return failed(KIND, "unreadable", en=f"The case file is damaged: {error}.", zh=f"案卷文件已损坏：{error}。")
    except EvidenceError as error:
        return failed(KIND, "unreadable", en=error.en, zh=error.zh)


def list_parts(archive: zipfile.ZipFile) -> list[str]:
    """Names of the documents in a case file, without the statement and folders."""
    return [one.filename for one in archive.infolist() if not one.is_dir() and one.filename != STATEMENT_NAME]


def _line(name: str, part: bytes) -> dict[str, Any]:
    return {"name": name, "sha-256": hashlib.sha256(part).hexdigest(), "size": len(part)}


def _statement(archive: zipfile.ZipFile) -> str:
    if archive.getinfo(STATEMENT_NAME).file_size > _MAX_STATEMENT:
        raise EvidenceError("The signed list in the case file is too large.", "案卷中的签名清单过大。")
    return archive.read(STATEMENT_NAME).decode("utf-8")


def _check_parts(archive: zipfile.ZipFile, body: Mapping[str, Any], findings: Findings) -> None:
    signed = dict(_listed(body))
    present = list_parts(archive)
    for name in sorted(signed.keys() - set(present)):
        findings.fail("part_missing", name=name)
    for name in present:
        if name not in signed or present.count(name) > 1:
            findings.fail("part_extra", name=name)
        elif _digest(archive, name, signed[name][1]) != signed[name]:
            findings.fail("part_changed", name=name)
    if not findings.failures:
        findings.prove("parts_whole", count=len(present))


def _listed(body: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, int]]]:
    try:
        for part in body["parts"]:
            yield part["name"], (part["sha-256"], int(part["size"]))
    except (KeyError, TypeError, ValueError):
        raise EvidenceError("The signed list names no files.", "签名清单未列出文件。") from None


def _digest(archive: zipfile.ZipFile, name: str, size: int) -> tuple[str, int] | None:
    """Digest and size of a document, None if it cannot be unpacked; a bomb is given up once it is above its size."""
    seen, digest = 0, hashlib.sha256()
    try:
        with archive.open(name) as part:
            while seen <= size and (block := part.read(_BLOCK)):
                seen += len(block)
                digest.update(block)
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    except Exception as error:  # zlib.error and its kin have no common base
        if type(error).__module__ in ("zlib", "lzma", "_lzma", "bz2"):
            return None
        raise
    return digest.hexdigest(), seen
