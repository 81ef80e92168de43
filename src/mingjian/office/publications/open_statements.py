"""Published decisions as open data: what is shown today, and the export in the shape of the DSA database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingjian.disclosure import check, shape
from mingjian.records.models import Publication, PublicationState


def shown(today: date) -> Any:
    """What is public today: published, and its time not over; newest first."""
    rows = Publication.objects.filter(state=PublicationState.PUBLISHED, shown_until__gte=today)
    return rows.select_related("unit").order_by("-published_on", "-id")


def as_json(row: Publication) -> dict[str, Any]:
    """A publication as open data: our own superset of the DSA shape, with address, withdrawal and all measures.

    What was withdrawn gives its reasons in place of its content.
    """
    head = {
        "number": row.number,
        "state": row.state,
        "published_on": row.published_on.isoformat() if row.published_on else None,
        "shown_until": row.shown_until.isoformat() if row.shown_until else None,
        "office": row.unit.name_zh,
        "digest": row.digest,
    }
    if row.state == PublicationState.WITHDRAWN:
        on = row.withdrawn_at.isoformat() if row.withdrawn_at else None
        return {**head, "withdrawn_at": on, "withdrawn_because": row.withdrawn_because}
    return {**head, "masked": row.masked, "statement": row.statement}


@dataclass(slots=True)
class Export:
    """Statements with what the database's server would set, and what was dropped and why."""

    rows: list[tuple[Mapping[str, Any], Mapping[str, str]]] = field(default_factory=list)
    dropped_rows: list[dict[str, Any]] = field(default_factory=list)
    dropped_fields: Counter[str] = field(default_factory=Counter)

    def report(self) -> dict[str, Any]:
        """The counts, as open data."""
        return {
            "statements": len(self.rows),
            "dropped_rows": self.dropped_rows,
            "dropped_fields": dict(sorted(self.dropped_fields.items())),
        }


def _decisions(row: Publication) -> Iterator[dict[str, Any]]:
    told = row.statement
    several = len(told["measures"]) > 1
    for place, measure in enumerate(told["measures"], 1):
        yield {
            "number": f"{row.number}-{place}" if several else row.number,
            "measure": measure["code"],
            "state": row.state,
            "office": told["office_zh"],
            "basis_law": told["basis"]["law"],
            "basis_article": told["basis"]["article"],
            "basis_zh": told["basis"]["zh"],
            **{
                name: told[name]
                for name in (
                    "category",
                    "kind",
                    "facts",
                    "first_seen",
                    "executed_on",
                    "term_to",
                    "source",
                    "detected",
                    "host",
                )
            },
        }


def dsa_export(today: date) -> Export:
    """Every decision that is public today, shaped and checked; what cannot be said there is counted and listed."""
    export = Export()
    for row in shown(today):
        for decision in _decisions(row):
            shaped = shape(decision)
            export.dropped_fields.update(shaped.dropped)
            problems = check(shaped.statement) if shaped.statement is not None else ()
            if shaped.statement is None or problems:
                why = shaped.why or ", ".join(f"{problem.field}: {problem.rule}" for problem in problems)
                export.dropped_rows.append({"number": decision["number"], "measure": decision["measure"], "why": why})
                continue
            created = row.decided_at.strftime("%Y-%m-%d %H:%M:%S") if row.decided_at else ""
            server = {"uuid": str(row.pk), "platform_name": row.unit.name_en, "created_at": created}
            export.rows.append((shaped.statement, server))
    return export
