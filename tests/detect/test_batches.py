"""What is counted for many passages at once is what is counted for each alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.detect.features import Told, describe, describe_all, sequences, sequences_all
from mingjian.detect.lexicon import lexicon
from mingjian.detect.matcher import TELLING, matcher, survey, telling_matcher
from mingjian.detect.model import shipped
from mingjian.text import restore

_TERMS = ("百家乐", "加微信", "日结", "代开发票", "图书馆照常开放", "真人", "，", "abc", "123", " ", "\n", "🀄", "薇")
texts = st.lists(st.one_of(st.sampled_from(_TERMS), st.text(max_size=6)), max_size=20).map("".join)
passages = st.lists(texts.map(str.lower).filter(len), min_size=1, max_size=7)


@given(passages)
@settings(max_examples=60, deadline=None)
def test_passages_together_score_as_each_alone(folded):
    hits = [matcher().find(text) for text in folded]
    changes = [restore(text).changes for text in folded]
    together = [Told(*row) for row in zip(folded, [0] * len(folded), hits, changes, strict=True)]
    rows, said = describe_all(together), sequences_all(folded)
    logits, manners = shipped().logits(rows, said)
    for number, text in enumerate(folded):
        assert np.array_equal(rows[number], describe(text, hits[number], changes[number]))
        buckets = said.buckets[said.bounds[number] : said.bounds[number + 1]]
        assert np.array_equal(buckets, sequences(text))
        assert np.isclose(logits[number], shipped().logit(rows[number], buckets), atol=1e-4)
        assert np.isclose(manners[number], shipped().manner(buckets), atol=1e-4)


@given(texts.map(str.lower))
@settings(max_examples=60, deadline=None)
def test_the_telling_words_are_those_of_the_whole_search(folded):
    every = matcher().find(folded)
    assert every.starts == sorted(every.starts)
    assert matcher().entries(folded) == frozenset(every.entries)
    assert every.of(TELLING) == telling_matcher().find(folded)
    assert survey(folded) == (every.of(TELLING), frozenset(every.entries))


def test_a_hit_is_counted_in_characters_and_stands_whole_in_its_stretch():
    hits = matcher().find("图书馆🀄旁真人百家乐，真人百家乐")
    table = lexicon().index("gambling_table")
    starts = [start for start, entry in zip(hits.starts, hits.entries, strict=True) if entry == table]
    assert 7 in starts
    assert all(start >= 7 for start in hits.within(6, 20).starts)
    assert hits.within(6, 8).starts == []
    assert hits.moved(5).starts == [start + 5 for start in hits.starts]


def test_a_text_of_nothing_but_hits_is_searched_to_a_bound(monkeypatch):
    monkeypatch.setattr("mingjian.detect.matcher.MOST", 50)
    assert 0 < len(matcher().find("百家乐，" * 500).starts) <= 50
