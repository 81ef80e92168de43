"""Every kind of document begins with what its case says; nobody types a list, a digest or a counted day anew."""

from __future__ import annotations

import pytest

from tests.office.casework import DIGEST, d

pytestmark = pytest.mark.django_db


def drafted(led, code, day):
    from mingjian.office.documents.prefill import prefill

    return prefill(led.case, code, by=led.desk.lin, day=day)


def test_every_kind_of_document_has_something_of_its_own_beside_party_and_office():
    from mingjian.law.documents import documents
    from mingjian.office.documents.from_steps import FROM_STEPS

    assert set(documents()) - set(FROM_STEPS) == {"evidence_list"}  # its list stands in every draft


def test_preservation_is_filled_from_its_step_with_its_seven_working_days(opened):
    """行政处罚法 §56: decided in seven days, which are working days by §85."""
    led = opened.filed()
    facts = {"number": "保1号", "items": "服务器一台、硬盘两块", "risk": "可能被删除", "party_present": True}
    led.settle("preserved", d("03-12"), led.desk.chen, **facts)
    notice = drafted(led, "preservation_notice", d("03-12"))
    assert (notice["since"], notice["until"], notice["list_number"]) == ("2026-03-12", "2026-03-23", "保1号")
    assert (notice["things"], notice["risk"]) == ("服务器一台、硬盘两块", "可能被删除")
    listed = drafted(led, "preservation_list", d("03-12"))
    assert [row["name"] for row in listed["things"]] == ["服务器一台", "硬盘两块"]
    led.both("preservation_disposed", d("03-20"), number="保1号", outcome="lifted")
    assert drafted(led, "preservation_disposal", d("03-20"))["outcome"] == "lifted"


def test_the_record_of_a_check_names_each_thing_that_was_ordered(opened):
    led = opened.concluded()
    said = drafted(led, "correction_check", d("03-24"))
    assert said["order"] == {"number": "", "served_on": "2026-03-13", "limit": "2026-03-20"}
    assert said["items"] == [{"measure": "删除链接", "met": "已改正"}]
    assert said["met"] is True


def test_evidence_stands_in_its_records_and_lists_by_its_digest(opened):
    led = opened.concluded()
    assert drafted(led, "electronic_evidence_record", d("03-24"))["files"][0]["digest"] == DIGEST
    assert drafted(led, "evidence_list", d("03-24"))["evidence"][0]["digest"] == DIGEST
    assert any(DIGEST in line for line in drafted(led, "inspection_record", d("03-24"))["taken"])
    assert drafted(led, "transfer_letter", d("03-24"))["materials"][0]["digest"] == DIGEST
    assert "网络安全法" in drafted(led, "transfer_letter", d("03-24"))["basis"]


def test_a_transfer_to_the_police_is_filled_with_figures_thresholds_and_three_days(opened):
    """移送涉嫌犯罪案件规定 §5: the head rules in three days from the proposal."""
    led = opened.concluded()
    led.both("crime_checked", d("03-25"), figures=[{"figure": "posts", "value": 600}], report="核对1")
    team = [str(led.desk.lin.pk), str(led.desk.chen.pk)]
    led.take("crime_ruled", led.desk.lin, d("03-26"), transfer=True, team=team, reasons="达到追诉标准")
    approval = drafted(led, "crime_transfer_approval", d("03-26"))
    assert (approval["proposed_on"], approval["rule_by"]) == ("2026-03-26", "2026-03-29")
    [row] = approval["figures"]
    assert row["value"] == "600"
    assert row["mark"] != "未达到追诉标准"
    report = drafted(led, "crime_report", d("03-26"))
    assert "2026年3月9日立案" in report["course"]
    assert "责令改正" in report["done"]
    assert [row["digest"] for row in drafted(led, "crime_evidence_list", d("03-26"))["things"]] == [DIGEST]


def test_a_discussion_has_its_members_by_name_and_what_was_before_them(opened):
    led = opened.heard()
    led.take("legal_reviewed", led.desk.reviewer, d("04-24"), passed=True, opinion="同意")
    members = [str(one.pk) for one in (led.desk.head, led.desk.main, led.desk.section)]
    led.take("discussed", led.desk.head, d("04-24"), members=members, record="记录1")
    said = drafted(led, "discussion_record", d("04-24"))
    assert [row["name"] for row in said["members"]] == [
        one.name_zh for one in (led.desk.head, led.desk.main, led.desk.section)
    ]
    assert "法制审核意见：同意" in said["reviewed"]


@pytest.mark.parametrize(
    "code", ["assistance_letter", "interview_notice", "interview_record", "inquiry_record", "file_index"]
)
def test_a_draft_can_be_composed_from_what_the_case_says(opened, code):
    from mingjian.papers.composing import compose, lacks

    led = opened.notified()
    said = drafted(led, code, d("03-27"))
    assert compose(code, said).blocks
    bare = {want.name for want in lacks(code, {"office": said["office"], "case": said["case"]})}
    assert {want.name for want in lacks(code, said)} < bare
