"""Impersonation of authorities, courts, agencies and news media."""

from __future__ import annotations

from collections.abc import Iterator

from mingjian.detect.judgement import Finding
from mingjian.detect.marking import trade
from mingjian.detect.weighing import Examined


def detect(examined: Examined) -> Iterator[Finding]:
    """Mark the words of this trade in passages that promote it; a passage that reports on it gives nothing."""
    yield from trade(examined, "impersonation")
