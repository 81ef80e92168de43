"""Take over cases in progress from a spreadsheet: brought in, mapped and previewed, taken over, undone as a whole."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.law.steps import Step as LawStep
from mingjian.office.audit.log_event import log_event
from mingjian.office.cases.board_counts import note_changes
from mingjian.office.cases.open_case import add_main_party
from mingjian.office.cases.read_table import read_table
from mingjian.office.cases.take_over_rows import COLUMNS, Row, guess_mapping, read_rows
from mingjian.office.cases.take_step import Sent, write_step
from mingjian.office.people.authority import require
from mingjian.office.people.number_series import next_number
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Case,
    CaseImport,
    CaseImportState,
    CaseLead,
    Lead,
    LeadState,
    NumberSeries,
    OnlineService,
    Step,
)


@transaction.atomic
def bring_file(name: str, content: bytes, *, by: Account, at: datetime.datetime) -> CaseImport:
    """Read a file and keep it for the preview; its columns are mapped as the office mapped them last.

    Raises: BadInput, for a file that is no table of cases; ForbiddenAct.
    """
    require("lead.register", by=by)
    table, digest = read_table(name, content)
    before = CaseImport.objects.filter(unit=by.unit).exclude(mapping={}).order_by("-brought_at").first()
    return CaseImport.objects.create(
        unit=by.unit,
        file_name=name[-200:],
        digest=digest,
        table=table,
        mapping=guess_mapping(table[0], before.mapping if before else {}),
        brought_by=by,
        brought_at=at,
    )


@transaction.atomic
def map_columns(file: CaseImport, mapping: Mapping[str, str], *, by: Account) -> CaseImport:
    """Say which heading holds which of our columns; kept, and used for the office's next file.

    Raises: BadInput, once the file was taken over; ForbiddenAct.
    """
    file = _open(file, by)
    headings = set(file.table[0])
    file.mapping = {column: mapping.get(column, "") for column in COLUMNS if mapping.get(column, "") in headings | {""}}
    file.save(update_fields=["mapping"])
    return file


def preview(file: CaseImport, *, today: datetime.date) -> list[Row]:
    """What the rows of a file would become, and what stands against each. Writes nothing."""
    return read_rows(file.table, file.mapping, file.unit, today=today)


@transaction.atomic
def take_over(file: CaseImport, *, by: Account, at: datetime.datetime) -> tuple[int, int]:
    """Take over every row without an error; this year's series goes on after the highest number.

    Returns how many cases were made, and how many rows were left out. Raises: BadInput, if no row can be taken over or
    it was done already; ForbiddenAct.
    """
    file = _open(file, by)
    rows = preview(file, today=clock.day_of(at))
    good = [row for row in rows if not row.errors]
    if not good:
        raise BadInput("No row can be taken over; see the errors of each.", "没有可以接续的行，请看每行的问题。")
    file.series_before = {str(year): _last(file, year) for year in sorted({row.year for row in good})}
    for row in good:
        _make(file, row, by, at)
    for year in {row.year for row in good}:
        _continue(file, year, max(row.serial for row in good if row.year == year))
    file.state, file.made = CaseImportState.APPLIED, len(good)
    file.save(update_fields=["state", "made", "series_before"])
    content = {"file": file.digest, "cases": len(good), "left_out": len(rows) - len(good)}
    log_event("cases_taken_over", file, by=by, at=at, content=content)
    return len(good), len(rows) - len(good)


@transaction.atomic
def undo_take_over(file: CaseImport, because: str, *, by: Account, at: datetime.datetime) -> int:
    """Undo a taking over: its cases leave every list, their steps stay in the log. Returns how many.

    Raises: BadInput, without a reason, or once a case of it has gone on; ForbiddenAct.
    """
    if not because.strip():
        raise BadInput("Say why the taking over is undone.", "请写明撤销接续的理由。")
    require("lead.register", by=by, about=file)
    file = CaseImport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=file.pk)
    if file.state != CaseImportState.APPLIED:
        raise BadInput("This file is not taken over.", "这份文件没有接续，或已撤销。")
    cases = list(Case.objects.select_for_update().filter(brought_by=file, void=False))
    gone_on = Step.objects.filter(case__in=cases, on_paper=False).select_related("case").first()
    if gone_on:
        number = gone_on.case.number
        raise BadInput(
            f"{number} has gone on since; correct it there instead of undoing the whole.",
            f"{number} 接续后已有新的步骤，不能整批撤销；请在该案件中更正。",
        )
    for case in cases:
        note_changes(case.unit_id, (case.stage, case.due if case.open else None), None)
        case.void = True
        case.save(update_fields=["void"])
    for year, last in file.series_before.items():
        _give_back(file, int(year), int(last))
    file.state, file.undone_by, file.undone_at = CaseImportState.UNDONE, by, at
    file.undone_because = because.strip()[:500]
    file.save(update_fields=["state", "undone_by", "undone_at", "undone_because"])
    log_event("taking_over_undone", file, by=by, at=at, content={"because": file.undone_because, "cases": len(cases)})
    return len(cases)


def _open(file: CaseImport, by: Account) -> CaseImport:
    require("lead.register", by=by, about=file)
    file = CaseImport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=file.pk)
    if file.state != CaseImportState.PREVIEWED:
        raise BadInput("This file was taken over or undone already.", "这份文件已经接续或撤销。")
    return file


def _make(file: CaseImport, row: Row, by: Account, at: datetime.datetime) -> None:
    assert row.service is not None, "a row without errors has its service"
    first: LawStep = row.steps[0][0]
    case = Case.objects.create(
        number=row.number,
        year=row.year,
        serial=row.serial,
        unit=file.unit,
        title=row.service.name,
        party_name=row.service.subject.name,
        subject=row.service.subject,
        service=row.service,
        brought_by=file,
        opened_by=row.handlers[0],
        opened_on=first.day,
        updated_at=at,
    )
    CaseLead.objects.create(case=case, lead=_lead_of(row.service, row.handlers[0], at))
    add_main_party(case)
    log_event("case_opened", case, by=by, at=at, content={"number": case.number, "file": file.digest})
    done: list[LawStep] = []
    for place, (step, account) in enumerate(row.steps):
        write_step(case, done, step, Sent(step.day, f"paper-{place}", on_paper=True), by=account, at=at)
        done.append(step)


def _lead_of(service: OnlineService, opened_by: Account, at: datetime.datetime) -> Lead:
    """The open lead about a service; a new one, so that the case has where its measures belong."""
    service = OnlineService.objects.select_for_update(of=("self",)).select_related("unit").get(pk=service.pk)
    found: Lead | None = Lead.objects.filter(service=service, state=LeadState.OPEN).first()
    year = clock.day_of(at).year
    return found or Lead.objects.create(
        number=f"{service.unit.code}-{year}-{next_number(service.unit, 'lead', year):04d}",
        unit=service.unit,
        service=service,
        summary="据原卷宗接续",
        opened_by=opened_by,
        opened_at=at,
    )


def _series(file: CaseImport, year: int) -> NumberSeries:
    NumberSeries.objects.get_or_create(unit=file.unit, kind="case", year=year)
    return NumberSeries.objects.select_for_update().get(unit=file.unit, kind="case", year=year)


def _last(file: CaseImport, year: int) -> int:
    return int(_series(file, year).last)


def _continue(file: CaseImport, year: int, highest: int) -> None:
    series = _series(file, year)
    series.last = max(series.last, highest)
    series.save(update_fields=["last"])


def _give_back(file: CaseImport, year: int, last: int) -> None:
    """Set a series back to where it was, unless a number was given since."""
    series = _series(file, year)
    highest = Case.objects.filter(unit=file.unit, year=year, void=False).order_by("-serial").first()
    series.last = max(last, highest.serial if highest else 0)
    series.save(update_fields=["last"])
