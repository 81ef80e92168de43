"""Bulk returns that wait are read by the worker, in a thread of its own."""

from __future__ import annotations

import logging

from django.db import close_old_connections

from mingjian.errors import MingjianError
from mingjian.office.returns.read_return import read_next
from mingjian.records import clock

LOG = logging.getLogger(__name__)


def read_waiting() -> bool:
    """Read the return that has waited longest. Returns whether one was read."""
    close_old_connections()
    try:
        return read_next(at=clock.now())
    except MingjianError:
        LOG.exception("a return could not be read; it waits")
        return False
    finally:
        close_old_connections()
