"""The office's signing keys and the published log: in the data folder, outside the database."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from mingjian.ledger import FolderStore, OfficeKeys, open_keys


def office_keys(at: datetime) -> OfficeKeys | None:
    """The keys of this installation, made at first use; None where there is no data folder (tests)."""
    if settings.DATA is None:
        return None
    return open_keys(settings.DATA / "keys", settings.LOG_NAME, at=at)


def published_log() -> FolderStore | None:
    """The folder with the tiles of the log that others can check; None where there is no data folder."""
    return FolderStore(settings.DATA / "published-log") if settings.DATA else None
