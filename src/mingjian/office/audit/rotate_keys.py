"""Change the signing keys: one person asks, another approves, then new keys are made in the key folder, never in the database.

The approval is one transaction and the change another. Whatever is cut off between them is finished at the next look
(the sealer looks once a second): either the old or the new keys are in force, and the new ones are introduced by a
statement that the old ones have signed.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from mingjian.errors import BadInput
from mingjian.ledger import OfficeKeys, rotate_keys, rotation_statement
from mingjian.ledger.statement import read_statement
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.log_keys import office_keys, published_log
from mingjian.office.people.asking import locked_question, reason_of, require_asker
from mingjian.office.people.authority import require, require_second_person
from mingjian.records.models import Account, KeyRotation, RotationState


def _head_office(by: Account) -> None:
    """The keys are the installation's, so the office at the head of its territory changes them."""
    if by.unit.parent_id is not None:
        raise BadInput(
            "The whole territory signs with one set of keys; the office at its head changes them.",
            "全辖区共用一套签名密钥，由最上级网信办更换。",
        )


@transaction.atomic
def ask_for_rotation(because: str, *, by: Account, at: datetime) -> KeyRotation:
    """Ask that the signing keys be changed.

    Raises: BadInput, without a reason, without keys, from another office than the one at the head, or while another
    change is open; ForbiddenAct.
    """
    reason = reason_of(because)
    require("key.rotate", by=by)
    _head_office(by)
    if office_keys(at) is None:
        raise BadInput("This installation has no keys.", "本机没有签名密钥。")
    try:
        with transaction.atomic():
            row = KeyRotation.objects.create(unit=by.unit, asked_by=by, asked_at=at, asked_because=reason)
    except IntegrityError:
        raise BadInput(
            "Another change of keys is open; decide or withdraw it first.", "另有一项更换尚未办结，请先决定或撤回。"
        ) from None
    log_event("key_rotation_asked", row, by=by, at=at, content={"because": reason})
    return row


@transaction.atomic
def approve_rotation(rotation: KeyRotation, *, by: Account, at: datetime) -> KeyRotation:
    """Approve as the second person; `carry_out_rotations` then makes the new keys.

    Raises: BadInput, if it is decided already; ForbiddenAct, for the same person or without the role.
    """
    row = locked_question(rotation, RotationState.ASKED)
    require("key.approve", by=by, about=row)
    require_second_person(row.asked_by, by)
    return _decided(row, RotationState.APPROVED, "key_rotation_approved", "", by, at)


@transaction.atomic
def refuse_rotation(rotation: KeyRotation, because: str, *, by: Account, at: datetime) -> KeyRotation:
    """Refuse as the second person. Raises: BadInput, without a reason or if decided already; ForbiddenAct."""
    reason = reason_of(because)
    row = locked_question(rotation, RotationState.ASKED)
    require("key.approve", by=by, about=row)
    require_second_person(row.asked_by, by)
    return _decided(row, RotationState.REFUSED, "key_rotation_refused", reason, by, at)


@transaction.atomic
def withdraw_rotation(rotation: KeyRotation, *, by: Account, at: datetime) -> KeyRotation:
    """Take one's own question back. Raises: BadInput, if decided already or somebody else's; ForbiddenAct."""
    row = locked_question(rotation, RotationState.ASKED)
    require("key.rotate", by=by, about=row)
    require_asker(row.asked_by, by)
    return _decided(row, RotationState.WITHDRAWN, "key_rotation_withdrawn", "", by, at)


def carry_out_rotations(*, at: datetime) -> int:
    """Make the new keys where that was approved, and go on where the machine stopped. Returns how many are done now.

    Raises: BadInput, if the key file cannot be used; the approval stays, and the next look tries again.
    """
    return sum(_carry_out(key, at) for key in KeyRotation.objects.filter(state="approved").values_list("pk", flat=True))


@transaction.atomic
def _carry_out(key: UUID, at: datetime) -> bool:
    """Folder first, row after it: the moment of the decision tells a change that is done from one that is not."""
    rows = KeyRotation.objects.select_for_update(skip_locked=True, of=("self",)).select_related("unit")
    row = rows.filter(pk=key, state=RotationState.APPROVED).first()
    if row is None or row.decided_at is None or settings.DATA is None:
        return False
    folder, store = settings.DATA / "keys", published_log()
    head = store.read("checkpoint") if store else None
    new = rotate_keys(folder, at=row.decided_at, checkpoint=head.decode() if head else None)
    statement = rotation_statement(folder, at=row.decided_at) or ""
    row.retired, row.successor, row.statement = _retired_in(statement), _public(new), statement
    row.state, row.done_at = RotationState.DONE, at
    row.save(update_fields=["retired", "successor", "statement", "state", "done_at"])
    content = {"successor": row.successor.split(), "statement": hashlib.sha256(statement.encode()).hexdigest()}
    log_event("keys_rotated", row, by=None, at=at, content=content)
    return True


def _retired_in(statement: str) -> str:
    return "\n".join(read_statement(statement).body["retired"])


def _public(keys: OfficeKeys) -> str:
    return "\n".join(str(key) for key in keys.public)


def _decided(row: KeyRotation, state: RotationState, verb: str, because: str, by: Account, at: datetime) -> KeyRotation:
    row.state, row.decided_by, row.decided_at, row.decided_because = state, by, at, because
    row.save(update_fields=["state", "decided_by", "decided_at", "decided_because"])
    log_event(verb, row, by=by, at=at, content={"because": because or row.asked_because})
    return row
