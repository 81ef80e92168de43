"""What is counted for many passages at once is what is counted for each alone."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mingjian.detect.features import Told, describe, describe_all, sequences, sequences_all
from mingjian.detect.lexicon import lexicon
from mingjian.detect.matcher import TELLING, matcher, telling_matcher
from mingjian.detect.model import shipped
from mingjian.text import restore

_TERMS = ("百家乐", "加微信", "日结", "代开发票", "图书馆照常开放", "真人", "，", "abc", "123", " ", "\n", "🀄", "薇")
texts = st.lists(st.one_of(st.sampled_from(_TERMS), st.text(max_size=6)), max_size=20).map("".join)
passages = st.lists(texts.map(str.lower).filter(len), min_size=1, max_size=7)


@given(passages)
@settings(max_examples=60, deadline=None)
def test_passages_together_score_as_each_alone(folded):
    hits = matcher().find_each(folded)
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


@given(passages)
@settings(max_examples=60, deadline=None)
def test_texts_together_are_searched_as_each_alone(folded):
    for text, hits in zip(folded, matcher().find_each(folded), strict=True):
        alone = matcher().find(text)
        assert all(np.array_equal(one, other) for one, other in zip(hits, alone, strict=True))
        assert matcher().entries(text) == frozenset(alone.entries.tolist())
        telling = telling_matcher().find(text)
        assert all(np.array_equal(one, other) for one, other in zip(alone.of(TELLING), telling, strict=True))


def test_a_hit_never_reaches_from_one_text_into_the_next():
    halves = matcher().find_each(["百家", "乐真人百家乐"])
    table = lexicon().index("gambling_table")
    assert table not in halves[0].entries.tolist()
    assert 3 in halves[1].starts[halves[1].entries == table].tolist()
