"""Labelled texts in, a model out. Uses scikit-learn; what comes out is numbers and tables only."""

from __future__ import annotations

from collections.abc import Sequence
from multiprocessing import get_context
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mingjian.detect.categories import CATEGORIES
from mingjian.detect.compose.corpus import Sample
from mingjian.detect.facts import PageFacts
from mingjian.detect.features import BUCKETS, Floats, describe_all, names, sequences
from mingjian.detect.lexicon import lexicon
from mingjian.detect.model import KIND_BITS, Model
from mingjian.detect.passages import Page
from mingjian.text import read_text

DEPTH: Final = 3
STRETCH, SHIFT = (
    1.8,
    2.0,
)  # so that 0 is where one in a thousand ordinary texts lies, and a page's rules can count in ones
WORDS: Final = 0.5  # listed words count half: what is listed was chosen by us, and other writers choose other words
# Chosen on texts that are not judged (docs/detection.md): calibration, the thresholds, and how much each part counts.
SETTINGS: Final = {
    "bias": 0.0,
    "slope": 0.637,
    "intercept": 1.351,
    "polluted": 0.9617,
    "suspect": 0.7637,
    "passage": 0.5,
    "strong": 4.0,
    "manner": 1.6,
}
_FOR: Final = frozenset({"bait", "brand", "offer", "object", "police"})
_AGAINST: Final = frozenset({"report", "ordinary", "lawful"})


class Table(NamedTuple):
    """Features (rows, features), character sequences (sparse rows), labels, and the kind of each row."""

    features: Floats
    chars: Any
    promotes: npt.NDArray[np.int64]
    kinds: tuple[str, ...]


def tabulate(samples: Sequence[Sample]) -> Table:
    """Describe every sample as its passage is described when a document is judged."""
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]  # noqa: PLC0415 - only to build

    texts = list(dict.fromkeys(sample.text for sample in samples))
    with get_context("spawn").Pool() as pool:
        described = dict(zip(texts, pool.imap(_described, texts, chunksize=500), strict=True))
    found = [(sample, row) for sample in samples if (row := described[sample.text])]
    rows, columns = [row for _, (row, _) in found], [column for _, (_, column) in found]
    sizes = [len(column) for column in columns]
    values = np.concatenate([np.full(size, 1 / np.sqrt(size + 1.0), dtype=np.float32) for size in sizes])
    pointers = np.concatenate(([0], np.cumsum(sizes)))
    chars = csr_matrix((values, np.concatenate(columns), pointers), shape=(len(rows), BUCKETS))
    labels = np.array([sample.promotes for sample, _ in found], dtype=np.int64)
    return Table(np.stack(rows), chars, labels, tuple(sample.kind for sample, _ in found))


def _described(text: str) -> tuple[Floats, npt.NDArray[np.int64]] | None:
    """Give the features and the character sequences of a text's first passage; None, if it has none."""
    page = Page(read_text(text[:300]), PageFacts())
    for passage in page.passages[:1]:
        return describe_all((page.told(passage),))[0], sequences(passage.folded)
    return None


def fit(samples: Sequence[Sample], name: str, **settings: float) -> Model:
    """Fit a model: a linear one of features, a linear one of character sequences, and small sign-constrained trees."""
    return fit_table(tabulate(samples), name, **settings)


