"""What is kept so that the database alone does not tell it: sealed texts and files, digests of codes and tokens, keyed digests.

The keys lie in the data folder (`settings`), outside of the database.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_NONCE = 12


def seal(content: bytes, purpose: str) -> bytes:
    """Content encrypted for one purpose (AES-256-GCM; nonce of 12 bytes first)."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(settings.CONTACT_KEY).encrypt(nonce, content, purpose.encode())


def unseal(sealed: bytes | memoryview, purpose: str) -> bytes:
    """The content in clear.

    Raises: cryptography.exceptions.InvalidTag, if the key or the purpose is another or the bytes were changed.
    """
    kept = bytes(sealed)
    return AESGCM(settings.CONTACT_KEY).decrypt(kept[:_NONCE], kept[_NONCE:], purpose.encode())


def keyed_digest(kind: str, text: str) -> str:
    """What stands for a number where its digits must not: HMAC-SHA-256, the first 16 bytes as 32 hex digits."""
    message = "\0".join((kind, text)).encode("utf-8", "surrogatepass")
    return hmac.digest(settings.IDENTITY_KEY, message, "sha256")[:16].hex()


def plain_code(text: str) -> str:
    """A code as it is compared: letters and digits that cannot be mistaken, in capitals."""
    return "".join(letter for letter in text.upper() if letter in LETTERS)


def objection_code(key: object) -> str:
    """The one-time code of a telling, derived from its id: XXXX-XXXX-XXXX (60 bits); it is kept nowhere."""
    drawn = hmac.digest(settings.RECEIPT_KEY, f"objection\0{key}".encode(), "sha256")
    letters = "".join(LETTERS[byte & 31] for byte in drawn[:12])
    return "-".join(letters[at : at + 4] for at in (0, 4, 8))


def code_digest(code: str) -> bytes:
    """What is kept of a code: a keyed digest of its letters."""
    return hmac.digest(settings.RECEIPT_KEY, f"code\0{plain_code(code)}".encode(), "sha256")


def new_token() -> str:
    """A token for an executor's system: `mj_` and 43 characters (256 bits)."""
    return f"mj_{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip('=')}"


def token_digest(token: str) -> bytes:
    """What is kept of a token: a keyed digest."""
    return hmac.digest(settings.RECEIPT_KEY, f"token\0{token}".encode(), hashlib.sha256)
