"""Visits in, a WARC file of byte-exact records and its index out; and records read back by their identity.

warcio's convenient constructor parses and rewrites odd answers, so records are built from the raw bytes themselves.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import BinaryIO

from isal import isal_zlib
from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from mingjian.capture import cdxj
from mingjian.capture.visit import Hop, Visit
from mingjian.errors import EvidenceError

_RESPONSE = "application/http; msgtype=response"
_REQUEST = "application/http; msgtype=request"


def digest_of(content: bytes) -> str:
    """Give the SHA-256 of some bytes as WARC and WACZ write it."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def instant(at: datetime) -> str:
    """Give a UTC time as WARC 1.1 writes it, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(slots=True)
class Archive:
    """A WARC being written. `index` holds the lines for what replay tools may look up."""

    out: BinaryIO
    name: str
    index: list[str] = field(default_factory=list)
    offset: int = 0

    def add(
        self, kind: str, content: bytes, media_type: str, headers: Mapping[str, str | None]
    ) -> tuple[str, int, int]:
        """Write one record as its own gzip member. Gives its identity, offset and length."""
        identity = f"<urn:uuid:{uuid.uuid4()}>"
        rows = [("WARC-Type", kind), ("WARC-Record-ID", identity)]
        rows += [(name, value) for name, value in headers.items() if value]
        rows.append(("WARC-Block-Digest", digest_of(content)))
        head = StatusAndHeaders("", rows, protocol="WARC/1.1")
        record = ArcWarcRecord("warc", kind, head, io.BytesIO(content), None, media_type, len(content))
        plain = io.BytesIO()
        writer = WARCWriter(plain, gzip=False, warc_version="WARC/1.1")
        if kind not in ("warcinfo", "metadata"):
            head.replace_header("WARC-Payload-Digest", headers.get("WARC-Payload-Digest") or digest_of(content))
        writer.write_record(record)
        packed = _gzip_member(plain.getvalue())
        self.out.write(packed)
        start, self.offset = self.offset, self.offset + len(packed)
        return identity, start, len(packed)

    def add_hop(self, hop: Hop) -> tuple[str | None, str | None]:
        """Write the answer and its request, byte for byte. Gives the identities of request and answer."""
        common = {"WARC-Target-URI": hop.url, "WARC-Date": instant(hop.started_at), "WARC-IP-Address": hop.address}
        answered = None
        if hop.response:
            body = hop.response[hop.body_at :]
            more = {**common, "WARC-Truncated": hop.cut, "WARC-Payload-Digest": digest_of(body)}
            # Without a status line the bytes are no HTTP answer to any reader; they are kept as they are.
            kind, media = (
                ("response", _RESPONSE) if hop.status is not None else ("resource", "application/octet-stream")
            )
            answered, start, length = self.add(kind, hop.response, media, more)
            self._index(hop, kind, digest_of(body), start, length)
        if not hop.request:
            return None, answered  # nothing was sent
        more = {**common, "WARC-Concurrent-To": answered, "WARC-Payload-Digest": digest_of(b"")}
        asked, _, _ = self.add("request", hop.request, _REQUEST, more)
        return asked, answered

    def _index(self, hop: Hop, kind: str, digest: str, start: int, length: int) -> None:
        media = (hop.header("content-type") or "").partition(";")[0].strip() or "application/octet-stream"
        fields = {"mime": media, "status": str(hop.status or 200), "digest": digest, "length": str(length)}
        fields |= {"offset": str(start), "filename": self.name}
        if kind == "response":
            self.index.append(cdxj.line(hop.url, hop.started_at, fields))


def _gzip_member(content: bytes) -> bytes:
    packer = isal_zlib.compressobj(1, isal_zlib.DEFLATED, 31)
    packed: bytes = packer.compress(content) + packer.flush()
    return packed


@dataclass(frozen=True, slots=True)
class Record:
    """One record read back: its headers and the exact bytes of its block."""

    kind: str
    identity: str
    url: str | None
    headers: Mapping[str, str]
    content: bytes


def write_visits(archive: Archive, visits: tuple[Visit, ...]) -> list[list[tuple[str | None, str | None]]]:
    """Write every hop of every visit; gives the identities (request, answer) visit by visit, hop by hop."""
    return [[archive.add_hop(hop) for hop in visit.hops] for visit in visits]


def read_records(stream: BinaryIO) -> Iterator[Record]:
    """Read a WARC file record by record, checking each block against its digest.

    Raises: EvidenceError, naming the record that is damaged.
    """
    last = "the beginning"
    try:
        for raw in ArchiveIterator(stream, no_record_parse=True):
            content = raw.raw_stream.read()
            headers = dict(raw.rec_headers.headers)
            last = headers.get("WARC-Record-ID", "?")
            expected = headers.get("WARC-Block-Digest", "")
            if expected and expected != digest_of(content):
                raise EvidenceError(f"the record {last} does not match its digest", f"记录 {last} 与其摘要不符")
            yield Record(raw.rec_type, last, headers.get("WARC-Target-URI"), headers, content)
    except EvidenceError:
        raise
    except Exception as fault:  # warcio raises whatever the damage leads to
        raise EvidenceError(f"the archive cannot be read after {last}", f"存档在 {last} 之后无法读取") from fault
