"""The authority on this machine, asked by several at once."""

from __future__ import annotations

import datetime
from concurrent.futures import ThreadPoolExecutor

from mingjian.capture.authority import create_authority


def test_everybody_who_asks_at_once_is_answered(tmp_path):
    authority = create_authority(tmp_path, now=datetime.datetime.now(datetime.UTC))
    with ThreadPoolExecutor(8) as many:
        stamps = list(many.map(lambda n: authority.stamp(f"content {n}".encode()), range(32)))
    assert len({stamp.token for stamp in stamps}) == 32
