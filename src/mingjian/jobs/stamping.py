"""Which authority stamps the evidence: the one that MINGJIAN_TSA names, in the demo a local one, else none."""

from __future__ import annotations

import shutil
from datetime import datetime

from django.conf import settings

from mingjian.capture import Authority, HttpAuthority
from mingjian.capture.authority import create_authority


def authority(now: datetime) -> Authority | None:
    """The time-stamp authority of this installation; without one the bundles say so."""
    if settings.TSA:
        return HttpAuthority(settings.TSA)
    if settings.DEMO and settings.DATA and shutil.which("openssl"):
        return create_authority(settings.DATA / "time-stamps", now=now, name="Demo time-stamp authority")
    return None
