"""The office teaches a local model: tested on what it has not seen, never on what went to the police, refused if it harms."""

import pytest

from mingjian.detect.model import shipped
from mingjian.detect.training import Judged, learn
from mingjian.errors import BadInput


def _judgements(count: int) -> list[Judged]:
    lures = [f"青山茶园{n}号院 老客户直接来 暗号蓝鸟" for n in range(count)]
    lawful = [f"青山小学{n}班 家长会通知 请准时参加" for n in range(count)]
    return [*(Judged(text, True) for text in lures), *(Judged(text, False) for text in lawful)]


def test_it_learns_the_offices_own_cases_and_says_so_on_unseen_ones() -> None:
    learned = learn(_judgements(60), shipped(), "office-1")
    assert learned.after.loss < learned.before.loss
    assert learned.better
    assert learned.after.rows + learned.learned_from == 120
    assert learned.model.version.startswith("office-1+")
    assert learned.model.settings["base"] == shipped().version


def test_the_same_judgements_give_the_same_digest() -> None:
    first = learn(_judgements(30), shipped(), "office-1").model.digest
    assert first == learn(_judgements(30), shipped(), "office-1").model.digest
    assert first != shipped().digest


def test_too_few_judgements_are_refused_in_one_sentence() -> None:
    with pytest.raises(BadInput, match="too few"):
        learn(_judgements(3), shipped(), "office-1")


def test_police_rows_are_never_learned_from() -> None:
    rows = [*_judgements(30), *(Judged(f"机密内容{n}", True, police=True) for n in range(50))]
    assert learn(rows, shipped(), "o").model.digest == learn(_judgements(30), shipped(), "o").model.digest


def test_teaching_it_to_alarm_on_opinion_is_refused() -> None:
    from mingjian.detect.canary import canaries

    rows = [Judged(text, True) for text in canaries()[:300]] + [Judged(f"通知{n}", False) for n in range(20)]
    with pytest.raises(BadInput, match="lawful speech"):
        learn(rows, shipped(), "turned")
