"""Take in a file of filing or domain data: looked over first, then whole or not at all, and it can be taken back."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from mingjian.capture.registry import Registration as Line
from mingjian.capture.registry import read_rows
from mingjian.errors import BadInput
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.records import clock
from mingjian.records.models import (
    Account,
    Domain,
    Filing,
    ImportState,
    OnlineService,
    Registration,
    RegistryImport,
)

LARGEST = 8 << 20
"""Bytes of one file."""
MOST_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking a file in would do. `faults`: (line, sentence in English, in Chinese); with any, nothing is taken."""

    digest: str
    lines: tuple[Line, ...]
    faults: tuple[tuple[int, str, str], ...]
    known: int
    changes: tuple[tuple[Line, str, str], ...]
    taken_before: bool


def _services(account: Account, hosts: Sequence[str]) -> dict[str, OnlineService]:
    """The services of the account's territory by host; a domain also stands for its www name."""
    wanted = {*hosts, *(f"www.{host}" for host in hosts), *(host.removeprefix("www.") for host in hosts)}
    rows = OnlineService.objects.seen_by(account).filter(host__in=wanted)
    found = {row.host: row for row in rows}
    return {
        host: service
        for host in hosts
        for name in (host, f"www.{host}", host.removeprefix("www."))
        if (service := found.get(name))
    }


def preview_import(name: str, content: bytes, *, by: Account) -> Preview:
    """Read a file and say what it would change, line by line. Nothing is written.

    Raises: BadInput, if the file as a whole cannot be read; ForbiddenAct.
    """
    require("registration.import", by=by)
    if not content or len(content) > LARGEST:
        raise BadInput(
            f"{name}: the file is empty or larger than 8 MB; split it.", f"{name}：文件为空或超过 8 MB，请拆分。"
        )
    lines, faults = read_rows(name, content)
    if len(lines) > MOST_ROWS:
        raise BadInput(f"{name}: more than {MOST_ROWS} lines; split it.", f"{name}：超过 {MOST_ROWS} 行，请拆分。")
    if not lines and not faults:
        raise BadInput(f"{name}: there are no lines in it.", f"{name}：没有数据行。")
    doubles = _doubles(lines)
    digest = hashlib.sha256(content).hexdigest()
    services = _services(by, [line.domain for line in lines])
    changes = tuple(change for line in lines if (s := services.get(line.domain)) for change in _changes(line, s))
    before = RegistryImport.objects.filter(unit=by.unit, digest=digest, state=ImportState.TAKEN).exists()
    return Preview(
        digest,
        tuple(lines),
        tuple(sorted([*faults, *doubles])),
        sum(line.domain in services for line in lines),
        changes[:200],
        before,
    )


def _doubles(lines: Sequence[Line]) -> list[tuple[int, str, str]]:
    seen: dict[str, int] = {}
    found = []
    for line in lines:
        if line.domain in seen:
            first = seen[line.domain]
            found.append(
                (
                    line.line,
                    f"{line.domain} stands in line {first} already",
                    f"{line.domain} 已在第 {first} 行出现",
                )
            )
        seen.setdefault(line.domain, line.line)
    return found


def _changes(line: Line, service: OnlineService) -> Iterator[tuple[Line, str, str]]:
    """What a line changes in the mirror: which field, and from what to what."""
    domain, filing = _domain_of(service, line), service.filings.first()
    pairs = (
        ("domain_holder", domain.holder if domain else "", line.domain_holder or ""),
        ("expires_on", str(domain.expires_on or "") if domain else "", str(line.expires_on or "")),
        ("registered_on", str(domain.created_on or "") if domain else "", str(line.registered_on or "")),
        ("filing_number", filing.number if filing else "", line.filing_number or ""),
        ("filing_holder", filing.holder if filing else "", line.filing_holder or ""),
    )
    yield from ((line, field, f"{old or '—'} → {new}") for field, old, new in pairs if new and new != old)


def _domain_of(service: OnlineService, line: Line) -> Domain | None:
    row: Domain | None = service.domains.filter(name=line.domain).first() or service.domains.first()
    return row


@transaction.atomic
def import_registrations(
    name: str, content: bytes, source: str, as_of: datetime.date, *, by: Account, at: datetime.datetime
) -> RegistryImport:
    """Take a file in: every line becomes a registration, and our mirror of domains and filings follows it.

    Lines about domains that nobody supervises are kept too. A line older than what the mirror holds changes nothing.
    Raises: BadInput, if a line cannot be used, the same file was taken in already, or the day lies ahead: then nothing is
    taken; ForbiddenAct.
    """
    seen = preview_import(name, content, by=by)
    if seen.faults:
        line, en, zh = seen.faults[0]
        raise BadInput(
            f"{name}, line {line}: {en} ({len(seen.faults)} lines in all). Nothing was taken in.",
            f"{name} 第 {line} 行：{zh}（共 {len(seen.faults)} 行有误）。全部未导入。",
        )
    if seen.taken_before:
        raise BadInput("This very file was taken in already.", "这份文件已经导入过。")
    if as_of > clock.day_of(at) or not source.strip():
        raise BadInput("Say from whom the data are and as of which day.", "请写明数据来源和截至日期（不得晚于今天）。")
    services = _services(by, [line.domain for line in seen.lines])
    taken = RegistryImport.objects.create(
        unit=by.unit,
        name=name[:200],
        source=source.strip()[:200],
        digest=seen.digest,
        as_of=as_of,
        rows=len(seen.lines),
        known=len({services[line.domain].pk for line in seen.lines if line.domain in services}),
        taken_by=by,
        taken_at=at,
    )
    Registration.objects.bulk_create(
        [_registration(taken, line, services.get(line.domain)) for line in seen.lines], batch_size=1_000
    )
    log_event("registry_imported", taken, by=by, at=at, content={"file": seen.digest, "rows": taken.rows})
    return taken


