"""What a party does on its side: a step of the case like any other, asked of the law, with the files handed in."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction

from mingjian.capture import vault
from mingjian.capture.store import FolderStore
from mingjian.errors import BadInput
from mingjian.law.people import Officer
from mingjian.law.steps import Step as LawStep
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.course import law_steps, state_of
from mingjian.office.cases.party_file import may_see
from mingjian.office.cases.take_step import Sent, ask, locked, write_step
from mingjian.office.people.authority import require
from mingjian.papers.handed_in import HandedIn, take_all
from mingjian.records import clock
from mingjian.records.models import Account, Case, Document, DocumentReceipt, Party, PartyFile, PartyRole, Step

LONGEST = 20_000
"""The longest statement, in characters; more goes into a file."""


def officer_of_party(party: Party) -> Officer:
    """The party, or its deputy, as the law sees who acts."""
    role = "deputy" if party.role == PartyRole.DEPUTY else "party"
    return Officer(f"party:{party.pk}", frozenset({role}), party.case.unit.code, party.case.unit.level)


def _facts(kind: str, words: dict[str, str], at: datetime.datetime) -> dict[str, Any]:
    """The facts of a party's step from what it wrote; numbers of forms are given by us."""
    number = f"网上 {clock.day_of(at).isoformat()} {at.astimezone(clock.SHANGHAI):%H:%M}"
    text = words.get("words", "").strip()
    match kind:
        case "defended":
            return {"statement": text}
        case "defence_waived":
            return {"statement": text or "自愿放弃陈述、申辩和要求听证的权利。"}
        case "hearing_asked":
            return {"request": number, "statement": text}
        case "hearing_withdrawn":
            return {"reasons": text}
        case "deferral_asked":
            return {"request": number, "hardship": text}
        case "electronic_consented":
            return {"address": words.get("address", "").strip(), "form": number}
        case "recusal_asked":
            return {"officer": words.get("officer", ""), "reasons": text}
    raise BadInput(f"A party cannot do {kind!r} here.", f"当事人不能在此办理“{kind}”。")


PARTY_ACTS = (
    "defended",
    "hearing_asked",
    "hearing_withdrawn",
    "defence_waived",
    "electronic_consented",
    "deferral_asked",
    "recusal_asked",
)
"""The steps a party takes here; reconsideration and suit go to the bodies that decide on them."""


def take_party_step(
    party: Party,
    kind: str,
    words: dict[str, str],
    files: Sequence[tuple[str, bytes]],
    *,
    key: str,
    at: datetime.datetime,
) -> Step:
    """Take a step of the party, with files. Sent again with the same key, the first one is returned.

    Raises: BadInput, for a file that is refused or words that are too long; ForbiddenAct, with the article.
    """
    if len(words.get("words", "")) > LONGEST:
        raise BadInput(
            f"The text is longer than {LONGEST:,} characters; hand the rest in as a file.",
            f"文字超过 {LONGEST} 字，请把其余内容作为附件提交。",
        )
    taken = take_all(files)
    sealed = [(file, vault.seal(file.content, settings.CONTACT_KEY)) for file in taken]
    return _record(party, kind, words, sealed, key=key, at=at)


@transaction.atomic
def _record(
    party: Party,
    kind: str,
    words: dict[str, str],
    sealed: Sequence[tuple[HandedIn, bytes]],
    *,
    key: str,
    at: datetime.datetime,
) -> Step:
    case = locked(party.case)
    sent = Sent(clock.day_of(at), f"party-{party.pk.hex[:12]}-{key}"[:64])
    if again := case.steps.filter(key=sent.key, kind=kind).first():
        return again
    steps = law_steps(case)
    step = LawStep(kind, sent.day, (officer_of_party(party),), _facts(kind, words, at))
    ask(state_of(case), step, today=sent.day)
    row = write_step(case, steps, step, sent, by=None, at=at)
    _keep(party, row, sealed, at)
    if kind == "electronic_consented":
        party.electronic, party.consented_on = step.text("address")[:200], sent.day
        party.save(update_fields=["electronic", "consented_on"])
    return row


def _keep(party: Party, row: Step, sealed: Sequence[tuple[HandedIn, bytes]], at: datetime.datetime) -> None:
    store = FolderStore(settings.EVIDENCE)
    seen: set[str] = set()
    for file, content in sealed:
        if file.digest in seen:
            continue
        seen.add(file.digest)
        PartyFile.objects.create(
            party=party,
            step=row,
            name=file.name,
            kind=file.kind,
            size=len(file.content),
            digest=file.digest,
            address=store.put(content),
            handed_at=at,
        )
    if seen:
        log_event("party_files_handed_in", row.case, by=None, at=at, content={"digests": sorted(seen)})


def content_of(file: PartyFile) -> bytes:
    """The bytes of a file that was handed in. Raises: EvidenceError, if they are gone or were altered."""
    return vault.unseal(FolderStore(settings.EVIDENCE).get(file.address), settings.CONTACT_KEY)


def read_file(file: PartyFile, *, by: Account, at: datetime.datetime) -> None:
    """Note that an officer opens a file that a party handed in. Raises: ForbiddenAct, outside the officer's scope."""
    require("records.read", by=by, about=file.party.case)
    log_event("party_file_read", file.party.case, by=by, at=at, content={"digest": file.digest})


@transaction.atomic
def confirm_receipt(party: Party, document: Document, *, at: datetime.datetime) -> DocumentReceipt:
    """Confirm that a document reached the party; confirmed twice is confirmed once.

    Raises: BadInput, if it is none of the documents that this party may see.
    """
    locked(party.case)
    receipt = open_document(party, document, at=at)
    if receipt.confirmed_at is None:
        receipt.confirmed_at = at
        receipt.save(update_fields=["confirmed_at"])
        content = {"document": str(document.pk), "party": str(party.pk)}
        log_event("document_received_by_party", party.case, by=None, at=at, content=content)
    return receipt


def open_document(party: Party, document: Document, *, at: datetime.datetime) -> DocumentReceipt:
    """Note that a party opened a document, the first time it does. Raises: BadInput, if it may not see it."""
    if not may_see(party, document):
        raise BadInput("There is no such document in this file.", "本案卷中没有这份文书。")
    receipt, _ = DocumentReceipt.objects.get_or_create(document=document, party=party, defaults={"opened_at": at})
    return receipt


def case_with_unit(party: Party) -> Case:
    """The case of a party, with its office."""
    return Case.objects.select_related("unit", "service", "subject").get(pk=party.case_id)
