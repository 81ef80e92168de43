"""What a browser showed of a page, and the files it makes of that for a bundle."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from mingjian.capture.views import View
from mingjian.capture.warc import instant
from mingjian.reasons import Reason


@dataclass(frozen=True, slots=True)
class Seen:
    """What the browser showed. `network`: one mapping a request; `refused`: hosts the guard kept it from."""

    view: View
    url: str
    final_url: str
    status: int | None
    title: str
    dom: bytes = field(repr=False)
    picture: bytes = field(repr=False)
    mhtml: bytes = field(repr=False)
    network: tuple[dict[str, Any], ...] = field(repr=False)
    refused: tuple[tuple[str, str], ...]
    dialogs: int
    popups: int
    downloads: int
    browser: str
    error: Reason | None
    started_at: datetime
    finished_at: datetime

    def attachments(self) -> dict[str, bytes]:
        """Give the files of a bundle, by name; each says in the log that it is rebuilt."""
        about = {
            "rebuilt": "picture, DOM and MHTML are made by the browser, not the bytes of the wire",
            "view": self.view, "url": self.url, "final_url": self.final_url, "status": self.status,
            "title": self.title, "browser": self.browser, "dialogs": self.dialogs, "popups": self.popups,
            "downloads": self.downloads, "refused": [list(pair) for pair in self.refused],
            "error": self.error.code if self.error else None,
            "started_at": instant(self.started_at), "finished_at": instant(self.finished_at),
            "requests": list(self.network),
        }  # fmt: skip
        files = {f"{self.view}.dom.html": self.dom, f"{self.view}.png": self.picture, f"{self.view}.mhtml": self.mhtml}
        log = json.dumps(about, ensure_ascii=False, indent=1).encode()
        return {name: content for name, content in files.items() if content} | {f"{self.view}.network.json": log}
