"""Documents, docs/law.md, the crime thresholds and the words of every kind of step."""

import json
from pathlib import Path

import pytest

import mingjian.law
from mingjian.errors import BadInput
from mingjian.law import crime
from mingjian.law.confirmed import page
from mingjian.law.documents import document, documents
from mingjian.law.procedure import KINDS
from mingjian.law.reasons import EN, ZH
from mingjian.law.roles import ROLES

ROOT = Path(__file__).parents[2]


def test_every_document_is_made_by_a_step_and_signed_by_a_role():
    for code, kind in documents().items():
        assert kind.code == code
        assert set(kind.made_by) <= set(KINDS)
        assert set(kind.signers) <= set(ROLES)
        assert kind.article
        assert kind.series or not (kind.sealed and kind.to_party)
    with pytest.raises(BadInput, match="penalty_notice"):
        document("penalty_notise")


def test_every_step_names_documents_that_exist_and_roles_that_exist():
    for kind in KINDS.values():
        assert set(kind.documents) <= set(documents()), kind.code
        assert {*kind.by, *kind.approved_by} <= set(ROLES), kind.code
        assert kind.by
        assert not set(kind.by) & set(kind.approved_by), f"{kind.code} is entered and approved by one role"
        for code in kind.documents:
            assert kind.code in documents()[code].made_by, (kind.code, code)


def test_every_document_of_the_procedure_is_there():
    names = {kind.zh for kind in documents().values()}
    assert names >= {
        "案件来源登记表", "立案审批表", "不予立案审批表", "撤销立案审批表", "协助调查函", "现场检查笔录", "询问笔录",
        "电子取证工作记录", "登记保存通知书", "约谈通知书", "执法约谈笔录", "责令改正通知书", "案件处理意见报告",
        "行政处罚建议书", "案件移送函", "涉嫌犯罪案件移送书", "行政处罚意见告知书", "听证通知书", "听证笔录", "听证报告",
        "法制审核意见书", "集体讨论记录", "行政处罚决定书", "不予行政处罚决定书", "没收物品凭证", "送达回证", "催告书",
        "强制执行申请书", "结案审批表", "卷内目录",
    }  # fmt: skip


def test_docs_list_what_is_confirmed_and_what_is_not():
    assert (ROOT / "docs/law.md").read_text("utf-8") == page(), "run: python -m mingjian.law.confirmed > docs/law.md"


def test_the_crime_thresholds_say_what_the_catalogue_says():
    folder = Path(mingjian.law.__file__).parent
    words = json.loads((folder / "basis.json").read_text("utf-8"))["crime_thresholds"]
    ours = json.loads((folder / "crime.json").read_text("utf-8"))["thresholds"]
    assert [row["code"] for row in ours] == [row["code"] for row in words]
    for mine, theirs in zip(ours, words, strict=True):
        texts = [mark["text"] for mark in mine["any_of"]] + ["two of them at half"] * bool(mine.get("two_at_half"))
        assert texts == theirs["any_of"]
        assert bool(mine.get("precondition")) == bool(theirs.get("precondition"))


@pytest.mark.parametrize(
    ("figures", "crimes"),
    [
        ({"posts": 99}, []),
        ({"posts": 100}, ["非法利用 287-1"]),
        ({"sites": 3}, ["非法利用 287-1"]),
        ({"accounts": 1999, "sites": 2}, []),
        ({"clicks": 50_000}, []),
        ({"clicks": 50_000, "order_refused": 1}, ["拒不履行 286-1"]),
        ({"porn_videos": 10}, []),
        ({"porn_videos": 10, "porn_members": 100}, ["淫秽牟利 363"]),
        ({"gains": 10_000}, ["帮信 287-2", "非法利用 287-1"]),
        ({"players": 120}, ["开设赌场 303(2) serious"]),
    ],
)
def test_thresholds_of_criminal_law(figures, crimes):
    assert [hit.crime for hit in crime.hits(figures)] == crimes


def test_a_figure_nobody_knows_is_named():
    with pytest.raises(BadInput, match="luck"):
        crime.hits({"luck": 1})


def test_reasons_are_complete_in_both_languages():
    assert set(ZH) == set(EN)
    assert all(ZH[code] != EN[code] for code in ZH)
