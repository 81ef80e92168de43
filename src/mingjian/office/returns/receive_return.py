"""Receive the file of a bulk return: its head is checked at once, its rows when it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from mingjian.errors import BadInput
from mingjian.figures.period import Period
from mingjian.law.campaigns import is_tag
from mingjian.office.audit.log_event import log_event
from mingjian.office.people.authority import require
from mingjian.office.people.number_series import next_number
from mingjian.office.returns.keeping import digest_of, keep_original
from mingjian.records import clock
from mingjian.records.bulkreturn import LIVE
from mingjian.records.models import Account, Agency, BulkReturn, ExecutorToken, ReturnLink, ReturnState, Unit
from mingjian.returns import category, open_file

REPORTERS = {
    "accounts": ("platform",),
    "items": ("platform", "operator"),
    "numbers": ("telecom_operator",),
}
"""Which kinds of bodies report which category (counting.md: platforms and operators execute and report)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a return is about: who reports which category for which period, and for which campaign ("" for none)."""

    reporter: Agency
    category: str
    period: Period
    campaign: str = ""


def kind_of(reporter: Agency) -> str:
    """The kind of a body, a code of `law.agencies`."""
    return reporter.kind or reporter.code.split(".")[0]


def check_told(told: Told, at: datetime) -> None:
    """Refuse what no return can be about.

    Raises: BadInput.
    """
    kind = category(told.category)
    if kind_of(told.reporter) not in REPORTERS[told.category]:
        raise BadInput(
            f"{told.reporter.name_en} does not report {kind.en}; choose the platform or operator that does.",
            f"{told.reporter.name_zh}不报送“{kind.zh}”；请选择对应的平台或企业。",
        )
    if told.campaign and not is_tag(told.campaign):
        raise BadInput(
            "A campaign's tag has letters, digits, points and hyphens only.",
            "专项行动代码只能有汉字、字母、数字、点和连字符。",
        )
    if told.period.first_day > clock.day_of(at):
        raise BadInput(f"The period {told.period.code} has not begun.", f"{told.period.say('zh')}还没有开始。")


def _refuse_twice(told: Told, digest: str, corrects: BulkReturn | None) -> None:
    same = (
        BulkReturn.objects.filter(digest=digest).exclude(state=ReturnState.UNREADABLE).order_by("received_at").first()
    )
    if same:
        raise BadInput(
            f"This very file was received as {same.number} on {clock.day_of(same.received_at)}; nothing was taken.",
            f"同一文件已于 {clock.day_of(same.received_at)} 收到，编号 {same.number}；本次未采用。",
        )
    if corrects is not None:
        return
    held = BulkReturn.objects.filter(
        reporter=told.reporter,
        category=told.category,
        period=told.period.code,
        campaign=told.campaign,
        state__in=LIVE,
    ).first()
    if held:
        raise BadInput(
            f"{held.number} holds this reporter's return for the period already; hand in a correction of it, "
            "or have it rejected first.",
            f"该单位本期已有报送 {held.number}；请报更正，或先退回原报送。",
        )


def _check_correction(corrects: BulkReturn, told: Told) -> None:
    if corrects.state != ReturnState.ACCEPTED:
        raise BadInput(
            f"{corrects.number} is not accepted; only an accepted return is corrected. Have it rejected and hand in anew.",
            f"{corrects.number} 尚未采纳；只有已采纳的报送可以更正，请先退回再重新报送。",
        )
    same = (corrects.reporter_id, corrects.category, corrects.period, corrects.campaign)
    if same != (told.reporter.pk, told.category, told.period.code, told.campaign):
        raise BadInput(
            f"A correction is about the same reporter, category, period and campaign as {corrects.number}.",
            f"更正须与 {corrects.number} 的单位、类别、期间和专项行动一致。",
        )
    if corrects.corrections.filter(state__in=LIVE).exists():
        raise BadInput(f"A correction of {corrects.number} is under way already.", f"{corrects.number} 已有更正在办。")


@transaction.atomic
def receive_return(
    unit: Unit,
    told: Told,
    path: Path,
    filename: str,
    *,
    by: Account | None,
    at: datetime,
    corrects: BulkReturn | None = None,
    link: ReturnLink | None = None,
    token: ExecutorToken | None = None,
) -> BulkReturn:
    """Keep the file of a return, sealed, as it came; its rows are read later.

    `by` is empty where the reporter hands it in itself, by `link` or by its system (`token`).
    Raises: BadInput, if the file or what it is about cannot be taken; ForbiddenAct.
    """
    if by is not None:
        require("return.receive", by=by)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)  # receipts of one office come one after the other
    check_told(told, at)
    if corrects is not None:
        corrects = BulkReturn.objects.select_for_update(of=("self",)).get(pk=corrects.pk)
        _check_correction(corrects, told)
    opened = open_file(path, category(told.category))
    digest = digest_of(path)
    _refuse_twice(told, digest, corrects)
    day = clock.day_of(at)
    row = BulkReturn(
        number=f"{unit.code}-R-{day.year}-{next_number(unit, 'return', day.year):04d}",
        unit=unit,
        reporter=told.reporter,
        link=link,
        category=told.category,
        period=told.period.code,
        first_day=told.period.first_day,
        last_day=told.period.last_day,
        campaign=told.campaign,
        corrects=corrects,
        filename=re.sub(r"[^\w.（）() -]", "_", Path(filename).name)[:200] or "file",
        format=opened.format,
        encoding=opened.encoding,
        size=path.stat().st_size,
        digest=digest,
        sealed=keep_original(path, digest),
        received_by=by,
        received_at=at,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise BadInput(
            "This reporter's return for the period was received at the same moment; open the list.",
            "该单位本期的报送刚刚已收到；请打开列表查看。",
        ) from None
    content = {"digest": digest, "reporter": told.reporter.code, "category": row.category, "period": row.period}
    if token is not None:
        content["token"] = token.name
    log_event("return_received", row, by=by, at=at, content=content)
    return row
