"""A bundle in, what it holds out: manifest, operator, facts, visits; and whether every bit is in place."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography import x509

from mingjian.capture import tightzip
from mingjian.capture.bundle import MANIFEST, SEAL, TOKEN, WARC_NAME, seal_of
from mingjian.capture.shape import visit_from_json
from mingjian.capture.stamp import Stamp, check_stamp
from mingjian.capture.visit import Visit
from mingjian.capture.warc import digest_of, read_records
from mingjian.errors import BadInput, EvidenceError

LARGEST = 1 << 30  # bytes of one file in a bundle; a forged zip may claim any size


@dataclass(frozen=True, slots=True)
class Opened:
    """The content of a bundle."""

    manifest: Mapping[str, Any]
    provenance: Mapping[str, Any]
    facts: Mapping[str, Any]
    visits: tuple[Visit, ...]
    attachments: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a bundle that is not as it was written: where, and what, in both languages."""

    where: str
    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a bundle found. `intact`: every bit is as the bundle's own manifest says.

    That says nothing about who made it: `stamp` with `stamp_trusted`, and the ledger, do.
    """

    digest: str
    manifest_digest: str | None
    faults: tuple[Fault, ...]
    stamp: Stamp | None
    stamp_trusted: bool
    stamp_absent: str | None

    @property
    def intact(self) -> bool:
        """Whether no fault was found."""
        return not self.faults


def _files(path: Path) -> list[tuple[str, bytes]]:
    """Read every file of the zip in its order.

    Raises: BadInput, if there is no file; EvidenceError, if the zip is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > LARGEST:
                raise EvidenceError(f"{path}: larger than any bundle", f"{path}：大小超过任何证据包")
            return [(entry.filename, _content(archive, entry)) for entry in entries]
    except FileNotFoundError:
        raise BadInput(f"{path}: there is no such file.", f"{path}：没有这个文件。") from None
    except IsADirectoryError:
        raise BadInput(f"{path} is a folder, not a bundle.", f"{path} 是文件夹，不是证据包。") from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError, RuntimeError) as fault:
        raise EvidenceError(
            f"{path}: not a whole evidence bundle (WACZ): {fault}", f"{path}：不是完整的证据包（WACZ）：{fault}"
        ) from fault


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    try:
        return archive.read(entry)
    except zipfile.BadZipFile as fault:
        raise EvidenceError(f"{entry.filename}: damaged ({fault})", f"{entry.filename}：已损坏（{fault}）") from fault


def read_bundle(path: Path | str) -> Opened:
    """Open a bundle that was written here.

    Raises: BadInput, if there is no such file; EvidenceError, if it is damaged or no bundle of ours. To know whether
    every bit is in place, ask `verify_bundle`.
    """
    files = dict(_files(Path(path)))
    try:
        contents = {
            record.identity: record.content for record in read_records(io.BytesIO(files[f"archive/{WARC_NAME}"]))
        }
        visits = tuple(visit_from_json(shape, contents) for shape in json.loads(files["capture/visits.json"]))
        manifest, provenance = json.loads(files[MANIFEST]), json.loads(files["capture/provenance.json"])
        facts = json.loads(files["capture/facts.json"])
    except (KeyError, ValueError, TypeError, IndexError) as fault:
        raise EvidenceError(f"{path}: not a bundle of this kind ({fault!r})", f"{path}：不是本系统的证据包") from fault
    attachments = {name[8:]: content for name, content in files.items() if name.startswith("browser/")}
    return Opened(manifest, provenance, facts, visits, attachments)


def verify_bundle(path: Path | str, *, trusted: Sequence[x509.Certificate] = ()) -> Checked:
    """Check every bit of a bundle against its manifest, and its time stamp against the `trusted` authorities.

    Raises: BadInput, if there is no such file. Damage is a result, each fault named by the file it stands in.
    """
    path = Path(path)
    digest = _digest(path)
    try:
        files = _files(path)
    except EvidenceError as fault:
        return Checked(digest, None, (Fault("zip", fault.en, fault.zh),), None, False, None)
    held = dict(files)
    faults = _manifest_faults(held) + _record_faults(held)
    stamp, stamp_trusted, stamp_faults = _stamp(held, trusted)
    faults += stamp_faults
    if not faults and (at := tightzip.same(path, files)) is not None:
        faults.append(Fault("zip", f"the frame of the zip was altered at byte {at}", f"压缩包结构在第 {at} 字节被改动"))
    absent = None if stamp else _json(held.get(SEAL)).get("timeStamp", {}).get("absent")
    manifest = held.get(MANIFEST)
    known = hashlib.sha256(manifest).hexdigest() if manifest is not None else None
    return Checked(digest, known, tuple(faults), stamp, stamp_trusted, absent)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as bundle:
            return hashlib.file_digest(bundle, "sha256").hexdigest()
    except OSError as fault:
        raise BadInput(
            f"{path}: cannot be read ({fault.strerror}).", f"{path}：无法读取（{fault.strerror}）。"
        ) from None


def _json(content: bytes | None) -> dict[str, Any]:
    try:
        value = json.loads(content or b"")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _manifest_faults(held: Mapping[str, bytes]) -> list[Fault]:
    manifest = _json(held.get(MANIFEST))
    resources = manifest.get("resources")
    if not isinstance(resources, list) or not all(isinstance(row, dict) for row in resources):
        return [Fault(MANIFEST, "the manifest is missing or damaged", "清单缺失或损坏")]
    faults = []
    named = {str(row.get("path")): row for row in resources}
    for name, row in named.items():
        if name not in held:
            faults.append(Fault(name, "the file is missing", "文件缺失"))
        elif row.get("hash") != digest_of(held[name]) or row.get("bytes") != len(held[name]):
            faults.append(Fault(name, "the file does not match the manifest", "文件与清单不符"))
    faults += [
        Fault(name, "the file is not in the manifest", "文件不在清单中")
        for name in held.keys() - named.keys() - {MANIFEST, SEAL, TOKEN}
    ]
    seal, token = _json(held.get(SEAL)), held.get(TOKEN)
    if seal.get("hash") != digest_of(held[MANIFEST]):
        faults.append(Fault(MANIFEST, "the manifest does not match its digest", "清单与其摘要不符"))
    elif held[SEAL] != seal_of(held[MANIFEST], token, (seal.get("timeStamp") or {}).get("absent")):
        faults.append(Fault(SEAL if token is None else TOKEN, "it does not match its digest", "与其摘要不符"))
    return faults


def _record_faults(held: Mapping[str, bytes]) -> list[Fault]:
    """Name the record a damaged archive is damaged in."""
    name = f"archive/{WARC_NAME}"
    try:
        for _ in read_records(io.BytesIO(held.get(name, b""))):
            pass
    except EvidenceError as fault:
        return [Fault(name, fault.en, fault.zh)]
    return []


def _stamp(held: Mapping[str, bytes], trusted: Sequence[x509.Certificate]) -> tuple[Stamp | None, bool, list[Fault]]:
    if TOKEN not in held or MANIFEST not in held:
        return None, False, []
    try:
        return *check_stamp(held[TOKEN], held[MANIFEST], trusted), []
    except EvidenceError as fault:
        return None, False, [Fault(TOKEN, fault.en, fault.zh)]
