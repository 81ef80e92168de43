"""An office's own judgements in, a local model out, beside figures on judgements that it has not seen.

Only small corrections to a base model are learned, with NumPy alone; thresholds and calibration stay, the closed list
stays, and nothing is switched on here: that takes two people, in the records.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from mingjian.detect.canary import check_canaries
from mingjian.detect.compose.grammar import Grammar
from mingjian.detect.facts import PageFacts
from mingjian.detect.features import BUCKETS, Floats, describe_all, sequences
from mingjian.detect.lexicon import lexicon
from mingjian.detect.matcher import matcher
from mingjian.detect.model import Model
from mingjian.detect.passages import Page
from mingjian.errors import BadInput
from mingjian.text import read_text, restore

LEAST: Final = 20
HELD_OUT: Final = 0.3
_ROUNDS: Final = 60
_STEP: Final = 0.2
_DECAY: Final = 0.005
_ANCHORS: Final = 20  # composed texts of each class


@dataclass(frozen=True, slots=True)
class Judged:
    """One passage that a person has judged. `promotes`: the finding was confirmed; False: dismissed.

    `group`: what it belongs to, such as its service; a group is learned from or tested on as a whole, never both.
    `police`: what went to the police path is never learned from, and such rows are dropped unread.
    """

    text: str
    promotes: bool
    police: bool = False
    group: str = ""


class Figures(NamedTuple):
    """How a model does on judgements it has not seen: counts, and the mean logarithmic loss (lower is better)."""

    rows: int
    hits: int
    misses: int
    false_alarms: int
    loss: float


class Learned(NamedTuple):
    """A local model with its figures beside those of the model it was made from. `better`: it may be proposed."""

    model: Model
    before: Figures
    after: Figures
    learned_from: int

    @property
    def better(self) -> bool:
        """Whether it loses less on unseen judgements, without one more false alarm."""
        return self.after.loss < self.before.loss and self.after.false_alarms <= self.before.false_alarms


class _Row(NamedTuple):
    features: Floats
    buckets: npt.NDArray[np.int64]
    base: float
    label: float


def learn(judged: Sequence[Judged], base: Model, name: str) -> Learned:
    """Learn corrections to a base model from judgements; a fixed third is held out, by the digest of its group.

    Raises: BadInput, if there are fewer than 20 judgements or only one kind, or if the result alarms on a canary.
    """
    unique = {row.text: row for row in judged if row.text.strip() and not row.police and not _for_the_police(row.text)}
    held = [row for row in unique.values() if _held_out(row.group or row.text)]
    seen = [row for row in unique.values() if not _held_out(row.group or row.text)]
    _enough(seen, held)
    model = _corrected(base, [_described(row, base) for row in seen], name)
    check_canaries(model)
    return Learned(model, evaluate(model=base, judged=held), evaluate(model=model, judged=held), len(seen))


def evaluate(judged: Sequence[Judged], model: Model) -> Figures:
    """Count how a model does on judged passages, at its own threshold of suspicion."""
    hits = misses = false_alarms = 0
    loss = 0.0
    for row in judged:
        described = _described(row, model)
        score = model.probability(described.base)
        alarm = score >= model.threshold("suspect")
        hits += alarm and row.promotes
        misses += not alarm and row.promotes
        false_alarms += alarm and not row.promotes
        loss -= float(np.log(max(score if row.promotes else 1 - score, 1e-9)))
    return Figures(len(judged), hits, misses, false_alarms, loss / max(len(judged), 1))


def _for_the_police(text: str) -> bool:
    police = [entry.role == "police" for entry in lexicon().entries]
    return any(police[number] for number in matcher().find(restore(text).folded).entries)


def _held_out(group: str) -> bool:
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4], "big") / 2**32 < HELD_OUT


def _enough(seen: Sequence[Judged], held: Sequence[Judged]) -> None:
    kinds = {row.promotes for row in seen}
    if len(seen) + len(held) < LEAST or len(kinds) < 2 or not held:
        total = len(seen) + len(held)
        raise BadInput(
            f"{total} judgements are too few to learn from: at least {LEAST}, some confirmed and some dismissed.",
            f"可供学习的判定只有 {total} 条：至少 {LEAST} 条，且须同时有确认和排除的。",
        )


def _described(row: Judged, model: Model) -> _Row:
    page = Page(read_text(row.text[:300]), PageFacts())
    passage = page.passages[0]
    features, buckets = describe_all((page.told(passage),))[0], sequences(passage.folded)
    return _Row(features, buckets, model.logit(features, buckets), float(row.promotes))


def _corrected(base: Model, rows: Sequence[_Row], name: str) -> Model:
    """Fit small weights of character sequences on top of the base score, by gradient descent.

    Composed texts go in as anchors, so that what the office teaches moves its own cases and nothing else.
    """
    rows = [*rows, *(_described(row, base) for row in _anchors())]
    chars = np.zeros(BUCKETS, dtype=np.float32)
    labels = np.array([row.label for row in rows], dtype=np.float32)
    offsets = np.array([row.base for row in rows], dtype=np.float32)
    sizes = np.array([np.sqrt(len(row.buckets) + 1.0) for row in rows], dtype=np.float32)
    slope, intercept = float(base.settings["slope"]), float(base.settings["intercept"])
    for _ in range(_ROUNDS):
        own = np.array([chars[row.buckets].sum() for row in rows], dtype=np.float32) / sizes
        wrong = 1 / (1 + np.exp(-(slope * (offsets + own) + intercept))) - labels
        chars *= 1 - _STEP * _DECAY
        for row, error, size in zip(rows, wrong, sizes, strict=True):
            chars[row.buckets] -= _STEP * error / size
    arrays = dict(base.arrays)
    arrays["sequences"] = (base.arrays["sequences"].astype(np.float32) + chars).astype(np.float16)
    return replace(base, arrays=arrays, settings={**base.settings, "name": name, "base": base.version})


def _anchors() -> Iterator[Judged]:
    ordinary = Grammar("slots", "lawful_slots", "negatives")
    for kind in ordinary.classes:
        for _, text in ordinary.texts(kind, _ANCHORS, 0):
            if text:
                yield Judged(text, False)
    promotion = Grammar("slots", "gambling", "pornography", "fraud", "trades")
    for kind in promotion.classes:
        for _, text in promotion.texts(kind, _ANCHORS, 0):
            if text:
                yield Judged(text, True)
