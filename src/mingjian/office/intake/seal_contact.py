"""A reporter's contact is encrypted with the installation's key before it reaches the database."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def seal_contact(contact: str) -> bytes:
    """The contact, encrypted (AES-256-GCM; nonce of 12 bytes first)."""
    nonce = os.urandom(12)
    return nonce + AESGCM(settings.CONTACT_KEY).encrypt(nonce, contact.encode(), b"contact")


def open_contact(sealed: bytes) -> str:
    """The contact in clear.

    Raises: cryptography.exceptions.InvalidTag, if the key is another one or the bytes were changed.
    """
    return AESGCM(settings.CONTACT_KEY).decrypt(sealed[:12], sealed[12:], b"contact").decode()


def new_secret() -> str:
    """The secret half of a receipt: 12 letters and digits that cannot be mistaken for each other (60 bits)."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def digest_of(secret: str) -> bytes:
    """What is kept of a secret: a keyed digest (HMAC-SHA-256) of its letters, without spaces and hyphens."""
    plain = "".join(letter for letter in secret.upper() if letter in LETTERS)
    return hmac.digest(settings.RECEIPT_KEY, plain.encode(), hashlib.sha256)
