"""A report in, lines that people read out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .check import Report
    from .claims import Claim

_HEADS = {
    "zh": ("不符之处", "已证明（条文 → 步骤 → 文书或证据 → 期限）", "无法补救的缺陷", "可以补正的缺陷"),
    "en": (
        "What does not fit",
        "Proven (article → step → document or evidence → clock)",
        "Fatal",
        "Can still be mended",
    ),
}


def lines(report: Report, language: str) -> list[str]:
    """The report in "zh" or "en"."""
    zh = language.lower().startswith("zh")
    broken, proven, fatal, curable = _HEADS["zh" if zh else "en"]
    found = [f"案号：{report.number}" if zh else f"Case: {report.number}"]
    found += _block(broken, [pair[0 if zh else 1] for pair in report.faults])
    found += _block(proven, [_claim(claim, zh=zh) for claim in report.claims])
    for head, hard in ((fatal, True), (curable, False)):
        rows = [f"{gap.zh if zh else gap.en}（{gap.article}）" for gap in report.gaps if gap.fatal is hard]
        found += _block(head, rows)
    return found


def _block(head: str, rows: list[str]) -> list[str]:
    return [head, *(f"  - {row}" for row in rows)] if rows else []


def _claim(claim: Claim, *, zh: bool) -> str:
    proofs = "、".join(proof if "/" in proof else proof[:16] for proof in claim.proofs)
    proofs = proofs or ("未附" if zh else "none enclosed")
    told, clock = "", claim.clock
    if clock:
        late = "" if clock.kept else ("，逾期" if zh else ", late")
        told = f" → {clock.rule}: {clock.since} … {clock.due}（{clock.done}{late}）"
    return f"{claim.article} → {'第' if zh else 'step '}{claim.step}{'步' if zh else ''} → {proofs}{told}"
