"""Every document of the procedure has its template, and says what its law demands."""

from __future__ import annotations

import copy

import pytest

from mingjian.errors import BadInput
from mingjian.law.documents import documents
from mingjian.papers import compose, lacks, template
from mingjian.papers.specimen import specimen, specimen_number
from mingjian.papers.templates import templates


def test_every_document_has_a_template_and_no_template_is_without_a_document():
    assert set(templates()) == set(documents())


def test_an_unknown_kind_is_refused_with_the_nearest():
    with pytest.raises(BadInput, match="penalty_notice"):
        compose("penalty_notise", {})


def test_content_that_is_no_object_is_refused():
    with pytest.raises(BadInput, match="JSON object"):
        compose("penalty_notice", ["x"])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(documents()))
def test_a_specimen_lacks_nothing(kind):
    assert lacks(kind, specimen(kind)) == ()


@pytest.mark.parametrize("kind", sorted(documents()))
def test_an_empty_draft_still_composes_and_tells_what_it_lacks(kind):
    paper = compose(kind, {})
    assert paper.title
    assert {want.name for want in lacks(kind, {})} == {want.name for want in template(kind).wants if want.required}


@pytest.mark.parametrize("kind", sorted(documents()))
def test_everything_wanted_is_said(kind):
    """A wanted fact that no block shows would be asked for nothing."""
    before = "\n".join(compose(kind, specimen(kind)).texts())
    for want in template(kind).wants:
        if want.kind not in ("line", "text") or not want.required:
            continue
        changed = copy.deepcopy(specimen(kind))
        holder = changed
        *path, last = want.name.split(".")
        for step in path:
            holder = holder[step]
        holder[last] = "此处改为别的内容"
        assert "\n".join(compose(kind, changed).texts()) != before, want.name


@pytest.mark.parametrize(
    ("kind", "name", "article"),
    [
        ("penalty_decision", "party.name", "行政处罚法 §59"),
        ("penalty_decision", "facts", "行政处罚法 §59(2)"),
        ("penalty_decision", "evidence", "行政处罚法 §46"),
        ("penalty_decision", "basis", "行政处罚法 §59(3)"),
        ("penalty_decision", "penalties", "行政处罚法 §9、§59"),
        ("penalty_decision", "appeal.court", "行政处罚法 §59，行政诉讼法 §46"),
        ("penalty_decision", "heard", "行政处罚法 §45"),
        ("penalty_notice", "reasons", "行政处罚法 §44"),
        ("hearing_notice", "chair", "行政处罚法 §64(4)"),
        ("crime_transfer", "attached", "移送涉嫌犯罪案件规定 §6"),
        ("enforcement_application", "office.head", "行政强制法 §55(2)"),
        ("electronic_evidence_record", "files", "网信部门行政执法程序规定 §30"),
    ],
)
def test_what_is_missing_is_told_with_its_article(kind, name, article):
    values = copy.deepcopy(specimen(kind))
    holder = values
    *path, last = name.split(".")
    for step in path:
        holder = holder[step]
    del holder[last]
    assert [(want.name, want.article) for want in lacks(kind, values)] == [(name, article)]


def test_rows_must_be_whole():
    values = specimen("penalty_decision")
    values["penalties"] = [{"amount": 5000}]
    assert [want.name for want in lacks("penalty_decision", values)] == ["penalties"]


def _says(kind, **changes):
    return "\n".join(compose(kind, {**specimen(kind), **changes}, number=specimen_number(kind)).texts())


def test_apl_59_the_seven_things_of_a_decision():
    said = _says("penalty_decision")
    for thing in (
        "东屿海蓝旅行服务有限公司", "东屿市清源镇滨海大道6号",  # name and address of the party
        "未留存网络日志六个月以上", "有下列证据证明",  # facts and evidence
        "《中华人民共和国网络安全法》第六十一条第一款", "罚款人民币50000元（大写：伍万元整）",  # kind and basis
        "收到本决定书之日起十五日内", "开户行东屿银行营业部",  # how and when to perform
        "六十日内向东屿市人民政府申请行政复议", "六个月内直接向东屿市海望区人民法院提起行政诉讼",  # appeal
        "东屿市互联网信息办公室", "2026年12月18日",  # authority and day
    ):  # fmt: skip
        assert thing in said, thing


def test_apl_72_three_per_cent_never_above_the_fine():
    said = _says("penalty_decision")
    assert "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额" in said


def test_a_decision_without_money_names_no_bank():
    said = _says("penalty_decision", penalties=[{"name": "警告"}])
    assert "开户行" not in said
    assert "百分之三" not in said


def test_apl_44_a_notice_tells_the_right_to_state_and_defend():
    said = _says("penalty_notice")
    assert "享有陈述和申辩的权利，可以在2026年11月27日前" in said
    assert "不会因陈述、申辩而给予更重的处罚" in said


def test_apl_64_a_notice_tells_the_right_to_a_hearing_only_where_there_is_one():
    assert "五个工作日内（2026年11月27日前）" in _says("penalty_notice")
    assert "不属于《中华人民共和国行政处罚法》第六十三条规定的听证范围" in _says("penalty_notice", hearing=False)


def test_crt_8_the_police_are_told_their_three_days():
    assert "自接受移送之日起三日内作出立案或者不予立案的决定" in _says("crime_transfer")


def test_a_source_never_names_the_reporter():
    """Article: 行政处罚法 §50."""
    said = _says("source_registration", reporter={"name": "举报人甲", "phone": "13800000000"})
    assert "举报人甲" not in said
    assert "13800000000" not in said


def test_a_deferral_is_named_for_what_it_is():
    assert compose("deferral_approval", specimen("deferral_approval")).title == "分期缴纳罚款通知书"
    one = {**specimen("deferral_approval"), "instalments": [{"day": "2027-02-28", "amount": 50000}]}
    assert compose("deferral_approval", one).title == "延期缴纳罚款通知书"
    refused = {**specimen("deferral_approval"), "granted": False}
    assert compose("deferral_approval", refused).title == "不予延期（分期）缴纳罚款通知书"
