"""Try an act without its effect: whatever the block writes is taken back, what it raises is raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


class _TakenBack(Exception):
    """Ends the transaction of a trial."""


@contextmanager
def tried() -> Iterator[None]:
    """Run the block in a transaction that is always taken back, so that a page may ask before it acts."""
    try:
        with transaction.atomic():
            yield
            raise _TakenBack
    except _TakenBack:
        return
