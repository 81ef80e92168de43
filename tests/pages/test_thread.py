"""From a polluted page to a figure of the bulletin, by two officers, their heads, a reporter and the auditor."""

from __future__ import annotations

import re

from tests.pages.thread import ANSWER, CLINIC, SHOP, STUBBORN

VICTIM = ("清源", "卫生院", CLINIC)


def test_the_reporter_gets_a_receipt(walked):
    assert re.fullmatch(r"JB\d{10}", walked.said["receipt"])
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", walked.said["secret"])


def test_the_first_patrol_visits_everybody_and_finds_the_polluted_sites(walked):
    done, total = map(int, re.search(r"(\d+) / (\d+)", walked.said["run"]).groups())
    assert done == total > 35
    assert int(walked.said["found"]) >= 20


def test_a_finding_shows_reasons_and_the_digest(walked):
    for host in (SHOP, STUBBORN, CLINIC):
        assert re.search(r"[0-9a-f]{4}…[0-9a-f]{4}", walked.said[f"finding {host}"])
        assert "推广，不是报道或警示" in walked.said[f"finding {host}"]


def test_a_clinic_whose_domain_was_taken_over_is_a_victim(walked):
    assert "原主办单位是受害者" in walked.said[f"finding {CLINIC}"]
    assert "不得处罚" in walked.said[f"lead {CLINIC}"]
    assert "受害方" in walked.said[f"notice {CLINIC}"]
    assert "受害者" not in walked.said[f"lead {SHOP}"]


def test_whoever_proposes_does_not_approve(walked):
    for host in (SHOP, STUBBORN, CLINIC):
        assert "经办人不得审批自己提出的处置" in walked.said[f"proposed {host}"]
        assert "批准，处置生效" not in walked.said[f"proposed {host}"]
        assert "已下达" in walked.said[f"approved {host}"]


def test_a_notice_names_facts_basis_and_ways_of_appeal(walked):
    for host in (SHOP, STUBBORN, CLINIC):
        notice = walked.said[f"notice {host}"]
        assert re.search(r"依据《.+》第.+条，现决定：.+。", notice)
        assert "申请行政复议" in notice
        assert host in notice
        assert walked.said[f"executed {host}"] == "已执行"


def test_the_report_joins_the_lead_of_the_finding(walked):
    number = re.search(r"线索 ([\d-]+)", walked.said["joined"])[1]
    assert number in walked.said[f"confirmed {SHOP}"]


def test_what_holds_is_verified_and_what_does_not_has_failed(walked):
    assert walked.said[f"outcome {SHOP}"] == "已核实"
    assert walked.said[f"outcome {CLINIC}"] == "已核实"
    assert walked.said[f"outcome {STUBBORN}"] == "未落实"


def test_a_figure_opens_down_to_the_digest(walked):
    assert walked.said["closures"] == "1"
    opened = walked.said["opened"]
    assert "已核实" in opened
    assert "未落实" not in opened, "a closure that failed does not count"
    assert walked.said["digest"] in opened
    begin, end = walked.said["digest"].split("…")
    assert re.search(rf"{begin}[0-9a-f]{{56}}{end}", walked.said["capture"])


def test_the_public_bulletin_names_no_victim(walked):
    for name in VICTIM:
        assert name not in walked.said["public bulletin"]
    assert "关闭违法网站" in walked.said["public bulletin"]


def test_the_reporter_learns_what_became_of_it(walked):
    assert ANSWER in walked.said["tracked"]
    assert "已依法处置" in walked.said["tracked"]


def test_the_auditor_recomputes_the_same_root(walked):
    assert "核对一致" in walked.said["log"]
    assert int(re.search(r"全部 (\d+) 条", walked.said["log"])[1]) > 100
