"""`./mj verify FILE`: check a bundle, document, case file, proof, checkpoint or bulletin offline and say what is proven."""

from __future__ import annotations

import argparse
import json
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from mingjian.errors import BadInput, EvidenceError

if TYPE_CHECKING:
    from mingjian.ledger import Trust, Verification
    from mingjian.papers.verifier.check import Report

SUMMARY = {
    "en": "Check evidence, a sealed document, a case file, a proof, a checkpoint or a bulletin offline.",
    "zh": "离线核验证据包、已签章的文书、案卷、日志证明、检查点或通报。",
}
EXAMPLE = "./mj verify evidence.wacz --proof evidence.tlog-proof --trust offices.vkeys"
_LARGEST = 256 << 20
_EXPECTED = (
    "an evidence bundle (.wacz), a sealed document (.pdf), a case file (.zip), a .tlog-proof, a signed checkpoint, or a bulletin as JSON",
    "证据包（.wacz）、已签章的文书（.pdf）、案卷（.zip）、日志证明（.tlog-proof）、已签名的检查点或 JSON 格式的通报",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare FILE, --trust and --proof."""
    parser.add_argument("file", metavar="FILE", type=Path, help=" | ".join(_EXPECTED))
    parser.add_argument(
        "--trust", metavar="FILE", type=Path, help="public keys of the offices one trusts | 所信任机关的公钥文件"
    )
    parser.add_argument(
        "--proof",
        metavar="FILE",
        type=Path,
        help="proof or statement that names the bundle | 载明证据包摘要的证明或文书",
    )


def run(args: argparse.Namespace) -> int:
    """Check and print; 0 intact, 1 not, or BadInput for what is no such file."""
    from mingjian.ledger import Trust, load_trust
    from mingjian.ledger.report import as_json, as_text

    trust = load_trust(args.trust) if args.trust else Trust()
    answer = _answer(args.file, trust, args.proof)
    case = _case_report(args.file)
    if args.json:
        more = {"case": _case_json(case, args.lang)} if case else {}
        print(json.dumps({"file": str(args.file), **as_json(answer, args.lang), **more}, ensure_ascii=False))
    else:
        print(as_text(answer, args.lang))
        if case:
            from mingjian.papers.verifier.wording import lines

            print("", *lines(case, args.lang), sep="\n")
    return 0 if answer.intact and (case is None or case.whole) else 1


def _case_report(path: Path) -> Report | None:
    """What the small verifier says of an exported case; None for anything else."""
    names = _names_in(path)
    if not {"case.json", "statement.json"} <= set(names):
        return None  # so that a bundle or a checkpoint is checked where what sets documents is not installed
    from mingjian.papers.verifier.check import CASE, STATEMENT, check_file

    return check_file(path) if {CASE, STATEMENT} <= set(names) else None


def _case_json(report: Report, language: str) -> dict[str, object]:
    at = 0 if language == "zh" else 1
    gaps = [
        {"code": gap.code, "article": gap.article, "text": (gap.zh, gap.en)[at], "fatal": gap.fatal, "step": gap.step}
        for gap in report.gaps
    ]
    claims = [
        {"code": one.code, "article": one.article, "step": one.step, "proofs": list(one.proofs)}
        for one in report.claims
    ]
    faults = [pair[at] for pair in report.faults]
    return {"number": report.number, "whole": report.whole, "faults": faults, "claims": claims, "gaps": gaps}


def _answer(path: Path, trust: Trust, proof: Path | None) -> Verification:
    head = _head(path)
    if head == b"%PDF":
        return _document_answer(path, trust, proof)
    names = _names_in(path) if head.startswith(b"PK") or zipfile.is_zipfile(path) else None
    if names is None:
        return _text_answer(path, trust, proof)
    if "statement.json" in names and "datapackage.json" not in names:
        from mingjian.ledger import check_case_file

        _refuse_proof(proof)
        return check_case_file(path, trust)
    if names and not any(name.startswith(("archive/", "datapackage")) for name in names):
        raise _unknown(path)
    return _bundle_answer(path, trust, proof)


def _text_answer(path: Path, trust: Trust, proof: Path | None) -> Verification:
    from mingjian.ledger import check_statement, verify, verify_proof_file
    from mingjian.ledger.proof_file import PROOF_HEAD
    from mingjian.ledger.statement import FORMAT

    _refuse_proof(proof)
    text = _read(path)
    if text.startswith(PROOF_HEAD):
        return verify_proof_file(text, trust)
    if text.lstrip().startswith("{") and FORMAT in text:
        return check_statement(text, trust)
    if "\n\n— " in text:
        return verify(None, text, trust)
    raise _unknown(path)


def _bundle_answer(path: Path, trust: Trust, proof: Path | None) -> Verification:
    from mingjian.capture.opened import verify_bundle
    from mingjian.ledger.attestation import EvidenceFile, attest

    found = verify_bundle(path, trusted=trust.authorities)
    file = EvidenceFile(
        "bundle",
        tuple(digest for digest in (found.digest, found.manifest_digest) if digest),
        tuple((fault.where, fault.en, fault.zh) for fault in found.faults),
        found.stamp.at if found.stamp else None,
        found.stamp.authority if found.stamp else "",
        found.stamp_trusted,
    )
    return attest(file, trust, _read(proof) if proof else None)


def _document_answer(path: Path, trust: Trust, proof: Path | None) -> Verification:
    from mingjian.papers.sealed_file import verify_pdf

    if path.stat().st_size > _LARGEST:
        raise _unknown(path)
    try:
        return verify_pdf(path.read_bytes(), trust, _read(proof) if proof else None)
    except EvidenceError as error:
        from mingjian.ledger.verification import failed

        return failed("document", "unreadable", en=f"{error.en[0].upper()}{error.en[1:]}.", zh=f"{error.zh}。")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise BadInput(
            f"{path} cannot be read ({error.strerror}); give {_EXPECTED[0]}.",
            f"{path} 无法读取（{error.strerror}）；请给出{_EXPECTED[1]}。",
        ) from None


def _names_in(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return []


def _read(path: Path) -> str:
    _head(path)
    if path.stat().st_size > _LARGEST:
        raise _unknown(path)
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise _unknown(path) from None


def _refuse_proof(proof: Path | None) -> None:
    if proof:
        raise BadInput(
            "--proof goes with an evidence bundle (.wacz) or a document (.pdf); check the proof by itself with ./mj verify PROOF.",
            "--proof 只用于证据包（.wacz）或者文书（.pdf）；单独核验证明请用 ./mj verify 证明文件。",
        )


def _unknown(path: Path) -> BadInput:
    return BadInput(
        f"{path} is nothing that can be verified; give {_EXPECTED[0]}.",
        f"{path} 不是可核验的文件；请给出{_EXPECTED[1]}。",
    )
