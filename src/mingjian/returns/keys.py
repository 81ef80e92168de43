"""What makes two rows the same thing: an account, an item, a number in; a keyed digest of 16 bytes out.

HMAC-SHA-256 under a key that stands outside the database, cut to 128 bits. The same function keys what is recorded
individually, so that overlaps are found without keeping a number in clear.
"""

from __future__ import annotations

import hmac
import re
from datetime import date
from urllib.parse import urlsplit, urlunsplit

KEY_BYTES = 16
_SEPARATORS = str.maketrans("", "", " -\u2010\u2011\u2013()（）")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_IDENTITY = re.compile(r"[1-9][0-9]{16}[0-9X]")
_LONG = re.compile(r"(?<![0-9A-Za-z])(?:(?:\+?86[- ]?)?1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9A-Za-z])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def keyed(key: bytes, *parts: str) -> bytes:
    """The keyed digest (16 bytes) of a thing named by `parts`; no part may hold a NUL."""
    return hmac.digest(key, "\0".join(parts).encode("utf-8", "surrogatepass"), "sha256")[:KEY_BYTES]


def account_key(key: bytes, platform: str, uid: str) -> bytes:
    """The key of an account: its platform's code and its id there."""
    return keyed(key, "account", platform, uid)


def item_key(key: bytes, url: str, acted_on: date) -> bytes:
    """The key of an item: its address and the day; what comes back at the same address and goes again is another."""
    return keyed(key, "item", plain_url(url), acted_on.isoformat())


def number_key(key: bytes, number: str) -> bytes:
    """The key of a phone number."""
    return keyed(key, "number", number)


def identity_key(key: bytes, number: str) -> bytes:
    """The key of an identity number."""
    return keyed(key, "identity", number)


def plain_number(text: str) -> str:
    """A mobile number as 11 digits, without +86, spaces and hyphens; empty if it is none."""
    digits = text.translate(_SEPARATORS)
    for prefix in ("+86", "0086", "86"):
        if digits.startswith(prefix) and len(digits) == len(prefix) + 11:
            digits = digits[len(prefix) :]
            break
    return digits if _MOBILE.fullmatch(digits) else ""


def plain_identity(text: str) -> str:
    """An identity number of 18 places with its right check digit; empty if it is none. Source: GB 11643."""
    number = text.strip().upper()
    if not _IDENTITY.fullmatch(number):
        return ""
    check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]
    return number if number[17] == check else ""


def plain_url(url: str) -> str:
    """An address as it is compared: scheme and host in small letters, no fragment; empty if it is none of http(s)."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or "." not in host:
        return ""
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def hide_number(number: str) -> str:
    """A number as officers see it: three digits, stars, two digits."""
    return f"{number[:3]}{'*' * max(len(number) - 5, 1)}{number[-2:]}"


def hide_numbers(text: str) -> str:
    """A text in which whatever looks like a mobile or identity number is hidden."""
    return _LONG.sub(lambda found: hide_number(found[0]), text)
