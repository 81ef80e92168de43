"""`./mj capture URL`: visit an address, write one evidence bundle, print its digest."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mingjian.errors import BadInput, CaptureError

if TYPE_CHECKING:
    from mingjian.capture import Bundle, Guard, View, Visit

SUMMARY = {
    "en": "Write one evidence bundle (WACZ) of an address and print its digest.",
    "zh": "采集一个网址，生成证据包（WACZ）并给出其摘要。",
}
EXAMPLE = "./mj capture https://www.example.gov.cn/ --view plain --view search --out evidence.wacz"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare URL, --out, --view and --allow."""
    parser.add_argument("url", metavar="URL", help="http or https address | http 或 https 网址")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where the bundle goes | 证据包存放位置")
    parser.add_argument(
        "--view",
        metavar="VIEW",
        action="append",
        help="plain, search, crawler, phone, phone_search; several allowed (plain) | 访问视角，可多次指定",
    )
    parser.add_argument(
        "--allow",
        metavar="CIDR",
        action="append",
        default=[],
        help="a network that may be reached though not public | 允许访问的非公网网段",
    )
    parser.add_argument("--browser", action="store_true", help="add picture and DOM from Chromium | 附浏览器截图")
    parser.add_argument("--operator", metavar="NAME", help="the officer or plan that captures | 采集人员或巡查计划")
    parser.add_argument("--tsa", metavar="URL", help="time-stamp authority (RFC 3161) | 时间戳机构网址")


def run(args: argparse.Namespace) -> int:
    """Visit, write, print. 0 when a server answered, 1 when none did (the bundle then says why)."""
    import asyncio

    from mingjian.capture import Guard, HttpAuthority, facts_of, read_network, write_bundle

    views = _views(args.view or ["plain"])
    guard = Guard([read_network(text) for text in args.allow])
    out = args.out or Path(_name(args.url))
    if out.is_dir() or not out.parent.is_dir():
        raise BadInput(
            f"--out {out}: not a place for a file; name a file in a folder that exists.",
            f"--out {out}：无法在此写入文件，请指定已有文件夹中的文件名。",
        )
    visits = asyncio.run(_visit(args.url, views, guard))
    _refuse_if_nothing_was_asked(visits)
    authority = HttpAuthority(args.tsa) if args.tsa else None
    pictures = asyncio.run(_browse(args.url, views, guard)) if args.browser else {}
    bundle = write_bundle(
        visits, out, facts=facts_of(visits), operator=args.operator, authority=authority, attachments=pictures
    )
    print(_as_json(bundle, visits, args.lang) if args.json else _as_text(bundle, visits, args.lang))
    return 0 if any(visit.reached for visit in visits) else 1


async def _visit(url: str, views: Sequence[View], guard: Guard) -> list[Visit]:
    from mingjian.capture import SystemResolver, fetch

    resolver = SystemResolver()
    return [await fetch(url, view=view, guard=guard, resolver=resolver) for view in views]


async def _browse(url: str, views: Sequence[View], guard: Guard) -> dict[str, bytes]:
    from mingjian.capture import SystemResolver
    from mingjian.capture.browser import browse

    files: dict[str, bytes] = {}
    for view in views:
        seen = await browse(url, view=view, guard=guard, resolver=SystemResolver())
        files |= seen.attachments()
    return files


def _views(names: list[str]) -> tuple[View, ...]:
    from mingjian.capture import VIEWS

    for name in names:
        if name not in VIEWS:
            known = ", ".join(VIEWS)
            raise BadInput(
                f"--view {name}: there is none such; choose of {known}.",
                f"--view {name}：没有这种视角，可用：{known}。",
            )
    return cast("tuple[View, ...]", tuple(dict.fromkeys(names)))


def _refuse_if_nothing_was_asked(visits: list[Visit]) -> None:
    """Refuse to write a bundle when the guard let no request out at all."""
    first = visits[0]
    if first.error and first.error.code == "refused_by_guard" and len(first.hops) == 1:
        raise CaptureError(
            f"{first.url}: {first.say('en')} If it is meant, name its network: --allow {_hint(first)}",
            f"{first.url}：{first.say('zh')}确需访问的，请用 --allow {_hint(first)} 指明网段。",
            permanent=True,
        )


def _hint(visit: Visit) -> str:
    refused = visit.hops[0].refused
    return (f"{refused[0]}/128" if ":" in refused[0] else f"{refused[0]}/32") if refused else "CIDR"


def _name(url: str) -> str:
    return (re.sub(r"[^A-Za-z0-9.-]+", "-", re.sub(r"^\w+://", "", url)).strip("-.")[:80] or "capture") + ".wacz"


def _as_json(bundle: Bundle, visits: list[Visit], language: str) -> str:
    rows = [_row(visit, language) for visit in visits]
    answer = {
        "digest": bundle.digest,
        "path": str(bundle.path),
        "size": bundle.size,
        "manifest": bundle.manifest_digest,
    }
    answer["stamp"] = bundle.stamp.at.isoformat() if bundle.stamp else None
    return json.dumps({**answer, "visits": rows}, ensure_ascii=False)


def _row(visit: Visit, language: str) -> dict[str, object]:
    error = visit.error.code if visit.error else None
    row: dict[str, object] = {"view": visit.view, "url": visit.url, "final_url": visit.final_url}
    row |= {"status": visit.status, "bytes": len(visit.body), "hops": len(visit.hops)}
    return row | {"error": error, "message": visit.say(language) or None}


def _as_text(bundle: Bundle, visits: list[Visit], language: str) -> str:
    zh = language == "zh"
    lines = [f"sha256:{bundle.digest}  {bundle.path}"]
    for visit in visits:
        status = visit.status if visit.status is not None else ("无应答" if zh else "no answer")
        where = "" if visit.final_url == visit.url else f" → {visit.final_url}"
        lines.append(f"{visit.view}: {status}, {len(visit.body)} bytes{where} {visit.say(language)}".rstrip())
    if bundle.stamp is None:
        lines.append("未加盖时间戳。" if zh else "No time stamp.")
    else:
        lines.append(f"{'时间戳' if zh else 'Time stamp'}: {bundle.stamp.at.isoformat()} {bundle.stamp.authority}")
    return "\n".join(lines)