def fit_table(table: Table, name: str, **settings: float) -> Model:
    """Fit a model to a table; `settings` replace the usual ones."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - only to build

    plain = LogisticRegression(C=0.3, max_iter=400).fit(table.features, table.promotes)
    sequences, shift = _sequences(table)
    trees = _trees(table)
    kinds, often = _kinds(table)
    arrays = {
        "features": (STRETCH * WORDS * plain.coef_[0]).astype(np.float32),
        "sequences": (STRETCH * sequences).astype(np.float16),
        **kinds,
        **trees,
        "tree_leaf": STRETCH * trees["tree_leaf"],
    }
    bias = STRETCH * float(WORDS * plain.intercept_[0] + shift) + SHIFT
    return Model(
        arrays,
        {**SETTINGS, "name": name, "lexicon": lexicon().digest, "bias": round(bias, 4), "kinds": often, **settings},
    )


def _sequences(table: Table) -> tuple[npt.NDArray[np.float64], float]:
    """Fit the character sequences twice and take the mean: as they are, and scaled by how they part the two classes.

    The scaled fit leans on sequences that many templates share; together they carry over better than either alone.
    Source: Wang and Manning 2012, Baselines and Bigrams (the scaling by log-count ratios).
    """
    from scipy.sparse import diags  # noqa: PLC0415 - only to build
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    promotes = table.promotes.astype(bool)
    there = np.asarray(table.chars[promotes].sum(axis=0)).ravel() + 0.5
    elsewhere = np.asarray(table.chars[~promotes].sum(axis=0)).ravel() + 0.5
    ratio = np.log(there / there.sum()) - np.log(elsewhere / elsewhere.sum())
    usual = LogisticRegression(C=2.0, max_iter=200, solver="liblinear", random_state=0)
    scaled = LogisticRegression(C=0.3, max_iter=200, solver="liblinear", random_state=0)
    usual.fit(table.chars, table.promotes)
    scaled.fit(table.chars @ diags(ratio), table.promotes)
    weights = (usual.coef_[0] + ratio * scaled.coef_[0]) / 2
    return weights, float(usual.intercept_[0] + scaled.intercept_[0]) / 2


def _kinds(table: Table) -> tuple[dict[str, npt.NDArray[Any]], list[float]]:
    """Fit what tells the kinds of commerce from each other, on the promoting rows only; gives also how often each is."""
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415 - only to build
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415

    rows = np.flatnonzero(table.promotes)
    coarse = table.chars[rows].tocoo()
    chars = csr_matrix((coarse.data, (coarse.row, coarse.col >> (18 - KIND_BITS))), shape=(len(rows), 1 << KIND_BITS))
    kinds = np.array([table.kinds[row] for row in rows])
    model = LogisticRegression(C=1.0, max_iter=150).fit(hstack([table.features[rows], chars]).tocsr(), kinds)
    weights = np.zeros((len(names()) + (1 << KIND_BITS), len(CATEGORIES)), dtype=np.float32)
    often = [0.0] * len(CATEGORIES)
    for place, kind in enumerate(model.classes_):
        weights[:, CATEGORIES.index(kind)] = model.coef_[place]
        often[CATEGORIES.index(kind)] = round(float(model.intercept_[place]), 4)
    arrays: dict[str, npt.NDArray[Any]]
    arrays = {"kinds": weights[: len(names())], "kind_sequences": weights[len(names()) :].astype(np.float16)}
    return arrays, often


def _trees(table: Table, count: int = 80) -> dict[str, npt.NDArray[Any]]:
    """Fit small trees in which bait may only speak for promotion, and news and law only against it."""
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 - only to build

    signs = [1 if entry.role in _FOR else -1 if entry.role in _AGAINST else 0 for entry in lexicon().entries]
    signs += [0] * (len(names()) - len(signs))
    model = HistGradientBoostingClassifier(
        max_iter=count,
        max_depth=DEPTH,
        learning_rate=0.1,
        monotonic_cst=signs,
        l2_regularization=5.0,
        early_stopping=False,
        random_state=0,
    ).fit(table.features, table.promotes)
    laid = [_laid_out(grown[0].nodes) for grown in model._predictors]
    first, cut, leaf = (np.stack(parts) for parts in zip(*laid, strict=True))
    leaf[0] += model._baseline_prediction.item()
    return {
        "tree_feature": first.astype(np.int16),
        "tree_cut": cut.astype(np.float32),
        "tree_leaf": leaf.astype(np.float32),
    }


def _laid_out(nodes: Any) -> tuple[npt.NDArray[Any], npt.NDArray[Any], npt.NDArray[Any]]:
    """Lay one grown tree out as a perfect one: an early leaf is repeated below itself."""
    feature = np.zeros(2**DEPTH - 1, dtype=np.int64)
    cut = np.full(2**DEPTH - 1, np.inf)
    leaf = np.zeros(2**DEPTH)
    pending = [(0, 0, 0)]
    while pending:
        place, node, level = pending.pop()
        row = nodes[node]
        if level == DEPTH:
            leaf[place - (2**DEPTH - 1)] = row["value"]
        elif row["is_leaf"]:
            pending += [(2 * place + 1, node, level + 1), (2 * place + 2, node, level + 1)]
        else:
            feature[place], cut[place] = row["feature_idx"], row["num_threshold"]
            pending += [(2 * place + 1, int(row["left"]), level + 1), (2 * place + 2, int(row["right"]), level + 1)]
    return feature, cut, leaf
