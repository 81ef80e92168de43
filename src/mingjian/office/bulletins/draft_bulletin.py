"""Draft a bulletin from the records, and have a second person issue it."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import transaction

from mingjian.errors import BadInput
from mingjian.figures.crosschecks import cross_checks
from mingjian.figures.period import Period
from mingjian.figures.register import all_figures, count_all
from mingjian.ledger import figure, seal_statement
from mingjian.office.audit.log_event import log_event
from mingjian.office.audit.log_keys import office_keys
from mingjian.office.people.authority import require, require_second_person
from mingjian.reading.composing import compose
from mingjian.records import clock
from mingjian.records.models import Account, Bulletin, BulletinState, Seal, Unit


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 (hex) over the canonical JSON of a bulletin's content."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def compute_bulletin(unit: Unit, period: Period, *, as_of: datetime) -> dict[str, Any]:
    """The content of a bulletin: period, figures with their row ids, and the text in both languages with its places."""
    counted = count_all(unit, period)
    values = {key: figure.value for key, figure in counted.items()}
    content: dict[str, Any] = {
        "unit": unit.code,
        "period": period.code,
        "as_of": as_of.isoformat(),
        "figures": [figure.as_json() for figure in counted.values()],
        "checks": [check.as_json() for check in cross_checks(counted)],
    }
    for language, territory in (("zh", unit.territory_zh), ("en", unit.territory_en)):
        text, places = compose(values, period=period.say(language), territory=territory, language=language)
        content[f"text_{language}"] = text
        content[f"places_{language}"] = [[place.key, place.start, place.end] for place in places]
    return content


@transaction.atomic
def draft_bulletin(unit: Unit, period: Period, *, by: Account, at: datetime) -> Bulletin:
    """Compute a bulletin's figures and text as of now and keep them as a draft; an older draft of it is discarded.

    Raises: BadInput, if the period lies in the future; ForbiddenAct.
    """
    if not unit.path.startswith(by.unit.path):
        raise BadInput("Choose an office of your own territory.", "请选择本辖区内的单位。")
    require("bulletin.draft", by=by)
    if period.first_day > clock.day_of(at):
        raise BadInput(f"The period {period.code} has not begun.", f"{period.say('zh')}还没有开始。")
    Bulletin.objects.filter(unit=unit, period=period.code, state=BulletinState.DRAFT).update(
        state=BulletinState.DISCARDED
    )
    content = compute_bulletin(unit, period, as_of=at)
    bulletin = Bulletin.objects.create(
        unit=unit,
        period=period.code,
        first_day=period.first_day,
        last_day=period.last_day,
        as_of=at,
        figures={key: content[key] for key in ("figures", "places_zh", "places_en", "checks")},
        text_zh=content["text_zh"],
        text_en=content["text_en"],
        digest=digest_of(content),
        drafted_by=by,
    )
    log_event("bulletin_drafted", bulletin, by=by, at=at, content={"period": period.code, "digest": bulletin.digest})
    return bulletin


def _rows_behind(figure: dict[str, Any]) -> list[str]:
    """The ids of what a figure rests on: its rows and the returns that add to it."""
    return [*figure["rows"], *(share["id"] for share in figure.get("returns", ()))]


def _statement(bulletin: Bulletin, at: datetime) -> str:
    """The bulletin as a signed file that `./mj verify` checks offline; empty where the office has no keys."""
    keys = office_keys(at)
    if keys is None:
        return ""
    head = Seal.objects.exclude(checkpoint="").order_by("-size").first()
    body = {
        "issuer": bulletin.unit.name_zh,
        "period": bulletin.period,
        "as_of": bulletin.as_of.isoformat(),
        "text": bulletin.text_zh,
        "digest": bulletin.digest,
        "figures": [
            figure(row["key"], row["value"], all_figures()[row["key"]].unit_zh, _rows_behind(row), listed=False)
            for row in bulletin.figures["figures"]
        ],
    }
    return seal_statement("bulletin", body, keys, at=at, checkpoint=head.checkpoint if head else None)


@transaction.atomic
def issue_bulletin(bulletin: Bulletin, *, by: Account, at: datetime) -> Bulletin:
    """Issue a draft, as a second person. From then on its text and figures stay as they are.

    Raises: BadInput, if it is no draft any more; ForbiddenAct, for its drafter or without the role.
    """
    bulletin = Bulletin.objects.select_for_update(of=("self",)).select_related("unit", "drafted_by").get(pk=bulletin.pk)
    require("bulletin.approve", by=by, about=bulletin)
    require_second_person(bulletin.drafted_by, by)
    if bulletin.state != BulletinState.DRAFT:
        raise BadInput("The bulletin is no draft any more.", "这份通报已不是草稿。")
    if failed := [check for check in bulletin.figures.get("checks", ()) if not check["holds"]]:
        raise BadInput(
            f"A cross-check between the figures does not hold: {failed[0]['en']}. Draft it anew once that is mended.",
            f"数字之间的核对不成立：{failed[0]['zh']}。请更正后重新起草。",
        )
    bulletin.state, bulletin.issued_by, bulletin.issued_at = BulletinState.ISSUED, by, at
    bulletin.statement = _statement(bulletin, at)
    bulletin.save(update_fields=["state", "issued_by", "issued_at", "statement"])
    log_event("bulletin_issued", bulletin, by=by, at=at, content={"digest": bulletin.digest})
    return bulletin
