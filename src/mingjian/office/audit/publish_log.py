"""Publish the sealed log as tiles, and prove one event in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingjian.errors import BadInput
from mingjian.ledger import entry_bytes, prove_entry, publish
from mingjian.ledger.proof_file import Opening
from mingjian.office.audit.log_keys import published_log
from mingjian.office.audit.seal_events import entry_of
from mingjian.records.models import Event, Seal, SealedLeaf


def _leaves(first: int, last: int) -> Iterator[bytes]:
    rows = SealedLeaf.objects.filter(index__gte=first, index__lt=last).order_by("index")
    for digest in rows.values_list("digest", flat=True).iterator(chunk_size=5_000):
        yield bytes(digest)


def publish_log() -> int:
    """Bring the published tiles up to the newest signed seal. Returns how many leaves were added."""
    store = published_log()
    seal = Seal.objects.exclude(checkpoint="").order_by("-size").first()
    if store is None or seal is None:
        return 0
    return publish(store, seal.checkpoint, _leaves)


def prove_event(event: Event, openings: Mapping[str, Opening] | None = None) -> str:
    """The `.tlog-proof` of an event against the newest published head; `openings` show what stands behind its digests.

    Raises: BadInput, if the event is not sealed and published yet; EvidenceError, if it is not what was sealed.
    """
    store = published_log()
    leaf = SealedLeaf.objects.filter(event=event).first()
    if store is None or leaf is None:
        raise BadInput("The event is not sealed yet; try again in a second.", "这条事件尚未封存，请稍后再试。")
    return prove_entry(store, leaf.index, entry_bytes(entry_of(event)), openings)
