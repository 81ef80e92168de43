"""One text or HTML file in, its document out; a file that holds no text gives a fault, or is skipped in a folder."""

from __future__ import annotations

import zlib
from typing import IO, Final, cast

from isal import igzip, igzip_lib

from mingjian.reasons import Reason
from mingjian.scan.bounds import MAX_CONTENT
from mingjian.scan.files import File, binary_kind
from mingjian.scan.item import Fault, Item, Reading, Skipped

_ISAL = cast("type[Exception]", igzip_lib.IsalError)  # its stub says it is an instance
BROKEN_GZIP: Final[tuple[type[Exception], ...]] = (EOFError, OSError, zlib.error, _ISAL)


def opened(path: str) -> IO[bytes]:
    """Open a file that may be gzipped; nothing is unpacked before it is read."""
    file = open(path, "rb")  # noqa: SIM115
    head = file.read(2)
    file.seek(0)
    return cast("IO[bytes]", igzip.GzipFile(fileobj=file)) if head == b"\x1f\x8b" else file  # type: ignore[no-untyped-call]


def read_page(file: File) -> Reading:
    """Read one file, at most `MAX_CONTENT` bytes of it."""
    try:
        with opened(file.path) as stream:
            content = stream.read(MAX_CONTENT + 1)
    except BROKEN_GZIP as error:
        packed = not isinstance(error, OSError) or error.errno is None
        yield Fault(file.label, Reason("broken_gzip" if packed else "unreadable", {"fault": str(error) or "EOF"}))
        return
    kind = binary_kind(content[:4096])
    if not content:
        yield Fault(file.label, Reason("empty"))
    elif kind and not file.asked:
        yield Skipped(file.label, Reason("not_a_page", {"kind": kind}))
    elif kind:
        yield Fault(file.label, Reason("binary", {"kind": kind}))
    else:
        yield Item(file.label, content[:MAX_CONTENT], truncated=len(content) > MAX_CONTENT)
