"""The office's seal, its time stamps and the place of its signed files: in the data folder, outside the database."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from mingjian.capture import HttpAuthority
from mingjian.capture.authority import create_authority
from mingjian.capture.store import FolderStore
from mingjian.errors import BadInput
from mingjian.papers.authority import Answering
from mingjian.papers.seal_keys import ROOT, SealKeys, open_seal
from mingjian.papers.typefaces import Faces, asked_for
from mingjian.records.models import Unit


def office_name(unit: Unit) -> str:
    """An office as its documents name it: 东屿市互联网信息办公室."""
    return f"{unit.territory_zh}互联网信息办公室" if unit.name_zh.endswith("网信办") else unit.name_zh


def seal_of(unit: Unit, at: datetime) -> SealKeys:
    """The seal of one office, made at its first document. Raises: BadInput, where there is no data folder."""
    if settings.DATA is None:
        raise BadInput(
            "There is no data folder, so there is no seal; start with ./mj up.",
            "没有数据目录，无法签章；请用 ./mj up 启动。",
        )
    return open_seal(settings.DATA / "keys" / "seals" / unit.code, office_name(unit), at=at)


def stamps(at: datetime) -> Answering | None:
    """The time-stamp authority of this installation, if it has one (MINGJIAN_TSA; in the demo a local one)."""
    if settings.TSA:
        return HttpAuthority(settings.TSA)
    if settings.DEMO and settings.DATA and shutil.which("openssl"):
        return create_authority(settings.DATA / "time-stamps", now=at, name="Demo time-stamp authority")
    return None


def store() -> FolderStore:
    """Where signed files lie, named by their digests."""
    return FolderStore(settings.EVIDENCE)


def office_faces() -> Faces:
    """The fonts that the settings name. Raises: BadInput, with the mend, if no Chinese font is there."""
    return asked_for(os.environ)


def trusted_certificates(folder: Path) -> str:
    """What else stands in the trust file: roots of the offices' seals, and of a time-stamp authority of the installation."""
    roots = sorted((folder / "keys" / "seals").glob(f"*/{ROOT}"))
    own = folder / "time-stamps" / "root.pem"
    stamps_too = own.read_text("ascii") if own.is_file() else ""
    return "".join(f"seal\n{one.read_text('ascii')}" for one in roots) + stamps_too
