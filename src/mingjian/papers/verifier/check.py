"""An exported case file in, what it proves and what is missing out: every part against the list, then the law again."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from .course import Course, Unreadable
from .rules import Claim, Gap, ask

CASE, CERTIFICATE, STATEMENT = "case.json", "certificate.json", "statement.json"
FORMAT = "mingjian/certificate@v2"
_LARGEST = 1 << 30


@dataclass(slots=True)
class Report:
    """The answer. `faults`: what does not fit together (pairs of zh, en); then claims and gaps, as the law is asked again."""

    number: str = ""
    faults: list[tuple[str, str]] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was found that does not fit, and nothing fatal is missing."""
        return not self.faults and not any(gap.fatal for gap in self.gaps)


def certificate(case: Mapping[str, Any]) -> dict[str, Any]:
    """The certificate of a case: article → step → document or evidence → clock. Raises: Unreadable."""
    course = Course(case)
    found = ask(course)
    decided = course.last("decided")
    digest = hashlib.sha256(canonical(case)).hexdigest()
    gaps = [{"code": gap.code, "article": gap.article, "fatal": gap.fatal, "step": gap.step} for gap in found.gaps]
    claims = [_claim(one) for one in found.claims]
    return {"format": FORMAT, "case": digest, "decision": decided.seq if decided else 0, "claims": claims, "gaps": gaps}


def canonical(value: Any) -> bytes:
    """One form of a JSON value for its digest."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _claim(one: Claim) -> dict[str, Any]:
    names = ("rule", "since", "due", "done")
    clock = {name: str(getattr(one.clock, name)) for name in names} if one.clock else None
    return {"code": one.code, "article": one.article, "step": one.step, "proofs": list(one.proofs), "clock": clock}


def check_file(file: Path | IO[bytes]) -> Report:
    """Check an exported case. Nothing that the file contains makes it raise."""
    report = Report()
    try:
        with zipfile.ZipFile(file) as archive:
            _check(archive, report)
    except Unreadable as error:
        report.faults.append((f"案卷无法读取：{error}", f"the case cannot be read: {error}"))
    except Exception as error:  # BadZipFile, zlib.error, KeyError and their kin have no common base
        report.faults.append((f"案卷文件已损坏：{error}", f"the file is damaged: {error}"))
    return report


def _check(archive: zipfile.ZipFile, report: Report) -> None:
    names = [one.filename for one in archive.infolist()]
    if len(names) != len(set(names)):
        report.faults.append(("有重名的文件", "two files bear one name"))
    if sum(one.file_size for one in archive.infolist()) > _LARGEST:
        raise Unreadable("more than 1 GB")
    parts = {name: archive.read(name) for name in set(names)}
    digests = {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}
    _check_list(parts, digests, report)
    case = json.loads(parts[CASE])
    course = Course(case)
    report.number = course.number
    for row in course.documents:
        _same(str(row.get("name")), str(row.get("digest")), digests, report)
    for row in course.evidence.values():
        if row.get("file"):
            _same(str(row["file"]), str(row["digest"]), digests, report)
    found = ask(course)
    report.claims, report.gaps = found.claims, found.gaps
    own, given = certificate(case), json.loads(parts[CERTIFICATE])
    same = given == own if given.get("format") == FORMAT else given.get("case") == own["case"]  # of another version
    if not same:
        report.faults.append(("证明书与案卷不符", "the certificate is not the one of this case"))


def _check_list(parts: Mapping[str, bytes], digests: Mapping[str, str], report: Report) -> None:
    listed = {str(row["name"]): str(row["sha-256"]) for row in json.loads(parts[STATEMENT])["body"]["parts"]}
    for name in sorted(set(listed) | (set(digests) - {STATEMENT})):
        _same(name, listed.get(name, ""), digests, report)


def _same(name: str, digest: str, digests: Mapping[str, str], report: Report) -> None:
    if name not in digests:
        report.faults.append((f"缺少 {name}", f"{name} is missing"))
    elif not digest:
        report.faults.append((f"{name} 不在清单中", f"{name} is not on the list"))
    elif digests[name] != digest:
        report.faults.append((f"{name} 被改动", f"{name} was changed"))