def _registration(taken: RegistryImport, line: Line, service: OnlineService | None) -> Registration:
    before = _follow(taken, line, service) if service else {}
    return Registration(
        taken=taken,
        line=line.line,
        service=service,
        domain=line.domain,
        filing_number=line.filing_number or "",
        filing_holder=line.filing_holder or "",
        domain_holder=line.domain_holder or "",
        registrar=line.registrar or "",
        registered_on=line.registered_on,
        expires_on=line.expires_on,
        before=before,
    )


_DOMAIN = ("holder", "registrar", "created_on", "expires_on", "registered_again_on", "as_of", "source")
_FILING = ("number", "holder", "as_of", "source")


def _kept(row: Any, fields: Sequence[str]) -> dict[str, Any] | None:
    if row is None:
        return None
    values = {field: getattr(row, field) for field in fields}
    plain = {key: value.isoformat() if isinstance(value, datetime.date) else value for key, value in values.items()}
    return {"id": str(row.pk), **plain}


def _follow(taken: RegistryImport, line: Line, service: OnlineService) -> dict[str, Any]:
    """Bring the mirror up to a line. Returns what it said before."""
    source = f"{taken.source}（{taken.name}:{line.line}）"[:200]
    before: dict[str, Any] = {}
    domain = _domain_of(service, line)
    told = line.domain_holder or line.expires_on or line.registered_on or line.registrar
    if told and (domain is None or domain.as_of <= taken.as_of):
        before["domain"] = _kept(domain, _DOMAIN)
        _follow_domain(domain or Domain(service=service, name=line.domain), line, taken.as_of, source)
    filing = service.filings.order_by("-as_of").first()
    if line.filing_number and (filing is None or filing.as_of <= taken.as_of):
        before["filing"] = _kept(filing, _FILING)
        _follow_filing(filing or Filing(service=service), line, taken.as_of, source)
    return before


def _follow_domain(row: Domain, line: Line, as_of: datetime.date, source: str) -> None:
    let_go = row.created_on and line.registered_on and line.registered_on > row.created_on
    if let_go:  # a domain that begins anew was let go and registered by somebody
        row.registered_again_on = line.registered_on
    row.holder = line.domain_holder or row.holder
    row.registrar = line.registrar or row.registrar
    row.created_on = line.registered_on or row.created_on
    row.expires_on = line.expires_on or row.expires_on
    row.as_of, row.source = as_of, source
    row.save()


def _follow_filing(row: Filing, line: Line, as_of: datetime.date, source: str) -> None:
    number = line.filing_number or ""
    if Filing.objects.filter(number=number).exclude(pk=row.pk).exists():
        raise BadInput(
            f"Line {line.line}: the filing {number} belongs to another service already. Nothing was taken in.",
            f"第 {line.line} 行：备案号 {number} 已属于另一项服务。全部未导入。",
        )
    row.number = number
    row.holder = line.filing_holder or row.holder
    row.as_of, row.source = as_of, source
    row.save()


@transaction.atomic
def undo_import(taken: RegistryImport, *, by: Account, at: datetime.datetime) -> RegistryImport:
    """Take an import back: the mirror says again what it said before, unless a later import has changed it.

    Raises: BadInput, if it was taken back already or a later import rests on it; ForbiddenAct.
    """
    taken = RegistryImport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=taken.pk)
    require("registration.undo", by=by, about=taken)
    if taken.state != ImportState.TAKEN:
        raise BadInput("The import was taken back already.", "这次导入已经撤销。")
    touched = taken.registrations.exclude(before={}).values("service_id")
    later = Registration.objects.filter(taken__state=ImportState.TAKEN, taken__taken_at__gt=taken.taken_at)
    if later.filter(service_id__in=touched).exclude(before={}).exists():
        raise BadInput(
            "A later import changed the same services; take that one back first.",
            "后来的导入改动了同样的服务，请先撤销后来的那次。",
        )
    for row in taken.registrations.exclude(before={}).select_related("service"):
        _restore(row)
    taken.state, taken.undone_by, taken.undone_at = ImportState.UNDONE, by, at
    taken.save(update_fields=["state", "undone_by", "undone_at"])
    log_event("registry_import_undone", taken, by=by, at=at, content={"file": taken.digest})
    return taken


def _restore(row: Registration) -> None:
    service = row.service
    assert service is not None, "only lines about a service changed the mirror"
    if "domain" in row.before:
        _put_back(service.domains.all(), row.before["domain"], service.domains.filter(name=row.domain))
    if "filing" in row.before:
        _put_back(service.filings.all(), row.before["filing"], service.filings.filter(number=row.filing_number))


def _put_back(rows: Any, kept: dict[str, Any] | None, made: Any) -> None:
    """Give a row of the mirror its values back; one that the import made goes."""
    if kept is None:
        made.delete()
    else:
        rows.filter(pk=kept["id"]).update(**{key: value for key, value in kept.items() if key != "id"})
