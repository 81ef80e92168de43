"""The small verifier: alone, on a case written by hand; every gap by its article; every flipped bit by its place."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.law import due
from mingjian.papers import verifier
from mingjian.papers.exported import calendar_between
from mingjian.papers.verifier.check import CASE, CERTIFICATE, STATEMENT, certificate, check_file
from mingjian.papers.verifier.course import Course
from mingjian.papers.verifier.rules import ask
from mingjian.papers.verifier.wording import lines

PIECE = b"evidence bytes"
DIGEST = hashlib.sha256(PIECE).hexdigest()
HANDLERS = [{"code": "lin", "roles": ["handler"]}, {"code": "chen", "roles": ["handler"]}]
HEAD = [{"code": "head", "roles": ["office_head"]}]
PENALTIES = [{"measure": "fine", "amount": 120_000}]
KINDS = (
    "source_registration", "filing_approval", "handling_report", "penalty_notice", "defence_review", "legal_review",
    "penalty_decision", "service_receipt", "inquiry_record", "hearing_notice", "hearing_record", "hearing_report",
    "correction_order", "correction_check", "preservation_notice", "preservation_disposal",
)  # fmt: skip


def steps():
    rows = [
        ("source_registered", "2026-03-02", HANDLERS[:1], {"source": "inspection"}),
        ("filed", "2026-03-09", HEAD, {"handlers": HANDLERS}),
        ("party_contacted", "2026-03-12", HANDLERS, {"cards_shown": True, "recusal_told": True}),
        ("evidence_taken", "2026-03-12", HANDLERS, {"digest": DIGEST, "lawful_basis": "程序规定 §22"}),
        ("preserved", "2026-03-12", HEAD, {"number": "保1号"}),
        ("correction_ordered", "2026-03-13", HANDLERS, {"limit": "2026-03-20"}),
        ("preservation_disposed", "2026-03-20", HANDLERS, {"number": "保1号", "outcome": "lifted"}),
        ("correction_checked", "2026-03-23", HANDLERS, {"met": True}),
        ("concluded", "2026-03-24", HANDLERS, {"opinion": "penalty"}),
        ("crime_checked", "2026-03-25", HANDLERS, {}),
        ("notified", "2026-03-27", HANDLERS, {"defence_told": True, "hearing_told": True, "answer_by": "2026-04-07",
                                            "penalties": PENALTIES}),
        ("defended", "2026-03-30", HANDLERS, {}),
        ("defence_reviewed", "2026-03-31", HANDLERS, {}),
        ("hearing_asked", "2026-04-01", HANDLERS[:1], {}),
        ("hearing_notified", "2026-04-03", HANDLERS[:1], {}),
        ("hearing_held", "2026-04-20", [{"code": "zheng", "roles": ["hearing_chair"]}], {}),
        ("hearing_reported", "2026-04-22", [{"code": "zheng", "roles": ["hearing_chair"]}], {}),
        ("legal_reviewed", "2026-04-24", [{"code": "zhou", "roles": ["legal_reviewer"]}], {"passed": True}),
        ("proposed", "2026-04-26", HANDLERS[:1], {"step": "decided"}),
        ("decided", "2026-04-27", HEAD, {"decision": "penalty", "number": "罚1号", "penalties": PENALTIES}),
        ("served", "2026-04-29", HANDLERS, {}),
    ]  # fmt: skip
    return [{"seq": n, "kind": k, "day": d, "by": b, "facts": f} for n, (k, d, b, f) in enumerate(rows, 1)]


def case():
    documents = [
        {"name": f"documents/{kind}.pdf", "code": kind, "digest": hashlib.sha256(kind.encode()).hexdigest(),
         "number": "罚1号" if kind == "penalty_decision" else ""} for kind in KINDS
    ]  # fmt: skip
    return {
        "format": "mingjian/case@v1", "number": "东屿案〔2026〕1号", "party": "速刷网络科技", "large": 50_000,
        "steps": steps(), "documents": documents,
        "evidence": [{"digest": DIGEST, "file": "evidence/1.bin"}],
        "calendar": {"off": ["2026-04-06"], "work": [], "years": [2026]},
    }  # fmt: skip


def pack(one, proof=None):
    """The ZIP as it is exported, its statement without signatures."""
    parts = {f"documents/{kind}.pdf": kind.encode() for kind in KINDS} | {"evidence/1.bin": PIECE}
    parts[CASE] = json.dumps(one, ensure_ascii=False).encode()
    parts[CERTIFICATE] = json.dumps(proof or certificate(one), ensure_ascii=False).encode()
    listed = [{"name": name, "sha-256": hashlib.sha256(part).hexdigest()} for name, part in parts.items()]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(STATEMENT, json.dumps({"body": {"parts": listed}}))
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def gaps(one):
    return {(gap.code, gap.fatal) for gap in ask(Course(one)).gaps}


def change(kind, **facts):
    one = case()
    row = next(row for row in one["steps"] if row["kind"] == kind)
    for name, value in facts.items():
        if name in ("day", "by"):
            row[name] = value
        else:
            row["facts"][name] = value
    return one


def without(*kinds):
    one = case()
    kept = [row for row in one["steps"] if row["kind"] not in kinds]
    one["steps"] = [{**row, "seq": n} for n, row in enumerate(kept, 1)]
    return one


def test_a_complete_case_lacks_nothing_and_every_claim_has_its_step():
    report = check_file(io.BytesIO(pack(case())))
    assert (report.faults, report.gaps, report.whole) == ([], [], True)
    claimed = {claim.code: claim for claim in report.claims}
    assert claimed["penalty_decision"].step == 20
    assert claimed["penalty_decision"].proofs == ("documents/penalty_decision.pdf",)
    assert str(claimed["penalty_decision"].clock.due) == "2026-06-29"  # 90 days and 22 of the hearing
    assert claimed["evidence"].proofs == (DIGEST,)
    assert (claimed["correction_order"].step, claimed["correction_check"].step) == (6, 8)
    kept = claimed["preservation_disposal"].clock
    assert (kept.rule, str(kept.due), kept.kept) == ("CAC14-29.preservation_disposal", "2026-03-23", True)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (without("filed"), "filing"),
        (without("party_contacted"), "contact"),
        (without("evidence_taken"), "evidence"),
        (without("concluded"), "conclusion"),
        (without("crime_checked"), "crime"),
        (without("notified"), "notice"),
        (without("hearing_held"), "hearing"),
        (without("hearing_reported"), "hearing"),
        (without("defence_reviewed"), "defence"),
        (without("legal_reviewed"), "review"),
        (change("filed", handlers=HANDLERS[:1]), "handlers"),
        (change("concluded", by=HANDLERS[:1]), "alone"),
        (change("party_contacted", recusal_told=False), "contact"),
        (change("evidence_taken", lawful_basis=""), "evidence"),
        (change("notified", answer_by="2026-04-02"), "term"),
        (change("notified", hearing_told=False), "hearing_told"),
        (change("notified", penalties=[{"measure": "fine", "amount": 60_000}]), "heavier"),
        (change("notified", penalties=[{"measure": "warning"}]), "heavier"),
        (change("hearing_held", by=HANDLERS[:1]), "chair"),
        (change("hearing_held", day="2026-04-13"), "hearing_notice"),
        (change("legal_reviewed", by=HANDLERS[:1]), "reviewer"),
        (change("legal_reviewed", passed=False), "review"),
        (change("concluded", complex=True), "discussion"),
        (change("decided", by=HANDLERS[:1]), "head"),
        (change("proposed", by=HEAD), "same_person"),
        (change("decided", number="罚2号"), "number"),
        (change("decided", day="2026-07-01"), "decision_late"),
        (change("decided", trigger="refuses"), "refusal"),
    ],
)
def test_what_cannot_be_mended_is_named(broken, code):
    assert (code, True) in gaps(broken)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (without("source_registered"), "source"),
        (without("served"), "service"),
        (change("filed", day="2026-03-12"), "filing_late"),
        (change("served", day="2026-05-20"), "service_late"),
        ({**case(), "documents": []}, "penalty_decision_paper"),
        ({**case(), "evidence": []}, "evidence_file"),
        ({**case(), "steps": []}, "undecided"),
        (without("correction_ordered"), "correction"),
        (without("preservation_disposed"), "preservation"),
        (change("preservation_disposed", day="2026-03-24"), "preservation_late"),
    ],
)
def test_what_can_be_mended_is_named_and_is_not_fatal(broken, code):
    assert (code, False) in gaps(broken)
    assert (code, True) not in gaps(broken)


def until(kind):
    """The case as it stands after its first step of a kind."""
    one = case()
    last = next(row["seq"] for row in one["steps"] if row["kind"] == kind)
    one["steps"] = one["steps"][:last]
    return one


def test_a_refusal_to_correct_is_order_term_over_and_a_check_that_finds_nothing():
    """法释〔2019〕15号 §2: the order was served, its term is over, and it was looked at again."""
    refused = change("correction_checked", met=False)
    next(row for row in refused["steps"] if row["kind"] == "decided")["facts"]["trigger"] = "refuses"
    assert ("refusal", True) not in gaps(refused)
    next(row for row in refused["steps"] if row["kind"] == "correction_checked")["day"] = "2026-03-20"
    assert ("refusal", True) in gaps(refused)


def test_a_preservation_that_lapsed_by_itself_is_proven_with_its_last_day():
    one = change("preservation_disposed", day="2026-03-23")
    next(row for row in one["steps"] if row["kind"] == "preservation_disposed")["kind"] = "preservation_lapsed"
    found = ask(Course(one))
    [lapsed] = [claim for claim in found.claims if claim.code == "preservation_lapsed"]
    assert (str(lapsed.clock.due), [gap.code for gap in found.gaps]) == ("2026-03-23", [])


def test_an_unfinished_case_lacks_what_is_still_to_come_and_what_was_done_wrongly_stays_wrong():
    one = until("evidence_taken")
    assert {("undecided", False), ("conclusion", False), ("notice", False), ("correction", False)} <= gaps(one)
    assert not any(fatal for _, fatal in gaps(one))
    one["steps"][-2]["by"] = HANDLERS[:1]
    assert {code for code, fatal in gaps(one) if fatal} == {"alone"}


def test_a_case_handed_to_the_police_wants_no_decision_and_keeps_its_hours():
    """移送涉嫌犯罪案件规定 §5: handed over in 24 hours from the ruling."""
    one = until("crime_checked")
    more = [
        ("crime_ruled", "2026-03-26", HEAD, {"transfer": True}),
        ("crime_sent", "2026-03-27", HANDLERS, {}),
        ("crime_answered", "2026-03-30", HANDLERS, {"answer": "filed"}),
        ("closed", "2026-04-01", HEAD, {"ground": "transferred"}),
    ]
    one["steps"] += [{"seq": 11 + n, "kind": k, "day": d, "by": b, "facts": f} for n, (k, d, b, f) in enumerate(more)]
    found = ask(Course(one))
    assert {gap.code for gap in found.gaps} == {"crime_transfer_paper"}
    [crime] = [claim for claim in found.claims if claim.code == "crime"]
    assert (crime.clock.rule, crime.clock.kept) == ("CRT-5.handover", True)
    one["steps"][11]["day"] = "2026-03-29"
    assert ("crime_late", False) in gaps(one)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2025, 1, 1), date(2026, 9, 1)), st.integers(0, 40), st.integers(0, 30))
def test_its_days_agree_with_the_law_engine(start, later, length):
    """The verifier counts by itself; the engine of the office must come to the same days."""
    course = Course({**case(), "calendar": calendar_between(start, start + timedelta(days=400))})
    assert course.working_days(start, 7) == due("CAC14-46.service", start).day
    span = (start + timedelta(days=later), start + timedelta(days=later + length))
    assert course.days(start, 90, [span]) == due("CAC14-45.decision_90", start, [span]).day


def test_every_gap_has_its_article_in_both_languages():
    for broken in (without("filed", "notified", "served"), {**case(), "steps": []}):
        report = check_file(io.BytesIO(pack(broken)))
        zh, en = "\n".join(lines(report, "zh")), "\n".join(lines(report, "en"))
        for gap in report.gaps:
            assert gap.article
            assert gap.zh in zh
            assert gap.en in en


def test_a_certificate_of_another_case_is_not_believed():
    proof = certificate(case())
    report = check_file(io.BytesIO(pack(without("legal_reviewed"), proof)))
    assert ("证明书与案卷不符", "the certificate is not the one of this case") in report.faults
    assert not report.whole


def test_a_certificate_of_an_older_verifier_must_name_the_same_case():
    older = {"format": "mingjian/certificate@v1", "case": certificate(case())["case"], "claims": []}
    assert check_file(io.BytesIO(pack(case(), older))).faults == []
    assert check_file(io.BytesIO(pack(without("legal_reviewed"), older))).faults


def test_steps_out_of_order_are_seen():
    one = case()
    one["steps"][3]["day"] = "2026-01-01"
    assert ("order", True) in gaps(one)


@pytest.mark.parametrize("share", [part / 60 for part in range(60)])
def test_a_flipped_bit_is_found(share):
    whole = pack(case())
    broken = bytearray(whole)
    broken[int(share * len(whole))] ^= 1
    report = check_file(io.BytesIO(bytes(broken)))
    same = zip_parts(bytes(broken)) == zip_parts(whole)
    assert report.faults or same


def zip_parts(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except Exception:
        return None


@pytest.mark.parametrize("name", ["documents/penalty_decision.pdf", "evidence/1.bin", CASE, CERTIFICATE])
def test_what_was_changed_missing_or_added_is_named(name):
    parts = zip_parts(pack(case()))
    for changed in ({**parts, name: parts[name] + b" "}, {key: part for key, part in parts.items() if key != name},
                    {**parts, "documents/more.pdf": b"x"}):  # fmt: skip
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for key, part in changed.items():
                archive.writestr(key, part)
        said = str(check_file(out).faults)
        assert name in said or "documents/more.pdf" in said


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"not a zip", pack({**case()})[:-40]],
)
def test_what_is_no_case_file_is_told(content):
    assert check_file(io.BytesIO(content)).faults


@pytest.mark.parametrize(
    "broken", [{}, {"format": "mingjian/case@v1"}, {**case(), "steps": [{"seq": 1}]}, {**case(), "calendar": None}]
)
def test_a_malformed_case_is_told(broken):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(STATEMENT, json.dumps({"body": {"parts": []}}))
        archive.writestr(CASE, json.dumps(broken))
        archive.writestr(CERTIFICATE, "{}")
    assert check_file(out).faults


def test_it_runs_alone_without_anything_else(tmp_path):
    """Copied as a folder, with the standard library only."""
    shutil.copytree(Path(verifier.__file__).parent, tmp_path / "verifier", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "case.zip").write_bytes(pack(copy.deepcopy(case())))
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from verifier.__main__ import main; "
    program += "sys.exit(main(['case.zip', 'en']))"
    command = [sys.executable, "-I", "-S", "-c", program]
    answer = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    assert "Proven" in answer.stdout
    assert "行政处罚法 §57、§59、§60 → step 20" in answer.stdout
