"""A superior office cosigns the log of a subordinate one: a request out, a cosigned head back, both kept.

The request is text: `old N`, the consistency proof from there in base64, an empty line, the signed checkpoint (as in C2SP
tlog-witness). It may travel by any way, also on paper across an air gap.
"""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from mingjian.errors import BadInput, EvidenceError
from mingjian.ledger import Trust, cosign, load_trust, verify
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.note import read_note
from mingjian.ledger.proofs import consistency_proof
from mingjian.ledger.tree import TileTree
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.log_keys import office_keys, published_log
from mingjian.office.people.authority import require
from mingjian.records.models import Account, Cosigning, Seal

LOCK = 7_341_003
"""Key of the advisory lock under which heads are cosigned."""
LARGEST = 256 * 1024
"""Characters of a request or an answer."""


def trusted() -> Trust:
    """The offices that this one trusts: the file `trust.vkeys` in the data folder; nobody without it."""
    path = Path(settings.DATA or "/nonexistent") / "trust.vkeys"
    return load_trust(path) if path.exists() else Trust()


def _last(origin: str, *, own: bool) -> Cosigning | None:
    row: Cosigning | None = Cosigning.objects.filter(origin=origin, own=own).order_by("-size", "-at").first()
    return row


def witness_request() -> str:
    """What the superior office is given: the newest signed head, and the proof that it goes on from the last cosigned one.

    Raises: BadInput, if nothing is sealed and published yet.
    """
    seal, store = Seal.objects.exclude(checkpoint="").order_by("-size").first(), published_log()
    head = store.read("checkpoint") if store else None
    if seal is None or store is None or head is None:
        raise BadInput("Nothing of the log is published yet; try again in a minute.", "日志尚未公布，请稍后再试。")
    now = read_checkpoint(read_note(head).text)
    last = _last(now.origin, own=True)
    old = last.size if last else 0
    proof = consistency_proof(old, now.size, TileTree(store, now.size).hash_at) if old else []
    lines = [f"old {old}", *(base64.b64encode(step).decode() for step in proof), "", head.decode()]
    return "\n".join(lines)


def _read(request: str) -> tuple[int, list[bytes], str]:
    lines, _, checkpoint = request.replace("\r\n", "\n").partition("\n\n")
    first, *steps = lines.split("\n")
    try:
        word, size = first.split(" ")
        proof = [base64.b64decode(step, validate=True) for step in steps if step]
        if word != "old" or len(request) > LARGEST:
            raise ValueError
        return int(size), proof, checkpoint
    except (ValueError, binascii.Error):
        raise BadInput(
            "This is no request to cosign; paste the whole text that the office gave you.",
            "这不是副署请求，请粘贴对方机关给出的全部文字。",
        ) from None


@transaction.atomic
def cosign_head(request: str, *, by: Account, at: datetime) -> Cosigning:
    """Cosign another office's head, if its log is trusted and goes on from what we cosigned before.

    Raises: BadInput, for what is no request; EvidenceError, if its key is not trusted or its history was rewritten: keep
    both heads, they are evidence; ForbiddenAct.
    """
    require("log.cosign", by=by)
    _, proof, checkpoint = _read(request)
    keys = office_keys(at)
    if keys is None:
        raise BadInput("This installation has no keys.", "本机没有签名密钥。")
    head = read_checkpoint(read_note(checkpoint).text)
    _one_at_a_time()
    last = _last(head.origin, own=False)
    seen = Checkpoint(last.origin, last.size, bytes(last.root)) if last else None
    note = cosign(checkpoint, keys, at=at, trust=trusted(), seen=seen, proof=proof)
    return _keep(head, note, keys.name, own=False, by=by, at=at)


@transaction.atomic
def receive_cosignature(note: str, *, by: Account, at: datetime) -> Cosigning:
    """Keep the cosigned head that the superior office gave back.

    Raises: BadInput, if it is no head of this log as we sealed it, or no trusted witness signed it; ForbiddenAct.
    """
    require("log.cosign", by=by)
    text = note.replace("\r\n", "\n")
    try:
        head = read_checkpoint(read_note(text).text)
    except EvidenceError as error:
        raise BadInput(error.en, error.zh) from None
    seal = Seal.objects.filter(size=head.size).first()
    if head.origin != settings.LOG_NAME or seal is None or bytes(seal.root) != head.root:
        raise BadInput("This is no head of our log.", "这不是本机关日志的日志头。")
    answer = verify(None, text, trusted())
    witness = next((row for row in answer.signers if row.role == "witness" and row.trusted), None)
    if answer.failures or witness is None:
        raise BadInput("No trusted witness has cosigned it.", "没有可信机关的副署。")
    return _keep(head, text, witness.name, own=True, by=by, at=at)


def _one_at_a_time() -> None:
    """No two heads are cosigned at once; the table itself cannot be locked by rows, for it is append-only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _keep(head: Checkpoint, note: str, witness: str, *, own: bool, by: Account, at: datetime) -> Cosigning:
    row: Cosigning = Cosigning.objects.create(
        unit=by.unit,
        own=own,
        origin=head.origin,
        size=head.size,
        root=head.root,
        note=note,
        witness=witness,
        by=by,
        at=at,
    )
    content = {"origin": head.origin, "size": head.size, "witness": witness}
    if own:
        log_event("cosignature_received", row, by=by, at=at, content=content)
    else:
        log_event("log_cosigned", row, by=by, at=at, content=content)
    return row
