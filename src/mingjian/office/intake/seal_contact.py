"""A reporter's contact is encrypted with the installation's key before it reaches the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

from mingjian.office.people.kept_secrets import LETTERS, plain_code, seal, unseal


def seal_contact(contact: str) -> bytes:
    """The contact, encrypted for this purpose (see `kept_secrets`)."""
    return seal(contact.encode(), "contact")


def open_contact(sealed: bytes) -> str:
    """The contact in clear.

    Raises: cryptography.exceptions.InvalidTag, if the key is another one or the bytes were changed.
    """
    return unseal(sealed, "contact").decode()


def new_secret() -> str:
    """The secret half of a receipt: 12 letters and digits that cannot be mistaken for each other (60 bits)."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def digest_of(secret: str) -> bytes:
    """What is kept of a secret: a keyed digest (HMAC-SHA-256) of its letters, without spaces and hyphens."""
    return hmac.digest(settings.RECEIPT_KEY, plain_code(secret).encode(), hashlib.sha256)
