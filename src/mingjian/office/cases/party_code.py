"""The code on a notice: given by a handler, used once by the party, which then holds a key of its own for coming back."""

from __future__ import annotations

import datetime
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass

from django.db import transaction

from mingjian.errors import BadInput, ForbiddenAct
from mingjian.law.articles import CAC14
from mingjian.law.verdicts import refuse
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.take_step import locked
from mingjian.office.intake.seal_contact import new_secret
from mingjian.office.people.authority import require
from mingjian.office.people.kept_secrets import LETTERS, plain_code
from mingjian.records.models import Account, Case, Party, PartyCode

CODE_DAYS = 180
"""How long a code or key opens the file, in days; a handler may give a new one."""
MOST_WRONG = 5
"""After so many wrong secrets a code opens nothing any more."""
_NEVER = b"\0" * 16


@dataclass(frozen=True, slots=True)
class GivenCode:
    """What is printed on the notice, or shown to the party once: both parts together open the file."""

    reference: str
    secret: str


def _digest(secret: str, salt: bytes) -> bytes:
    """A slow digest (scrypt, 16 MB, about 30 ms), so that a stolen table cannot be tried out quickly."""
    return hashlib.scrypt(plain_code(secret).encode(), salt=salt, n=1 << 14, r=8, p=1, dklen=32)


def _new(party: Party, by: Account | None, at: datetime.datetime) -> tuple[PartyCode, GivenCode]:
    reference = "".join(secrets.choice(LETTERS) for _ in range(8))
    secret, salt = new_secret(), os.urandom(16)
    row = PartyCode.objects.create(
        party=party,
        reference=reference,
        salt=salt,
        digest=_digest(secret, salt),
        given_by=by,
        given_at=at,
        expires_at=at + datetime.timedelta(days=CODE_DAYS),
    )
    shown = "-".join(secret[start : start + 4] for start in (0, 4, 8))
    return row, GivenCode(f"{reference[:4]}-{reference[4:]}", shown)


@transaction.atomic
def give_code(party: Party, *, by: Account, at: datetime.datetime) -> GivenCode:
    """Make the one-time code for a party's notice; codes and keys given before open nothing any more.

    The secret is shown once and only its slow digest kept. Raises: ForbiddenAct, unless `by` handles the case.
    """
    case = locked(party.case)
    require("records.read", by=by, about=case)
    if by.pk not in case.handlers:
        raise ForbiddenAct(refuse("not_handler_of_case", f"{CAC14} §18", who=by.name_zh))
    party.codes.filter(revoked_at=None).update(revoked_at=at)
    _, given = _new(party, by, at)
    log_event("party_code_given", case, by=by, at=at, content={"party": str(party.pk)})
    return given


def _refused() -> BadInput:
    return BadInput(
        "File number and code do not open a file. Check both; after five wrong codes ask the office for a new one.",
        "编号和查阅码不对。请对照告知书再输入；连续输错五次后须向承办单位重新领取。",
    )


def open_file(reference: str, secret: str, *, at: datetime.datetime) -> tuple[PartyCode, GivenCode | None]:
    """Open the party's side with a code or key.

    A code from a notice works once: it is used up and a key of the party's own is returned, to be shown once. A key
    works until it ends. Raises: BadInput, the same for every reason, so that nothing is learnt by trying.
    """
    row = PartyCode.objects.select_related("party__case").filter(reference=plain_code(reference)).first()
    salt, kept = (bytes(row.salt), bytes(row.digest)) if row else (_NEVER, b"\0" * 32)
    same = hmac.compare_digest(kept, _digest(secret, salt))
    if row is None:
        raise _refused()
    if not same:
        _note_wrong(row, at)
        raise _refused()
    with transaction.atomic():
        row = PartyCode.objects.select_for_update(of=("self",)).select_related("party__case__unit").get(pk=row.pk)
        if not opens(row, at) or (row.given_by_id and row.used_at):
            raise _refused()
        key, shown = row, None
        if row.given_by_id:
            key, shown = _new(row.party, None, at)
        row.used_at, row.wrong = row.used_at or at, 0
        row.save(update_fields=["used_at", "wrong"])
        verb = "party_came" if shown is None else "party_came_first"
        log_event(verb, row.party.case, by=None, at=at, content={"party": str(row.party_id)})
    return key, shown


@transaction.atomic
def _note_wrong(row: PartyCode, at: datetime.datetime) -> None:
    row = PartyCode.objects.select_for_update(of=("self",)).select_related("party__case").get(pk=row.pk)
    row.wrong = min(row.wrong + 1, MOST_WRONG)
    if row.wrong == MOST_WRONG and row.revoked_at is None:
        row.revoked_at = at
        log_event("party_code_locked", row.party.case, by=None, at=at, content={"party": str(row.party_id)})
    row.save(update_fields=["wrong", "revoked_at"])


def opens(row: PartyCode, at: datetime.datetime) -> bool:
    """Whether a code or key still opens the file at a moment: given, not ended, not taken back, the case not void."""
    ended = row.revoked_at is not None or row.wrong >= MOST_WRONG
    return row.given_at <= at < row.expires_at and not ended and not row.party.case.void


def case_of_key(key: PartyCode) -> Case:
    """The case whose file a key opens."""
    case: Case = key.party.case
    return case
