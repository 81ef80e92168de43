"""Calibration and thresholds from the tuning half of the development sets; prints what `detect/fitting.py` holds.

`python -m benchmarks.calibration [SPECIMENS]`. No row of the judged half is read. Lures among the negatives that a person has
relabelled (benchmarks/relabelled.json) are left out here, and only here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from benchmarks.detection import SOURCES, SPECIMENS, Row, gather, pooled
from sklearn.linear_model import LogisticRegression

from mingjian.detect import judge
from mingjian.detect.model import shipped
from mingjian.text import read_text

STATED: Final = {"polluted": 0.0003, "suspect": 0.004}  # false alarms among the pooled negatives


def run(argv: list[str]) -> dict[str, Any]:
    """Fit the two numbers of calibration and the two thresholds; the folder of the specimens may be named."""
    rows = [row for row in gather(Path(argv[0]) if argv else SPECIMENS) if row.tuning and not row.lure]
    return settings(rows, logits(rows))


def logits(rows: Sequence[Row]) -> np.ndarray[Any, Any]:
    """Give the documents' logits, before calibration."""
    scores = np.array([judge(read_text(row.text[:5000])).score for row in rows])
    inside = np.clip(scores, 1e-9, 1 - 1e-9)
    model = shipped()
    return np.asarray(
        (np.log(inside / (1 - inside)) - float(model.settings["intercept"])) / float(model.settings["slope"])
    )


def settings(rows: Sequence[Row], values: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Give slope and intercept, and the least score of each verdict at its stated rate of false alarms."""
    pool = pooled(rows)
    positive = np.array([row.label == "pos" and row.source in SOURCES for row in rows])
    chosen = pool | positive
    inner = np.clip(values[chosen, None], -12, 12)
    fitted = LogisticRegression(C=1e6).fit(inner, positive[chosen])
    slope, intercept = float(fitted.coef_[0, 0]), float(fitted.intercept_[0])
    ordered = np.sort(values[pool])[::-1]
    cuts = {name: float(ordered[int(rate * len(ordered))]) for name, rate in STATED.items()}
    return {
        "slope": round(slope, 3),
        "intercept": round(intercept, 3),
        **{name: round(float(1 / (1 + np.exp(-(slope * cut + intercept)))), 4) for name, cut in cuts.items()},
        "rows": len(rows),
    }


if __name__ == "__main__":
    print(json.dumps(run(sys.argv[1:]), indent=1))
