"""The evidence of a case as its bound file encloses it: bundles decrypted, and for what cannot be enclosed the reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from mingjian.errors import BadInput, EvidenceError
from mingjian.office.evidence.bundles import evidence_store, key_ring, open_bundle
from mingjian.office.people.office_seal import store
from mingjian.papers.binding import Enclosed
from mingjian.records.models import Capture, Case, CaseEvidence

LARGEST = 200 * 1024 * 1024
"""Bytes of one piece that are enclosed at most."""
DESTROYED, POLICE, LARGE = "内容已依法销毁，未随卷", "依法移送公安机关，未随卷", "超过200兆字节，未随卷"
MISSING, ALTERED = "证据库中没有，未随卷", "无法打开或与哈希值不符，未随卷"


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: its row, its bytes if it can be enclosed, and else why not (Chinese, for the index)."""

    row: CaseEvidence
    content: bytes = b""
    remark: str = ""

    @property
    def name(self) -> str:
        """Its name in the file."""
        return f"evidence/{self.row.digest}.{'wacz' if self.row.capture else 'bin'}"

    @property
    def enclosed(self) -> Enclosed:
        """It as a part of the file; listed in the index alone where it cannot be enclosed."""
        absent = bool(self.remark)
        return Enclosed(self.name, "电子证据", self.content, self.row.digest, remark=self.remark, absent=absent)


def pieces(case: Case, *, opened: bool) -> list[Piece]:
    """Every piece of a case, oldest first. Not `opened`: only looked for, without its bytes (for pages)."""
    rows = case.evidence.select_related("capture").order_by("taken_on", "digest")
    return [_piece(row, opened=opened) for row in rows]


def told(piece: Piece) -> dict[str, Any]:
    """A piece as the exported case names it."""
    row = piece.row
    return {"digest": row.digest, "kind": row.kind, "file": None if piece.remark else piece.name}


def _piece(row: CaseEvidence, *, opened: bool) -> Piece:
    remark = _obstacle(row)
    if remark or not opened:
        return Piece(row, remark=remark)
    try:
        content = open_bundle(row.capture) if row.capture else store().get(row.digest)
    except (EvidenceError, BadInput, OSError):
        return Piece(row, remark=ALTERED)
    if len(content) > LARGEST:
        return Piece(row, remark=LARGE)
    return Piece(row, content) if hashlib.sha256(content).hexdigest() == row.digest else Piece(row, remark=ALTERED)


def _obstacle(row: CaseEvidence) -> str:
    """Why a piece cannot be enclosed, as far as that shows without reading it."""
    capture = row.capture
    try:
        if capture is None:
            return "" if store().has(row.digest) else MISSING
        if capture.gone_at is not None:
            return DESTROYED
        if capture.findings.filter(police=True).exists():
            return POLICE
        if capture.size > LARGEST:
            return LARGE
        return "" if _kept(capture) else MISSING
    except (EvidenceError, BadInput, OSError):
        return MISSING


def _kept(capture: Capture) -> bool:
    if not capture.stored:
        return evidence_store().has(capture.digest)
    return evidence_store().has(capture.stored) and key_ring().has(capture.stored)
