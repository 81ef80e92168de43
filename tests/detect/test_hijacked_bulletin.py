"""A bulletin of an authority that was scraped, torn and stuffed with a betting brand."""

from pathlib import Path

import pytest

from mingjian.detect import Judgement, judge
from mingjian.text import read_text
from tests.detect.specimen_folder import specimens

OURS = Path(__file__).with_name("bulletin_with_brand.txt")


def _brand(judgement: Judgement) -> list[tuple[int, str]]:
    found = {(finding.start, finding.quote) for finding in judgement.findings if finding.detector == "brand_glued"}
    return sorted(found)


@pytest.fixture(scope="module")
def bulletin() -> str:
    return OURS.read_text("utf-8")


def test_the_bulletin_is_polluted_and_hijacked(bulletin: str) -> None:
    judgement = judge(read_text(bulletin))
    assert judgement.verdict == "polluted"
    assert "hijacked" in judgement.categories
    assert judgement.context == "promotes"


def test_the_brand_is_found_at_both_places(bulletin: str) -> None:
    first = bulletin.index("鸿运体育官网首页")
    second = bulletin.index("鸿运体育官网首页", first + 1)
    judgement = judge(read_text(bulletin))
    assert _brand(judgement) == [(first, "鸿运体育官网首页"), (second, "鸿运体育官网首页")]


def test_every_run_of_noise_is_found_where_it_stands(bulletin: str) -> None:
    runs = [finding.quote for finding in judge(read_text(bulletin)).findings if finding.detector == "glyph_noise"]
    assert len(runs) == 13
    assert set("".join(runs)) == set("●▲◎")


def test_cleaned_has_neither_brand_nor_noise_and_its_numbers_whole(bulletin: str) -> None:
    cleaned = judge(read_text(bulletin)).cleaned
    assert "鸿运" not in cleaned
    assert not set(cleaned) & set("●▲◎")
    assert "2.6万余个" in cleaned
    assert "责令限期整改,并移送" in cleaned


def test_the_same_bulletin_undamaged_is_clean(bulletin: str) -> None:
    whole = bulletin.replace("鸿运体育官网首页", "")
    for glyph in "●▲◎":
        whole = whole.replace(glyph, "")
    judgement = judge(read_text(whole))
    assert judgement.verdict == "clean"
    assert judgement.context == "reports"


def test_the_seed_is_polluted_with_its_brand_twice() -> None:
    seed = (specimens("seed") / "polluted-bulletin.txt").read_text("utf-8")
    judgement = judge(read_text(seed))
    first = seed.index("凯发下载首页")
    second = seed.index("凯发下载首页", first + 1)
    assert judgement.verdict == "polluted"
    assert _brand(judgement) == [(first, "凯发下载首页"), (second, "凯发下载首页")]
    assert "凯发" not in judgement.cleaned
    assert not set(judgement.cleaned) & set("■★◆")
    assert "1.3万余个" in judgement.cleaned
