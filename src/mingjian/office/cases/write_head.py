"""Write the head of a case, its people and its evidence as the steps make them; and check that they still agree."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from mingjian.law.case import CaseState
from mingjian.law.course import fold
from mingjian.law.steps import Step as LawStep
from mingjian.office.cases.board_counts import note_changes
from mingjian.office.cases.course import law_steps
from mingjian.office.cases.head import evidence_of, head_of, people_of
from mingjian.records.models import Capture, Case, CaseEvidence, CasePerson


def write_head(case: Case, steps: Sequence[LawStep], state: CaseState, *, at: datetime.datetime) -> None:
    """Bring the head, people and evidence of a locked case up to its steps, and note what the board's counts lose and gain."""
    values = head_of(case, state, len(steps))
    before = (case.stage, case.due if case.open else None) if case.length else None
    for name, value in values.items():
        setattr(case, name, value)
    case.updated_at = at
    case.save(update_fields=[*values, "updated_at"])
    note_changes(case.unit_id, before, (case.stage, case.due if case.open else None))
    _write_people(case, steps)
    _write_evidence(case, steps, state)


def _write_people(case: Case, steps: Sequence[LawStep]) -> None:
    wanted = people_of(steps)
    kept = {(str(row.account_id), row.role, row.since, row.until): row for row in case.people.all()}
    for key in kept.keys() - wanted:
        kept[key].delete()
    CasePerson.objects.bulk_create(
        [
            CasePerson(case=case, account_id=account, role=role, since=since, until=until)
            for account, role, since, until in sorted(wanted - kept.keys(), key=str)
        ]
    )


def _write_evidence(case: Case, steps: Sequence[LawStep], state: CaseState) -> None:
    kept = {row.digest: row for row in case.evidence.all()}
    for digest, values in evidence_of(steps, state).items():
        row = kept.get(digest)
        if row is None:
            capture = Capture.objects.filter(digest=digest, service_id=case.service_id).first()
            CaseEvidence.objects.create(case=case, digest=digest, capture=capture, **values)
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save(update_fields=list(values))


def differences(case: Case) -> list[str]:
    """Where the head, people or evidence of a case differ from what its steps add up to; empty: they agree."""
    steps = law_steps(case)
    state = fold(steps)
    found = [
        f"{name}: {getattr(case, name)!r} != {value!r}"
        for name, value in head_of(case, state, len(steps)).items()
        if getattr(case, name) != value
    ]
    people = {(str(row.account_id), row.role, row.since, row.until) for row in case.people.all()}
    if people != people_of(steps):
        found.append(f"people: {sorted(map(str, people ^ people_of(steps)))}")
    pieces: dict[str, dict[str, Any]] = evidence_of(steps, state)
    rows = {row.digest: row for row in case.evidence.all()}
    if rows.keys() != pieces.keys():
        found.append(f"evidence: {sorted(rows.keys() ^ pieces.keys())}")
    for digest in rows.keys() & pieces.keys():
        found += [
            f"evidence {digest}: {name}"
            for name, value in pieces[digest].items()
            if getattr(rows[digest], name) != value
        ]
    return found


def check_heads(cases: Iterable[Case]) -> dict[str, list[str]]:
    """The cases whose head differs from their steps, by number, with what differs."""
    checked = {case.number: differences(case) for case in cases}
    return {number: found for number, found in checked.items() if found}
