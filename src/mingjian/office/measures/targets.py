"""What a measure hits, as somebody names it: accounts, store listings, items and numbers, checked and made distinct."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from mingjian.errors import BadInput
from mingjian.law.executors import TARGETS
from mingjian.office.people.kept_secrets import keyed_digest, seal, unseal
from mingjian.records.models import Measure, MeasureTarget, PlatformAccount, StoreListing

MOST = 500
"""Targets of one measure; more than that come as a bulk return or as several measures."""
_NUMBER = re.compile(r"1[3-9]\d{9}|0\d{9,11}|[48]00\d{7}")
_DROPPED = str.maketrans("", "", " -()（）")


@dataclass(frozen=True, slots=True)
class NewTarget:
    """One target to be hit. `key` must be distinct within the measure; `sealed` holds a number's digits."""

    kind: str
    key: str
    label: str
    account: PlatformAccount | None = None
    listing: StoreListing | None = None
    address: str = ""
    sealed: bytes | None = None


def account_target(account: PlatformAccount) -> NewTarget:
    """An account as a target: platform and uid."""
    label = f"{account.service.name}（{account.platform.name_zh}，{account.uid}）"
    return NewTarget("account", f"{account.platform.code}:{account.uid}", label[:300], account=account)


def listing_target(listing: StoreListing) -> NewTarget:
    """An app in one store as a target."""
    label = f"{listing.app.service.name}（{listing.store.name_zh}，{listing.app.package}）"
    return NewTarget("listing", f"{listing.store.code}:{listing.app.package}", label[:300], listing=listing)


def _lines(text: str) -> list[str]:
    found = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    if len(found) > MOST:
        raise BadInput(
            f"{len(found)} lines are too many for one measure (at most {MOST}); split them.",
            f"一次最多 {MOST} 条，现有 {len(found)} 条；请分开提出。",
        )
    return found


def plain_address(text: str) -> str:
    """An item's address as it is compared: scheme and host in small letters, no fragment.

    Raises: BadInput, if it is no http(s) address or is longer than 2,000 characters.
    """
    try:
        parts = urlsplit(text.strip())
        good = parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        good = False
    if not good or len(text) > 2000:
        raise BadInput(
            f"{text[:80]!r} is no address; write it whole, with https://.",
            f"“{text[:80]}”不是网址；请写完整，以 https:// 开头。",
        )
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", parts.query, ""))


def item_targets(text: str) -> tuple[NewTarget, ...]:
    """Items from lines of addresses; the same address twice is one item. Raises: BadInput."""
    plain = dict.fromkeys(plain_address(line) for line in _lines(text))
    return tuple(NewTarget("item", keyed_digest("item", one), one[:300], address=one) for one in plain)


def number_targets(text: str) -> tuple[NewTarget, ...]:
    """Numbers from lines; kept sealed, shown with three and two digits. Raises: BadInput."""
    found: dict[str, NewTarget] = {}
    for line in _lines(text):
        number = line.translate(_DROPPED).removeprefix("+86").removeprefix("0086")
        if not _NUMBER.fullmatch(number):
            raise BadInput(
                "A line is no phone number of the mainland; write 11 digits.", "有一行不是电话号码；请写 11 位号码。"
            )
        key = keyed_digest("number", number)
        label = f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}"
        found[key] = NewTarget("number", key, label, sealed=seal(number.encode(), "number"))
    return tuple(found.values())


def keep_targets(measure: Measure, targets: tuple[NewTarget, ...]) -> None:
    """Write the targets of a measure, numbered from 1."""
    MeasureTarget.objects.bulk_create(
        MeasureTarget(
            measure=measure,
            position=position,
            kind=target.kind,
            key=target.key,
            label=target.label,
            account=target.account,
            listing=target.listing,
            address=target.address,
            sealed=target.sealed,
        )
        for position, target in enumerate(targets, 1)
    )


def in_clear(target: MeasureTarget) -> str:
    """What the executor must know of a target: the number's digits, an item's address, else its label."""
    if target.kind == "number" and target.sealed:
        return unseal(target.sealed, "number").decode()
    return target.address or target.label


def kind_words(kind: str) -> tuple[str, str]:
    """A kind of target in Chinese and English."""
    return TARGETS.get(kind, (kind, kind))
