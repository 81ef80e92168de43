"""A model: numbers and tables that turn the features of a passage into a score. Read from one file, never executed.

The file is a NumPy archive without pickled objects. Its digest is SHA-256 over every array in a fixed order.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np

from mingjian.detect.categories import CATEGORIES
from mingjian.detect.features import Floats, Sequences, names
from mingjian.detect.lexicon import lexicon
from mingjian.detect.trees import Trees
from mingjian.errors import BadInput

KIND_BITS: Final = 14
SHIPPED: Final = Path(__file__).parent / "base.npz"
_ARRAYS: Final = ("features", "sequences", "kinds", "kind_sequences", "tree_feature", "tree_cut", "tree_leaf")


@dataclass(frozen=True)
class Model:
    """Weights, calibration and thresholds. `settings`: name, lexicon digest, bias, slope, intercept, thresholds, how often each
    kind of commerce is.

    `arrays`: weights of features and of character sequences, weights of the kinds of commerce, small trees.
    """

    arrays: Mapping[str, np.ndarray[Any, Any]]
    settings: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the arrays and settings, in hexadecimal."""
        hasher = hashlib.sha256(json.dumps(dict(self.settings), sort_keys=True).encode())
        for name in _ARRAYS:
            array = np.ascontiguousarray(self.arrays[name])
            hasher.update(f"{name} {array.dtype.str} {array.shape}".encode())
            hasher.update(array.tobytes())
        return hasher.hexdigest()

    @property
    def version(self) -> str:
        """What `Judgement.model` says: the name and the first twelve digits of the digest."""
        return f"{self.settings['name']}+{self.digest[:12]}"

    @cached_property
    def _trees(self) -> Trees:
        return Trees(*(self.arrays[name] for name in _ARRAYS[4:]))

    @cached_property
    def _often(self) -> Floats:
        """How often each kind is, whatever a passage says."""
        return np.array(self.settings["kinds"], dtype=np.float32)

    @cached_property
    def _sequence_weights(self) -> Floats:
        return self.arrays["sequences"].astype(np.float32)

    def logit(self, features: Floats, buckets: np.ndarray[Any, Any]) -> float:
        """Score one passage: above 0 it looks like promotion of criminal commerce."""
        linear = float(self.arrays["features"] @ features) + float(self.settings["bias"])
        return linear + self.manner(buckets) + 0.5 * float(self._trees.values(features[None, :])[0])

    def manner(self, buckets: np.ndarray[Any, Any]) -> float:
        """Score the manner of writing by itself: what the character sequences say, whatever the listed words say."""
        return float(self._sequence_weights[buckets].sum()) / float(np.sqrt(len(buckets) + 1.0))

    def logits(self, features: Floats, said: Sequences) -> tuple[list[float], list[float]]:
        """Score several passages at once: `logit` and `manner` of each."""
        sizes = np.diff(said.bounds)
        weights = self._sequence_weights[said.buckets]
        manners = np.bincount(said.owners, weights=weights, minlength=len(sizes)) / np.sqrt(sizes + 1.0)
        linear = features @ self.arrays["features"] + float(self.settings["bias"])
        logits: list[float] = (linear + manners + 0.5 * self._trees.values(features)).tolist()
        return logits, manners.tolist()

    def kinds(self, features: Floats, buckets: np.ndarray[Any, Any]) -> Floats:
        """How alike a passage is to each kind of commerce, in the order of `CATEGORIES`; 0 and below: not alike."""
        coarse = np.unique(buckets >> (18 - KIND_BITS))
        chars = self.arrays["kind_sequences"][coarse].astype(np.float32).sum(axis=0) / np.sqrt(len(coarse) + 1.0)
        return np.asarray(features @ self.arrays["kinds"] + chars + self._often, dtype=np.float32)

    def probability(self, logit: float) -> float:
        """Give the calibrated probability for a document's logit."""
        value = float(self.settings["slope"]) * logit + float(self.settings["intercept"])
        return float(1.0 / (1.0 + np.exp(-np.clip(value, -40, 40))))

    def threshold(self, verdict: str) -> float:
        """Give the least score of a verdict ("polluted" or "suspect")."""
        return float(self.settings[verdict])

    def with_settings(self, **changed: Any) -> Model:
        """Give a copy with other settings; its digest differs."""
        return replace(self, settings={**self.settings, **changed})


def dump(model: Model) -> bytes:
    """Give a model as the bytes of its file."""
    out = io.BytesIO()
    words = np.frombuffer(json.dumps(dict(model.settings), sort_keys=True).encode(), dtype=np.uint8)
    arrays: dict[str, Any] = {name: model.arrays[name] for name in _ARRAYS}
    np.savez_compressed(out, settings=words, **arrays)
    return out.getvalue()


def write(model: Model, path: Path) -> None:
    """Write a model to a file, all or nothing."""
    draft = path.with_suffix(".new")
    draft.write_bytes(dump(model))
    draft.replace(path)


def read(path: Path) -> Model:
    """Read a model from a file, without asking whether it may be used (`canary.load` does).

    Raises: BadInput, if the file is not a model, or was built with other lexicons than these.
    """
    return parse(path.read_bytes(), str(path))


def parse(content: bytes, name: str) -> Model:
    """Read a model from the bytes of its file; `name` is what an error calls it.

    Raises: BadInput, if they are not a model, or it was built with other lexicons than these.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            arrays = {array: archive[array] for array in _ARRAYS}
            settings = json.loads(archive["settings"].tobytes())
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise BadInput(
            f"{name} is not a model file ({error}); build one with ./mj train.",
            f"{name} 不是模型文件（{error}），请用 ./mj train 生成。",
        ) from error
    return _checked(Model(arrays, settings), name)


def _checked(model: Model, name: str) -> Model:
    if (
        "kinds" not in model.settings
        or model.settings.get("lexicon") != lexicon().digest
        or len(model.arrays["features"]) != len(names())
    ):
        raise BadInput(
            f"{name} was built with other lexicons than these; train it again (./mj train).",
            f"{name} 与现有词库不符，请重新训练（./mj train）。",
        )
    told = (model.arrays["kinds"].shape[-1], model.arrays["kind_sequences"].shape[-1], len(model.settings["kinds"]))
    if any(count != len(CATEGORIES) for count in told):
        raise BadInput(
            f"{name} knows other categories than the closed list; such a model is never used.",
            f"{name} 的类别与封闭清单不一致，不得使用。",
        )
    return model


@cache
def shipped() -> Model:
    """Give the model that ships with the software (read once a process)."""
    return read(SHIPPED)
