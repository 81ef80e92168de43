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
def detectors() -> tuple[tuple[str, Detector], ...]:
    """All detectors with their names, by name."""
    here = Path(__file__).parent / "detectors"
    names = sorted(file.stem for file in here.glob("[a-z]*.py"))
    return tuple((name, importlib.import_module(f"mingjian.detect.detectors.{name}").detect) for name in names)
