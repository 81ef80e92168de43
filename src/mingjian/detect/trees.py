"""Small boosted trees as tables: evaluated with a few array look-ups, no library at run time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from mingjian.detect.features import Floats


class Trees:
    """Perfect binary trees of one depth, laid out level by level.

    `feature`, `cut`: (trees, 2**depth - 1); `leaf`: (trees, 2**depth).
    A node sends a passage right when its feature is above the cut.
    """

    def __init__(
        self,
        feature: np.ndarray[Any, Any],
        cut: np.ndarray[Any, Any],
        leaf: np.ndarray[Any, Any],
    ) -> None:
        self._feature, self._cut, self._leaf = feature.ravel().astype(np.int64), cut.ravel(), leaf
        self._rows = np.arange(len(leaf))
        self._depth = int(np.log2(leaf.shape[1])) if leaf.size else 0

    def values(self, features: Floats) -> npt.NDArray[np.float32]:
        """Give the sum over all trees for each passage (a row of `features`); 0 without trees."""
        if not len(self._rows):
            return np.zeros(len(features), dtype=np.float32)
        inner = 2**self._depth - 1  # nodes of a tree that ask something
        above = features.take(self._feature, axis=1) > self._cut
        passages, roots = np.arange(len(features))[:, None], self._rows * inner
        node = 1 + above[:, ::inner].astype(np.int64)
        for _ in range(self._depth - 1):
            node = 2 * node + 1 + above[passages, roots + node]
        leaves: npt.NDArray[np.float32] = self._leaf[self._rows, node - inner].sum(axis=1)
        return leaves
