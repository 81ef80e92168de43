"""How a host wants to be visited, learned by one worker and heeded by all: crawl-delay and Retry-After."""

from __future__ import annotations

from django.db import models

from mingjian.records.base import Record, code_field


class HostPace(Record):
    """One host. `delay`: seconds between two requests that its robots.txt asks for; `held_until`: it asked to be left alone.

    Moments are the machine's own, UTC. What robots.txt forbids does not bind supervision; how fast it asks does.
    """

    host = code_field(253, unique=True)
    delay = models.FloatField(default=0.0)
    robots_read_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)
