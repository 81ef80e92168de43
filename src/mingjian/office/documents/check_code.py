"""The code printed on a document: its identity in 26 letters and digits without those that look alike; and back."""

from __future__ import annotations

import uuid

from mingjian.records.models import Document, DocumentState

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_PUBLIC = (DocumentState.SEALED, DocumentState.SERVED, DocumentState.WITHDRAWN)


def code_of(document: Document) -> str:
    """The code as it is printed, in groups of four or five."""
    number, signs = document.pk.int, []
    for _ in range(26):
        number, place = divmod(number, 32)
        signs.append(_SIGNS[place])
    plain = "".join(reversed(signs))
    return "-".join(plain[at : at + 5] for at in range(0, 26, 5))


def document_with(code: str) -> Document | None:
    """The signed document that bears a code, however it was typed; None if there is none."""
    plain = code.upper().translate(_LOOKS).replace("-", "").replace(" ", "")
    if len(plain) != 26 or any(sign not in _SIGNS for sign in plain):
        return None
    number = 0
    for sign in plain:
        number = number * 32 + _SIGNS.index(sign)
    if number >> 128:
        return None
    rows = Document.objects.filter(pk=uuid.UUID(int=number), state__in=_PUBLIC)
    found: Document | None = rows.select_related("unit").first()
    return found
