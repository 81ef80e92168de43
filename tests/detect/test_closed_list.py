"""The closed list holds: no category by data, no model that alarms on lawful speech, nothing of children shown or learned."""

from pathlib import Path

import pytest

from mingjian.detect import CATEGORIES, EN, ZH, judge
from mingjian.detect.canary import alarms, canaries, check_canaries, load
from mingjian.detect.categories import category
from mingjian.detect.lexicon import lexicon
from mingjian.detect.lexicon import load as load_lexicon
from mingjian.detect.model import SHIPPED, shipped, write
from mingjian.detect.register import detectors
from mingjian.errors import BadInput
from mingjian.text import read_text

ENTRY = (
    '[[entry]]\nname = "x"\nrole = "bait"\nsource = "s"\nnote = "n"\nzh = "甲"\nen = "a"\nterms = """{terms}"""\n{more}'
)


def test_the_list_is_exactly_these_nine() -> None:
    assert CATEGORIES == (
        "gambling",
        "pornography",
        "fraud",
        "cheating_service",
        "account_trading",
        "rank_manipulation",
        "paid_deletion",
        "impersonation",
        "hijacked",
    )


def test_no_name_outside_the_list_is_a_category() -> None:
    with pytest.raises(ValueError, match="closed list"):
        category("opinion")


def test_a_lexicon_file_cannot_add_a_category(tmp_path: Path) -> None:
    (tmp_path / "speech.toml").write_text(ENTRY.format(terms="批评 请愿", more='category = "speech"'), "utf-8")
    with pytest.raises(BadInput, match="closed list"):
        load_lexicon(tmp_path)


@pytest.mark.parametrize(("terms", "more"), [("赌", ""), ("博彩 网投", 'source = ""')])
def test_a_lexicon_entry_needs_a_source_and_whole_words(tmp_path: Path, terms: str, more: str) -> None:
    text = ENTRY.format(terms=terms, more="")
    (tmp_path / "x.toml").write_text(text.replace('source = "s"', more) if more else text, "utf-8")
    with pytest.raises(BadInput, match="'x'"):
        load_lexicon(tmp_path)


def test_every_entry_says_where_it_comes_from_and_why() -> None:
    for entry in lexicon().entries:
        assert entry.source
        assert entry.note
        assert not entry.category or (entry.zh and entry.en)


def test_both_tables_of_reasons_are_complete() -> None:
    assert set(ZH) == set(EN)


def test_the_corpus_of_canaries_is_large_and_without_repeats() -> None:
    assert len(canaries()) >= 500


def test_no_canary_raises_an_alarm_with_the_shipped_model() -> None:
    assert alarms(shipped()) == ()


EAGER = {"bias": 20.0}  # a model that reads promotion into everything


@pytest.mark.parametrize(
    "changed", [EAGER, {"suspect": 0.0, "passage": -9.0}], ids=["eager weights", "both thresholds at nothing"]
)
def test_a_model_that_alarms_on_lawful_speech_cannot_be_switched_on(changed: dict[str, float]) -> None:
    with pytest.raises(BadInput, match="lawful speech"):
        check_canaries(shipped().with_settings(**changed))


def test_where_no_passage_is_found_even_the_lowest_score_for_an_alarm_raises_none() -> None:
    assert alarms(shipped().with_settings(suspect=0.0)) == ()


def test_loading_a_model_from_a_file_asks_the_canaries(tmp_path: Path) -> None:
    bad = tmp_path / "local.npz"
    write(shipped().with_settings(name="local", **EAGER), bad)
    with pytest.raises(BadInput, match="cannot be switched on"):
        load(bad)
    good = tmp_path / "good.npz"
    write(shipped().with_settings(name="local"), good)
    assert load(good).version.startswith("local+")


def test_a_model_built_with_other_lexicons_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    write(shipped().with_settings(lexicon="0" * 64), path)
    with pytest.raises(BadInput, match="other lexicons"):
        load(path)


def test_a_file_that_is_no_model_gets_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "model_truncated.npz"
    path.write_bytes(SHIPPED.read_bytes()[:500])
    with pytest.raises(BadInput, match="not a model file"):
        load(path)


def test_the_judgement_names_the_model_by_its_digest() -> None:
    assert judge(read_text("你好")).model == f"{shipped().settings['name']}+{shipped().digest[:12]}"


def test_material_of_children_goes_to_the_police_and_is_masked() -> None:
    text = "出幼女资源，网盘打包，加微信ab12345"
    judgement = judge(read_text(text))
    assert judgement.police
    assert judgement.verdict == "polluted"
    printed = str(judgement.as_json())
    assert "幼女" not in printed
    assert "▇" in printed


def test_a_statute_on_children_is_no_police_matter() -> None:
    text = (
        "任何组织和个人不得制作、传播含有未成年人淫秽色情内容的网络信息；违反规定的，依照刑法处罚，公安机关应当立案。"
    )
    assert not judge(read_text(text)).police


def test_every_detector_is_found_by_the_register_and_documented() -> None:
    docs = (Path(__file__).parents[2] / "docs" / "detection.md").read_text("utf-8")
    names = [name for name, _ in detectors()]
    assert len(names) == 21
    for name in names:
        assert f"`{name}`" in docs
