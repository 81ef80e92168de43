"""Visits in, one evidence bundle out: a WACZ file with exact records, facts, tools, operator and manifest."""

from __future__ import annotations

import hashlib
import io
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mingjian import __version__
from mingjian.capture import tightzip
from mingjian.capture.shape import visit_to_json
from mingjian.capture.stamp import Authority, Stamp
from mingjian.capture.visit import Visit
from mingjian.capture.warc import Archive, digest_of, instant, write_visits
from mingjian.errors import BadInput, EvidenceError

WARC_NAME = "visit.warc.gz"
MANIFEST = "datapackage.json"
SEAL = "datapackage-digest.json"
TOKEN = "datapackage-timestamp"  # noqa: S105  (a file name, without a dot because py-wacz takes others for undeclared)
_TOOLS = ("httptools", "h11", "warcio", "isal", "brotli")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle on the disk. `digest` is the SHA-256 of the whole file, `manifest_digest` that of its manifest (hex)."""

    digest: str
    path: Path
    size: int
    manifest: Mapping[str, Any]
    manifest_digest: str
    stamp: Stamp | None


def tool_versions() -> dict[str, str]:
    """Give the versions of what took part in a capture."""
    return {"mingjian": __version__, "python": platform.python_version(), **_installed()}


@lru_cache(maxsize=1)  # reading them takes longer than writing a bundle
def _installed() -> dict[str, str]:
    return {name: version(name) for name in _TOOLS}


def as_json(value: object) -> bytes:
    """Give a value as JSON bytes, always the same for the same value."""
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def write_bundle(
    visits: Sequence[Visit],
    path: Path | str,
    *,
    facts: Mapping[str, Any] | None = None,
    operator: str | Mapping[str, Any] | None = None,
    tool: Mapping[str, str] | None = None,
    attachments: Mapping[str, bytes] | None = None,
    authority: Authority | None = None,
) -> Bundle:
    """Write the visits to one service as one bundle at `path`, whole or not at all.

    `facts` are JSON values; `operator` names the officer or the plan; `attachments` (pictures, MHTML, network log) go
    in by their file name. With an `authority` the manifest gets a time stamp; without one, or when it does not answer,
    the bundle says so.
    Raises: BadInput, if there is nothing to write or `path` cannot be written.
    """
    if not visits:
        raise BadInput("A bundle needs at least one visit.", "证据包至少要有一次访问。")
    path = Path(path)
    files = _content(tuple(visits), dict(facts or {}), operator, dict(tool or tool_versions()), attachments or {})
    manifest = _manifest(files, visits)
    written = as_json(manifest)
    stamp, absent = _stamped(written, authority)
    files += [(MANIFEST, written), (SEAL, seal_of(written, stamp.token if stamp else None, absent))]
    if stamp:
        files.append((TOKEN, stamp.token))
    try:
        tightzip.write_whole(path, files)
    except OSError as fault:
        raise BadInput(
            f"{path}: the bundle cannot be written there ({fault.strerror}); choose another place.",
            f"{path}：证据包无法写入（{fault.strerror}），请另选位置。",
        ) from fault
    with path.open("rb") as bundle:
        digest = hashlib.file_digest(bundle, "sha256").hexdigest()
    return Bundle(digest, path, path.stat().st_size, manifest, hashlib.sha256(written).hexdigest(), stamp)


def _stamped(manifest: bytes, authority: Authority | None) -> tuple[Stamp | None, str | None]:
    if authority is None:
        return None, "no time-stamp authority is set"
    try:
        return authority.stamp(manifest), None
    except EvidenceError as fault:
        return None, fault.en


def seal_of(manifest: bytes, token: bytes | None, absent: str | None) -> bytes:
    """Give the file that holds the digest of the manifest, and of its time stamp or why there is none."""
    stamp = {"path": TOKEN, "hash": digest_of(token)} if token else {"absent": absent or ""}
    return as_json({"path": MANIFEST, "hash": digest_of(manifest), "timeStamp": stamp})


def _content(
    visits: tuple[Visit, ...],
    facts: dict[str, Any],
    operator: str | Mapping[str, Any] | None,
    tool: dict[str, str],
    attachments: Mapping[str, bytes],
) -> list[tuple[str, bytes]]:
    out = io.BytesIO()
    archive = Archive(out, WARC_NAME)
    started = min(visit.started_at for visit in visits)
    about = {"software": f"mingjian/{tool.get('mingjian', __version__)}", "format": "WARC File Format 1.1"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in about.items()).encode()
    archive.add(
        "warcinfo", lines, "application/warc-fields", {"WARC-Date": instant(started), "WARC-Filename": WARC_NAME}
    )
    records = write_visits(archive, visits)
    shapes = [visit_to_json(visit, ids) for visit, ids in zip(visits, records, strict=True)]
    made = {"operator": operator, "tools": tool, "started_at": instant(started)}
    return [
        (f"archive/{WARC_NAME}", out.getvalue()),
        ("indexes/index.cdxj", "".join(line + "\n" for line in sorted(archive.index)).encode()),
        ("pages/pages.jsonl", _pages(visits)),
        ("capture/visits.json", as_json(shapes)),
        ("capture/facts.json", as_json(facts)),
        ("capture/provenance.json", as_json(made)),
        *((f"browser/{name}", content) for name, content in sorted(attachments.items())),
    ]


def _pages(visits: tuple[Visit, ...]) -> bytes:
    lines: list[dict[str, Any]] = [{"format": "json-pages-1.0", "id": "pages", "title": "All Pages"}]
    for number, visit in enumerate(visits, 1):
        at = visit.hops[-1].started_at if visit.hops else visit.started_at
        page = {
            "id": f"visit-{number}",
            "url": visit.final_url,
            "ts": instant(at),
            "title": f"{visit.view}: {visit.url}",
        }
        lines.append(page | {"status": visit.status or 0})
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()


def _manifest(files: list[tuple[str, bytes]], visits: Sequence[Visit]) -> dict[str, Any]:
    finished: datetime = max(visit.finished_at for visit in visits)
    return {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "title": visits[0].url,
        "software": f"mingjian {__version__}",
        "created": instant(finished),
        "mainPageUrl": visits[0].final_url,
        "mainPageDate": instant(visits[0].started_at),
        "resources": [
            {"name": name.rpartition("/")[2], "path": name, "hash": digest_of(content), "bytes": len(content)}
            for name, content in files
        ],
    }
