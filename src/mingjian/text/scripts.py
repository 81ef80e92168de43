"""A script as written in, the same script with the words that it writes in escapes made readable out."""

from __future__ import annotations

import re
from typing import Final

_ESCAPE: Final = re.compile(
    r"\\u\{?([0-9a-fA-F]{4,5})\}?|\\x([0-9a-fA-F]{2})|%u([0-9a-fA-F]{4})|&#(x?[0-9a-fA-F]{2,6});"
)
_CHAR_CODES: Final = re.compile(r"fromCharCode\(([\d\s,x]{2,20000})\)")


def unescaped(script: str) -> str:
    r"""Decode what scripts write in escapes (`\u8d4c`, `\x41`, `%u8d4c`, `&#36172;`, `fromCharCode(36172)`)."""
    if "fromCharCode" in script:
        script = _CHAR_CODES.sub(lambda found: _from_codes(found.group(1)) or found.group(), script)
    if "\\" in script or "%u" in script or "&#" in script:
        script = _ESCAPE.sub(_unescape_one, script)
    return script


def _from_codes(codes: str) -> str:
    try:
        return "".join(_character(int(code, 0)) for code in codes.replace(" ", "").split(",") if code)
    except ValueError:
        return ""


def _unescape_one(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2) or found.group(3)
    if code is None:
        entity = found.group(4)
        code = entity[1:] if entity[0] == "x" else f"{int(entity):x}" if entity.isdigit() else "0"
    return _character(int(code, 16)) or found.group()


def _character(code: int) -> str:
    if code < 32 or code > 0x10FFFF or 0xD800 <= code < 0xE000:
        return ""
    return chr(code)
