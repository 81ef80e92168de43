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
        self._feature, self._cut, self._leaf = feature, cut, leaf
        self._rows = np.arange(len(leaf))
        self._depth = int(np.log2(leaf.shape[1])) if leaf.size else 0

    def values(self, features: Floats) -> npt.NDArray[np.float32]:
        """Give the sum over all trees for each passage (a row of `features`); 0 without trees."""
        if not len(self._rows):
            return np.zeros(len(features), dtype=np.float32)
        passages = np.arange(len(features))[:, None]
        node = np.zeros((len(features), len(self._rows)), dtype=np.int64)
        for _ in range(self._depth):
            above = features[passages, self._feature[self._rows, node]] > self._cut[self._rows, node]
            node = 2 * node + 1 + above
        leaves: npt.NDArray[np.float32] = self._leaf[self._rows, node - (2**self._depth - 1)].sum(axis=1)
        return leaves
