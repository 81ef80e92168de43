"""A WACZ file (a zip of WARC files) in, its pages out."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
import zlib
from typing import Final

from mingjian.reasons import Reason
from mingjian.scan.files import File
from mingjian.scan.item import Fault, Reading
from mingjian.scan.warc import Advance, read_stream

_ARCHIVES: Final = (".warc", ".warc.gz")
_LARGEST_RATIO: Final = 200  # of unpacked to packed bytes; WARC text packs to a fifth, a bomb to a thousandth
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError)


def read_wacz(file: File, advance: Advance | None = None) -> Reading:
    """Read the pages of each WARC file in a WACZ; rows are named by the record, as those of a WARC file are."""
    try:
        with zipfile.ZipFile(file.path) as packed:
            members = [m for m in packed.infolist() if m.filename.lower().endswith(_ARCHIVES)]
            for member in members:
                yield from _member(packed, member, file.label, advance)
            if not members:
                yield Fault(file.label, Reason("zip_without_archive"))
    except _BROKEN as error:
        yield Fault(file.label, Reason("no_zip", {"fault": str(error)[:200] or type(error).__name__}))


def _member(packed: zipfile.ZipFile, member: zipfile.ZipInfo, label: str, advance: Advance | None) -> Reading:
    """Read a stored member in place, a packed one through a temporary file: broken records must be skippable."""
    if member.file_size > _LARGEST_RATIO * member.compress_size + (1 << 20):
        yield Fault(f"{label}#{member.filename}", Reason("no_zip", {"fault": "decompression bomb"}))
        return
    with packed.open(member) as stream:
        if member.compress_type == zipfile.ZIP_STORED:
            yield from read_stream(stream, label, advance, lambda: packed.open(member))
            return
        with tempfile.TemporaryFile() as copy:
            shutil.copyfileobj(stream, copy, 1 << 20)
            copy.seek(0)
            yield from read_stream(copy, label, advance, lambda: packed.open(member))
