"""Bulk returns that wait are read by the worker, in a process of its own: the rows of a large one need much memory."""

from __future__ import annotations

import logging

from django.db import close_old_connections

from mingjian.errors import MingjianError
from mingjian.jobs.apart import Apart, ChildLost
from mingjian.records import clock
from mingjian.records.models import BulkReturn, ReturnState

LOG = logging.getLogger(__name__)
PATIENCE = 3600.0
"""Seconds that reading one return may take."""


def read_waiting(apart: Apart) -> bool:
    """Read the return that has waited longest. Returns whether one was read."""
    close_old_connections()
    try:
        waits = BulkReturn.objects.filter(state=ReturnState.SUBMITTED).exists()
        return waits and apart.run(_read, patience=PATIENCE)
    except (MingjianError, ChildLost):
        LOG.exception("a return could not be read; it waits")
        return False
    finally:
        close_old_connections()


def _read() -> bool:
    from mingjian.office.returns.read_return import read_next  # noqa: PLC0415 - loads pyarrow

    return read_next(at=clock.now())
