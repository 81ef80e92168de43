"""A verification in, what people and programs read of it out."""

from __future__ import annotations

from typing import Any

from mingjian.ledger.reasons import EN, ZH
from mingjian.ledger.verification import Signer, Verification
from mingjian.reasons import Reason

VERDICTS = {
    "en": {
        "genuine": "Genuine: whole, and signed by {names}.",
        "intact": "Intact, signer unknown.",
        "unchecked": "Nothing could be checked: no key fits.",
        "failed": "Failed: this is not what was signed.",
    },
    "zh": {
        "genuine": "属实：内容完整，由 {names} 签署。",
        "intact": "完整，签署者身份不明。",
        "unchecked": "无从核验：没有相符的公钥。",
        "failed": "核验不通过：与签署时的内容不符。",
    },
}
"""The first line of an answer, by language and verdict."""

_TITLES = {
    "en": {"proven": "Proven", "by": "Signed by", "since": "Since", "open": "Not proven", "broken": "Broken"},
    "zh": {"proven": "已证明", "by": "签署", "since": "时间", "open": "未证明", "broken": "不符之处"},
}
_ROLES = {
    "en": {"issuer": "issuer", "witness": "witness", "other": "not for this", True: "trusted", False: "not trusted"},
    "zh": {"issuer": "出具者", "witness": "见证者", "other": "与本件无关", True: "可信", False: "未列入信任"},
}


def as_json(answer: Verification, language: str) -> dict[str, Any]:
    """Give an answer as JSON values; `text` of each reason is in `language` ("zh" or "en")."""
    return {
        "verdict": answer.verdict,
        "kind": answer.kind,
        "subject": answer.subject,
        "since": answer.since.isoformat() if answer.since else None,
        "signers": [_signer_json(signer) for signer in answer.signers],
        "proven": [_reason_json(reason, language) for reason in answer.proven],
        "not_proven": [_reason_json(reason, language) for reason in answer.not_proven],
        "failures": [_reason_json(reason, language) for reason in answer.failures],
    }


def as_text(answer: Verification, language: str) -> str:
    """Give an answer as lines of text in `language`."""
    titles = _TITLES[language]
    lines = [headline(answer, language)]
    lines += _block(titles["broken"], [say(reason, language) for reason in answer.failures])
    lines += _block(titles["proven"], [say(reason, language) for reason in answer.proven])
    lines += _block(titles["by"], [_signer_line(signer, language) for signer in answer.signers])
    lines += _block(titles["since"], [f"{answer.since:%Y-%m-%d %H:%M:%S} UTC"] if answer.since else [])
    lines += _block(titles["open"], [say(reason, language) for reason in answer.not_proven])
    return "\n".join(lines)


def headline(answer: Verification, language: str) -> str:
    """Give the verdict as one sentence."""
    names = sorted({signer.name for signer in answer.signers if signer.role == "issuer" and signer.trusted})
    return VERDICTS[language][answer.verdict].format(names=", ".join(names))


def say(reason: Reason, language: str) -> str:
    """Give the sentence of a reason in `language` ("zh", else English)."""
    return reason.say(ZH if language == "zh" else EN)


def _block(title: str, lines: list[str]) -> list[str]:
    return ["", title, *(f"  - {line}" for line in lines)] if lines else []


def _signer_line(signer: Signer, language: str) -> str:
    words = _ROLES[language]
    at = f", {signer.at:%Y-%m-%d %H:%M:%S} UTC" if signer.at else ""
    return f"{signer.name} ({words[signer.role]}, {words[signer.trusted]}): {signer.algorithm}, {signer.key}{at}"


def _signer_json(signer: Signer) -> dict[str, Any]:
    at = signer.at.isoformat() if signer.at else None
    return {
        "name": signer.name,
        "role": signer.role,
        "trusted": signer.trusted,
        "algorithm": signer.algorithm,
        "key": signer.key,
        "at": at,
    }


def _reason_json(reason: Reason, language: str) -> dict[str, Any]:
    return {"code": reason.code, "params": dict(reason.params), "text": say(reason, language)}
