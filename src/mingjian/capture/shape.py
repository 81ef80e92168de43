"""A visit as JSON beside its records, and back: what the wire alone does not tell."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from mingjian.capture.answer import Answer
from mingjian.capture.limits import LIMITS
from mingjian.capture.unpack import unpack
from mingjian.capture.visit import Hop, Tls, Visit
from mingjian.capture.warc import instant
from mingjian.reasons import Reason

Identities = list[tuple[str | None, str | None]]


def visit_to_json(visit: Visit, records: Identities) -> dict[str, Any]:
    """Give a visit without its bytes; `records` are the identities (request, answer) of each hop in the archive."""
    return {
        "view": visit.view,
        "url": visit.url,
        "final_url": visit.final_url,
        "status": visit.status,
        "media_type": visit.media_type,
        "charset": visit.charset,
        "error": {"code": visit.error.code, "params": dict(visit.error.params)} if visit.error else None,
        "started_at": instant(visit.started_at),
        "finished_at": instant(visit.finished_at),
        "notes": dict(visit.notes),
        "hops": [_hop_to_json(hop, *ids) for hop, ids in zip(visit.hops, records, strict=True)],
    }


def _hop_to_json(hop: Hop, asked: str | None, answered: str | None) -> dict[str, Any]:
    tls = None
    if hop.tls is not None:
        tls = asdict(hop.tls) | {"certificates": [base64.b64encode(der).decode() for der in hop.tls.certificates]}
    return {
        "url": hop.url,
        "via": hop.via,
        "address": hop.address,
        "port": hop.port,
        "status": hop.status,
        "tls": tls,
        "started_at": instant(hop.started_at),
        "finished_at": instant(hop.finished_at),
        "oddities": list(hop.oddities),
        "cut": hop.cut,
        "refused": list(hop.refused),
        "request": asked,
        "response": answered,
    }


def visit_from_json(shape: Mapping[str, Any], contents: Mapping[str, bytes]) -> Visit:
    """Build a visit from its JSON and the bytes of its records by identity; the answers are read anew."""
    pairs = [_hop_from_json(hop, contents) for hop in shape["hops"]]
    error = shape["error"]
    return Visit(
        view=shape["view"],
        url=shape["url"],
        hops=tuple(hop for hop, _ in pairs),
        final_url=shape["final_url"],
        status=shape["status"],
        body=pairs[-1][1] if pairs else b"",
        media_type=shape["media_type"],
        charset=shape["charset"],
        error=Reason(error["code"], error["params"]) if error else None,
        started_at=datetime.fromisoformat(shape["started_at"]),
        finished_at=datetime.fromisoformat(shape["finished_at"]),
        notes=shape["notes"],
    )


def _hop_from_json(shape: Mapping[str, Any], contents: Mapping[str, bytes]) -> tuple[Hop, bytes]:
    raw = contents.get(shape["response"] or "", b"")
    answer = Answer(LIMITS)
    answer.feed(raw)
    answer.close()
    parsed = answer.parsed
    encodings = ",".join(
        value.decode("latin-1") for name, value in parsed.headers if name.lower() == b"content-encoding"
    )
    body, _ = unpack(answer.body(), encodings, LIMITS.body, whole=shape["cut"] is None)
    tls = shape["tls"]
    hop = Hop(
        url=shape["url"],
        via=shape["via"],
        address=shape["address"],
        port=shape["port"],
        request=contents.get(shape["request"] or "", b""),
        response=raw,
        status=shape["status"],
        phrase=parsed.phrase,
        headers=tuple(parsed.headers),
        body_at=answer.body_at(raw),
        tls=Tls(tls["version"], tls["cipher"], tuple(map(base64.b64decode, tls["certificates"])), tls["fault"])
        if tls
        else None,
        started_at=datetime.fromisoformat(shape["started_at"]),
        finished_at=datetime.fromisoformat(shape["finished_at"]),
        oddities=tuple(shape["oddities"]),
        cut=shape["cut"],
        refused=tuple(shape["refused"]),
    )
    return hop, body
