"""The index line of one archived record, as replay tools look it up."""

from __future__ import annotations

import json
from datetime import datetime

from mingjian.capture.address import parse
from mingjian.errors import CaptureError


def sort_key(url: str) -> str:
    """Give the address with its host turned round (`cn,gov,example)/path`), so that a site's records stand together."""
    try:
        address = parse(url)
    except CaptureError:
        return url.lower()
    host = address.host if ":" in address.host else ",".join(reversed(address.host.removeprefix("www.").split(".")))
    port = "" if address.port in (80, 443) else f":{address.port}"
    return f"{host}{port}){address.target.lower()}"


def line(url: str, at: datetime, fields: dict[str, str]) -> str:
    """Give one line of an index: sort key, time to the second, and the fields as JSON."""
    shown = json.dumps({"url": url, **fields}, ensure_ascii=True)
    return f"{sort_key(url)} {at:%Y%m%d%H%M%S} {shown}"
