"""The register of detectors: every file in `detect/detectors` that offers `detect`."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from mingjian.detect.judgement import Finding
from mingjian.detect.weighing import Examined

Detector = Callable[[Examined], Iterator[Finding]]


@cache
def names() -> tuple[str, ...]:
    """The names of all detectors, in order; none is imported."""
    return tuple(sorted(file.stem for file in (Path(__file__).parent / "detectors").glob("[a-z]*.py")))


@cache
def detectors() -> tuple[tuple[str, Detector], ...]:
    """All detectors with their names, by name."""
    return tuple((name, importlib.import_module(f"mingjian.detect.detectors.{name}").detect) for name in names())
