"""Another office's checkpoint in, the same with our cosignature out, if its log goes on from what we have seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from mingjian.errors import EvidenceError
from mingjian.ledger.checkpoint import Checkpoint, read_checkpoint
from mingjian.ledger.comparison import compare
from mingjian.ledger.note import read_note
from mingjian.ledger.office_keys import OfficeKeys
from mingjian.ledger.reasons import EN, ZH
from mingjian.ledger.trust import Trust
from mingjian.ledger.verify import verify
from mingjian.reasons import Reason


def cosign(
    checkpoint: str,
    keys: OfficeKeys,
    *,
    at: datetime,
    trust: Trust,
    seen: Checkpoint | None = None,
    proof: Sequence[bytes] = (),
) -> str:
    """Cosign the signed checkpoint of a subordinate office and give it with our lines added.

    `seen`: the last checkpoint of this log that we cosigned (the caller keeps it, and replaces it by this one in the
    same transaction); `proof`: the consistency proof from there. `trust` must hold the key of the log.
    Raises: EvidenceError, if the log's key is not trusted, or its history does not go on from `seen`: then the
    two checkpoints together are evidence against the office, to be kept.
    Source: C2SP tlog-cosignature
    """
    answer = verify(None, checkpoint, trust)
    if answer.verdict != "genuine":
        raise _refused((answer.failures or answer.not_proven)[0])
    note = read_note(checkpoint)
    head = read_checkpoint(note.text)
    broken = compare(seen, head, proof) if seen else None
    if broken:
        raise _refused(broken)
    return str(note.with_signatures(keys.cosign_lines(note.text, at=at)))


def _refused(reason: Reason) -> EvidenceError:
    return EvidenceError(f"Not cosigned. {reason.say(EN)}", f"未副署。{reason.say(ZH)}")
